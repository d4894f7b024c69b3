using System.CommandLine;
using Gatehouse.Configuration;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Pipeline;
using Gatehouse.Pipeline.Approvals;
using Gatehouse.Policy;

namespace Gatehouse.Cli.Verbs.Approvals;

/// <summary>request, approve, refuse, revoke: one person asks, another answers, and either can be taken back.</summary>
internal static class RequestVerbs
{
    public static Command Request(App app, StatedBy common)
    {
        var stage = new Option<string?>("--stage") { Description = "Ask for an approval for this gate; release where no waiver is asked for." };
        var criteria = Many("--criteria", "Ask for a waiver of these criteria: code.secrets, build.*.");
        var ids = Many("--ids", "Ask for a waiver of these rules, advisories or aliases.");
        var paths = Many("--paths", "Ask for a waiver in these paths or packages.");
        var id = new Option<string?>("--id") { Description = "The waiver's name in the policy; made of the day and what it waives by default." };
        var owner = new Option<string?>("--owner") { Description = "Who answers for the waiver; who asks by default." };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var expires = new Option<string?>("--expires") { Description = "The last day on which it would hold: 2026-12-31. A waiver must have one." };
        var command = new Command("request", "Ask for an approval of a subject, or for a waiver.") { stage, criteria, ids, paths, id, owner, reason, expires };
        command.SetAction(parsed =>
        {
            var (until, wrong) = Day(parsed, expires);
            if (wrong is not null)
                return app.Refuse(wrong);
            string[] what = [.. Texts(parsed, criteria), .. Texts(parsed, ids), .. Texts(parsed, paths)];
            if (what.Length > 0 && parsed.GetValue(stage) is not null)
                return app.Refuse("--stage asks for an approval, and --criteria, --ids and --paths ask for a waiver: ask for one of the two");
            if (what.Length > 0 && until is null)
                return app.Refuse("a waiver ends: name its last day with --expires, at most a year ahead");
            if (!Stages.TryParse(parsed.GetValue(stage) ?? "release", out var gate))
                return app.Refuse($"--stage {parsed.GetValue(stage)}: no such gate");
            var folder = parsed.GetValue(common.Folder)!;
            var (subject, problem) = DossierCommand.SubjectOf(app, parsed.GetValue(common.Subject), folder);
            if (subject is null)
                return app.Refuse(problem!);
            return DossierCommand.With(app, folder, (dossier, situation) =>
            {
                if (common.Person(app, parsed, situation) is not { } by)
                    return app.Refuse(StatedBy.NoPerson);
                var request = new RequestPredicate(by, parsed.GetValue(reason)!, until);
                request = what.Length == 0
                    ? request with { Stage = gate }
                    : request with
                    {
                        Waiver = parsed.GetValue(id) ?? FormattableString.Invariant($"W-{app.Host.Now.UtcDateTime:yyyy-MM-dd}-{what[0]}"),
                        Owner = parsed.GetValue(owner) ?? by,
                        Criteria = [.. Texts(parsed, criteria)],
                        Ids = [.. Texts(parsed, ids)],
                        Paths = [.. Texts(parsed, paths)],
                    };
                if (request.Stage is null && WaiverFile.Check(WaiverOf(request), app.Parts) is { Count: > 0 } problems)
                    return app.Refuse(problems);
                return DossierCommand.Store(app, dossier, Fact(app, FactKind.Request, [subject], by, request), parsed.GetValue(common.Key));
            });
        });
        return command;
    }

