using System.CommandLine;
using Gatehouse.Cli.Views;
using Gatehouse.Dossier.Store;
using Gatehouse.Dossier.View;
using Gatehouse.Pipeline;

namespace Gatehouse.Cli.Verbs;

/// <summary>why: the dossier of a subject.</summary>
internal static class WhyVerb
{
    public static Command Build(App app)
    {
        var subject = new Argument<string>("SUBJECT") { Description = "A commit or other revision, or sha256:DIGEST of an artifact.", DefaultValueFactory = _ => "HEAD" };
        var folder = new Option<string>("--in") { Description = "The folder whose dossier is read.", DefaultValueFactory = _ => "." };
        var format = new Option<string>("--format", "-f") { Description = "table or json.", DefaultValueFactory = _ => "table" };
        var command = new Command("why", "The dossier of a subject: what was checked, by whom, what is missing and who owes it.") { subject, folder, format };
        command.SetAction(parsed => Show(app, parsed.GetValue(subject)!, parsed.GetValue(folder)!, parsed.GetValue(format)!));
        return command;
    }

    private static int Show(App app, string text, string folder, string format)
    {
        if (format is not ("table" or "json"))
            return app.Refuse($"{format}: why is told as table or json");
        var (subject, problem) = SubjectText.Resolve(text, folder, app.Host);
        if (subject is null)
            return app.Refuse(problem!);
        var (situation, wrong) = SituationFinder.Find(folder, null, app.Host);
        if (situation is null)
            return app.Refuse(wrong!);
        using (situation)
        {
            var (policy, refusal) = PolicyInForce.Find(situation, null, app.Parts);
            if (policy is null)
                return app.Refuse(refusal!.Lines);
            var dossier = DossierAccess.Open(situation, policy.Policy, app.Parts);
            var view = DossierView.Of(dossier.Loaded, subject, app.Host.Now);
            if (format == "json")
            {
                using var stream = new MemoryStream();
                DossierJson.Write(view, stream);
                app.Terminal.Output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()).TrimEnd());
            }
            else
            {
                WhyView.Write(Ink.For(app.Terminal, ReportOutput.IsUnicode(app.Host)), view);
            }

            return view.Facts.Length == 0 && view.Gates.Length == 0 ? 3 : 0;
        }
    }
}
