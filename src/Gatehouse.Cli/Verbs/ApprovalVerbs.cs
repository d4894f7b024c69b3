using System.CommandLine;
using Gatehouse.Cli.Verbs.Approvals;
using Gatehouse.Model;

namespace Gatehouse.Cli.Verbs;

/// <summary>What people state: requests and their answers, reviews, acknowledgements, deployments, and the register of them.</summary>
internal static class ApprovalVerbs
{
    public static Command Build(App app)
    {
        var common = new StatedBy(
            new Option<string>("--in") { Description = "The folder whose dossier it is.", DefaultValueFactory = _ => ".", Recursive = true },
            new Option<string?>("--subject") { Description = "A revision, or [image:NAME@]sha256:DIGEST; HEAD by default.", Recursive = true },
            new Option<string?>("--by") { Description = "Who states it; the user of git's configuration by default.", Recursive = true },
            new Option<string?>("--key") { Description = "Sign it with this private key: in CI only a key that the policy names is believed.", Recursive = true });
        var command = new Command("approval", "Requests, approvals, waivers, reviews and acknowledgements.");
        foreach (var option in (Option[])[common.Folder, common.Subject, common.By, common.Key])
            command.Options.Add(option);
        command.Subcommands.Add(RequestVerbs.Request(app, common));
        command.Subcommands.Add(RequestVerbs.Approve(app, common));
        command.Subcommands.Add(RequestVerbs.Refuse(app, common));
        command.Subcommands.Add(RequestVerbs.Revoke(app, common));
        command.Subcommands.Add(RegisterVerbs.List(app, common));
        command.Subcommands.Add(RegisterVerbs.Export(app, common));
        command.Subcommands.Add(Review(app, common));
        command.Subcommands.Add(Acknowledge(app, common));
        command.Subcommands.Add(Deployment(app, common));
        return command;
    }

    private static Command Review(App app, StatedBy common)
    {
        var author = new Option<string?>("--author") { Description = "Whose change it is; the commit's author by default." };
        var refuse = new Option<bool>("--request-changes") { Description = "Ask for changes instead of approving." };
        var command = new Command("review", "Record a review of a change.") { author, refuse };
        command.SetAction(parsed => State(app, parsed, common, FactKind.Review, by => new ReviewPredicate(by, parsed.GetValue(author) ?? AuthorOf(app, parsed, common) ?? "unknown", !parsed.GetValue(refuse))));
        return command;
    }

    private static Command Acknowledge(App app, StatedBy common)
    {
        var alert = new Argument<string>("ALERT") { Description = "The alert's id, or * for all seen until now." };
        var comment = new Option<string>("--comment") { Description = "What will be done.", Required = true };
        var command = new Command("acknowledge", "Take an alert in hand.") { alert, comment };
        command.SetAction(parsed => State(app, parsed, common, FactKind.Acknowledgement, by => new AcknowledgementPredicate(parsed.GetValue(alert)!, by, parsed.GetValue(comment)!)));
        return command;
    }

    private static Command Deployment(App app, StatedBy common)
    {
        var images = new Argument<string[]>("IMAGE") { Description = "References of what is deployed.", Arity = ArgumentArity.ZeroOrMore };
        var environment = new Option<string>("--environment") { Description = "Where.", DefaultValueFactory = _ => "production" };
        var command = new Command("deployment", "State what is deployed where.") { images, environment };
        command.SetAction(parsed => State(app, parsed, common, FactKind.Deployment, _ => new DeploymentPredicate(parsed.GetValue(environment)!, [.. parsed.GetValue(images) ?? []])));
        return command;
    }

    private static int State(App app, ParseResult parsed, StatedBy common, FactKind kind, Func<string, Predicate> predicate)
    {
        var folder = parsed.GetValue(common.Folder)!;
        var (subject, problem) = DossierCommand.SubjectOf(app, parsed.GetValue(common.Subject), folder);
        if (subject is null)
            return app.Refuse(problem!);
        return DossierCommand.With(app, folder, (dossier, situation) =>
        {
            if (common.Person(app, parsed, situation) is not { } by)
                return app.Refuse(StatedBy.NoPerson);
            var fact = new Fact { Kind = kind, Subjects = [subject], Producer = new Producer(by), Time = app.Host.Now, Predicate = predicate(by) };
            return DossierCommand.Store(app, dossier, fact, parsed.GetValue(common.Key));
        });
    }

    private static string? AuthorOf(App app, ParseResult parsed, StatedBy common)
    {
        var (situation, _) = Pipeline.SituationFinder.Find(parsed.GetValue(common.Folder)!, null, app.Host);
        using (situation)
            return situation?.Authors.FirstOrDefault();
    }
}
