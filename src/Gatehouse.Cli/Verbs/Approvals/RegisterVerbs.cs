using System.CommandLine;
using System.Text;
using Gatehouse.Cli.Views;
using Gatehouse.Configuration;
using Gatehouse.Pipeline.Approvals;

namespace Gatehouse.Cli.Verbs.Approvals;

/// <summary>list and export: the register for people, and for auditors.</summary>
internal static class RegisterVerbs
{
    public static Command List(App app, StatedBy common)
    {
        var soon = new Option<int>("--days") { Description = "What holds for fewer days than this is shown as expiring.", DefaultValueFactory = _ => 14 };
        var command = new Command("list", "Requests, approvals and waivers, with what became of each.") { soon };
        command.SetAction(parsed => DossierCommand.With(app, parsed.GetValue(common.Folder)!, (dossier, situation, policy) =>
        {
            ApprovalView.Write(Ink.For(app.Terminal, ReportOutput.IsUnicode(app.Host)), StatedBy.Register(app, dossier, situation, policy, parsed.GetValue(soon)));
            foreach (var warning in dossier.Warnings)
                app.Terminal.Error.WriteLine("gatehouse: " + Host.Terminal.Clean(warning));
            return 0;
        }));
        return command;
    }

    public static Command Export(App app, StatedBy common)
    {
        var format = new Option<string>("--format", "-f") { Description = "json csv markdown", DefaultValueFactory = _ => "json" };
        var since = new Option<string?>("--since") { Description = "Only what was stated from this day on: 2026-01-01." };
        var until = new Option<string?>("--until") { Description = "Only what was stated until this day." };
        var command = new Command("export", "The register for an auditor: who asked, who decided, why, until when, by which key, and which verdicts used it.") { format, since, until };
        command.SetAction(parsed =>
        {
            var form = parsed.GetValue(format)!;
            if (form is not ("json" or "csv" or "markdown"))
                return app.Refuse($"{form}: the register is written as json, csv or markdown");
            var days = new DateOnly?[2];
            foreach (var (option, index) in new[] { (since, 0), (until, 1) })
            {
                if (parsed.GetValue(option) is not { } text)
                    continue;
                if (!Scalars.TryDate(text, out var day))
                    return app.Refuse($"{option.Name} {text}: a day is wanted, such as 2026-12-31");
                days[index] = day;
            }

            return DossierCommand.With(app, parsed.GetValue(common.Folder)!, (dossier, situation, policy) =>
            {
                var entries = ApprovalExport.Within(StatedBy.Register(app, dossier, situation, policy), days[0], days[1]);
                if (form == "csv")
                    ApprovalExport.WriteCsv(entries, app.Terminal.Output);
                else if (form == "markdown")
                    ApprovalExport.WriteMarkdown(entries, app.Terminal.Output);
                else
                    WriteJson(app, entries);
                // An auditor must not take a part for the whole.
                foreach (var warning in dossier.Warnings)
                    app.Terminal.Error.WriteLine("gatehouse: " + Host.Terminal.Clean(warning));
                return dossier.Loaded.IsComplete ? 0 : 3;
            });
        });
        return command;
    }

    private static void WriteJson(App app, System.Collections.Immutable.ImmutableArray<Policy.ApprovalEntry> entries)
    {
        using var bytes = new MemoryStream();
        ApprovalExport.WriteJson(entries, bytes);
        app.Terminal.Output.Write(Encoding.UTF8.GetString(bytes.ToArray()));
    }
}