    public static Command Approve(App app, StatedBy common)
    {
        var request = new Argument<string?>("REQUEST") { Description = "The beginning of a request's id; without one, the subject is approved.", Arity = ArgumentArity.ZeroOrOne };
        var stage = new Option<string>("--stage") { Description = "The gate that it is for.", DefaultValueFactory = _ => "release" };
        var reason = new Option<string?>("--reason") { Description = "Why; the request's reason by default." };
        var expires = new Option<string?>("--expires") { Description = "The last day on which it holds: 2026-12-31." };
        var write = new Option<bool>("--write") { Description = "Of a waiver's request: put the waiver into gatehouse.yaml, to be reviewed and merged." };
        var command = new Command("approve", "Approve a subject for a gate, or answer a request with yes.") { request, stage, reason, expires, write };
        command.SetAction(parsed =>
        {
            if (!Stages.TryParse(parsed.GetValue(stage), out var gate))
                return app.Refuse($"--stage {parsed.GetValue(stage)}: no such gate");
            var (until, wrong) = Day(parsed, expires);
            if (wrong is not null)
                return app.Refuse(wrong);
            if (parsed.GetValue(request) is { } id)
                return Answer(app, common, parsed, id, (asked, by, dossier, situation, policy) => Grant(app, common, parsed, asked, by, parsed.GetValue(reason), until, parsed.GetValue(write), dossier, situation, policy));
            if (parsed.GetValue(reason) is not { } why)
                return app.Refuse("--reason says why the subject is approved, and is wanted where no request says so");
            var folder = parsed.GetValue(common.Folder)!;
            var (subject, problem) = DossierCommand.SubjectOf(app, parsed.GetValue(common.Subject), folder);
            if (subject is null)
                return app.Refuse(problem!);
            return DossierCommand.With(app, folder, (dossier, situation, policy) =>
            {
                if (common.Person(app, parsed, situation) is not { } by)
                    return app.Refuse(StatedBy.NoPerson);
                if (ApprovalDesk.WhyNotApprove(StatedBy.Authors(situation, subject), by) is { } refused)
                    return app.Refuse(refused);
                return Keep(app, common, parsed, dossier, situation, policy, Fact(app, FactKind.Approval, [subject], by, new ApprovalPredicate(by, gate, why, until)));
            });
        });
        return command;
    }

    public static Command Refuse(App app, StatedBy common)
    {
        var request = new Argument<string>("REQUEST") { Description = "The beginning of a request's id." };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var command = new Command("refuse", "Answer a request with no.") { request, reason };
        command.SetAction(parsed => Answer(app, common, parsed, parsed.GetValue(request)!, (asked, by, dossier, situation, policy) =>
            Keep(app, common, parsed, dossier, situation, policy, Fact(app, FactKind.Decision, asked.Fact.Subjects, by, new DecisionPredicate(asked.Id, by, false, parsed.GetValue(reason)!)))));
        return command;
    }

    public static Command Revoke(App app, StatedBy common)
    {
        var id = new Argument<string>("ID") { Description = "The beginning of an approval's, review's, acknowledgement's or request's id." };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var command = new Command("revoke", "Take an approval back, or withdraw a request. A gate honours it whoever says it.") { id, reason };
        command.SetAction(parsed => DossierCommand.With(app, parsed.GetValue(common.Folder)!, (dossier, situation, policy) =>
        {
            if (common.Person(app, parsed, situation) is not { } by)
                return app.Refuse(StatedBy.NoPerson);
            var text = parsed.GetValue(id)!;
            var found = dossier.Facts.Where(stored => text.Length >= 6 && stored.Id.StartsWith(text, StringComparison.Ordinal)).ToList();
            if (found is not [var target])
                return app.Refuse(found.Count == 0 ? $"{text}: nothing in this dossier has that id (six characters at least); gatehouse approval list shows what is there" : $"{text}: {found.Count} ids begin so; write more of it");
            if (target.Fact.Predicate is not (ApprovalPredicate or ReviewPredicate { IsApproval: true } or AcknowledgementPredicate or RequestPredicate))
                return app.Refuse($"{text}: this is a {FactAges.Name(target.Fact.Kind)}, and only what lets something through can be taken back: an approval, an approving review, an acknowledgement; and a request");
            if (dossier.Facts.Any(stored => stored.Fact.Predicate is RevocationPredicate known && known.Fact == target.Id))
                return app.Refuse($"{text}: it was taken back already");
            return DossierCommand.Store(app, dossier, Fact(app, FactKind.Revocation, target.Fact.Subjects, by, new RevocationPredicate(target.Id, by, parsed.GetValue(reason)!)), parsed.GetValue(common.Key));
        }));
        return command;
    }

    private static int Answer(App app, StatedBy common, ParseResult parsed, string id, Func<StoredFact, string, DossierAccess, Situation, PolicyInForce, int> action) =>
        DossierCommand.With(app, parsed.GetValue(common.Folder)!, (dossier, situation, policy) =>
        {
            if (common.Person(app, parsed, situation) is not { } by)
                return app.Refuse(StatedBy.NoPerson);
            var (entry, problem) = ApprovalDesk.Find(StatedBy.Register(app, dossier, situation, policy), id, ApprovalKind.ApprovalRequest, ApprovalKind.WaiverRequest);
            if (entry is null)
                return app.Refuse(problem!);
            return ApprovalDesk.WhyNotAnswer(entry, by) is { } refused ? app.Refuse(refused) : action(dossier.Facts.First(stored => stored.Id == entry.Id), by, dossier, situation, policy);
        });

    private static int Grant(App app, StatedBy common, ParseResult parsed, StoredFact asked, string by, string? reason, DateOnly? until, bool write, DossierAccess dossier, Situation situation, PolicyInForce policy)
    {
        var request = (RequestPredicate)asked.Fact.Predicate;
        if (ApprovalDesk.WhyNotApprove(asked.Fact.Subjects.SelectMany(subject => StatedBy.Authors(situation, subject)), by) is { } refused)
            return app.Refuse(refused);
        if (request.Stage is { } stage)
        {
            if (write)
                return app.Refuse("--write is for a waiver's request: an approval is a fact, and no part of gatehouse.yaml");
            var approval = new ApprovalPredicate(by, stage, reason ?? request.Reason, until ?? request.Expires) { Request = asked.Id };
            return Keep(app, common, parsed, dossier, situation, policy, Fact(app, FactKind.Approval, asked.Fact.Subjects, by, approval));
        }

        if (until is not null)
            return app.Refuse("--expires: a waiver holds as long as its request says; refuse it and have a shorter one asked for");
        var waiver = WaiverOf(request);
        WaiverFile? file = null;
        if (write)
        {
            (file, var problems) = WaiverFile.Prepare(situation, waiver, app.Parts);
            if (file is null)
                return app.Refuse(problems);
        }

        var code = Keep(app, common, parsed, dossier, situation, policy, Fact(app, FactKind.Decision, asked.Fact.Subjects, by, new DecisionPredicate(asked.Id, by, true, reason ?? request.Reason)));
        if (code != 0)
            return code;
        if (file is null)
        {
            app.Terminal.Output.WriteLine("It counts once this is merged under waivers: in gatehouse.yaml (--write puts it there):");
            app.Terminal.Output.Write(WaiverText.Entry(waiver));
            return 0;
        }

        if (file.Write() is { } unwritten)
            return app.Refuse(unwritten);
        app.Terminal.Output.WriteLine($"{PolicyInForce.FileName}: the waiver {Terminal.Clean(waiver.Id)} is added; commit it. It counts once it is merged, and the change shows as policy-waiver-added until then");
        return 0;
    }

    private static int Keep(App app, StatedBy common, ParseResult parsed, DossierAccess dossier, Situation situation, PolicyInForce policy, Fact fact)
    {
        var code = DossierCommand.Store(app, dossier, fact, parsed.GetValue(common.Key), out var keyId);
        if (code == 0)
            StatedBy.Warn(app, situation, policy, keyId);
        return code;
    }

    private static Fact Fact(App app, FactKind kind, System.Collections.Immutable.ImmutableArray<Subject> subjects, string by, Predicate predicate) =>
        new() { Kind = kind, Subjects = subjects, Producer = new Producer(by), Time = app.Host.Now, Predicate = predicate };

    private static Waiver WaiverOf(RequestPredicate request) => new(request.Waiver ?? "", request.Reason, request.Owner ?? request.By, request.Expires ?? default)
    {
        Criteria = request.Criteria,
        Ids = request.Ids,
        Paths = request.Paths,
    };

    private static (DateOnly? Day, string? Problem) Day(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text)
            return (null, null);
        return Scalars.TryDate(text, out var day) ? (day, null) : (null, $"{option.Name} {text}: a day is wanted, such as 2026-12-31");
    }

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private static IEnumerable<string> Texts(ParseResult parsed, Option<string[]> option) =>
        (parsed.GetValue(option) ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
