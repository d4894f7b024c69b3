using System.Globalization;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Formats.Markdown;

/// <summary>A comment for a pull or merge request: the gates, what blocks, then what else is new. Cut to what a code host takes.</summary>
[ReportFormat]
internal sealed class MarkdownFormat : IReportFormat
{
    // GitHub takes 65,536 characters a comment; 100 findings of ordinary length stay far below.
    private const int MostFindings = 100;
    private const int MostWarnings = 20;
    private const int LeftOutRoom = 100;

    public string Name => "markdown";

    public string Summary => "for a pull request's comment or a job summary";

    public void Write(RunDocument run, ReportOptions options, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        writer.Write(Text(run, options));
    }

    private static string Text(RunDocument run, ReportOptions options)
    {
        var head = new StringWriter { NewLine = "\n" };
        WriteHead(head, run);
        if (run.Verdicts.Length > 0)
            WriteGates(head, run);
        var foot = new StringWriter { NewLine = "\n" };
        WriteUnread(foot, run);
        WriteIgnored(foot, run);
        WriteFoot(foot, run);
        // What is said of the gates and of what was not judged comes first; findings get the room that is left.
        var body = new StringWriter { NewLine = "\n" };
        WriteFindings(body, run, options, (options.MarkdownLimit ?? int.MaxValue) - head.GetStringBuilder().Length - foot.GetStringBuilder().Length);
        return string.Concat(head, body, foot);
    }

    private static void WriteFoot(StringWriter writer, RunDocument run)
    {
        foreach (var warning in run.Warnings.Take(MostWarnings))
            writer.WriteLine($"> {MarkdownText.Escape(warning)}");
        if (run.Warnings.Length > MostWarnings)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"> … and {run.Warnings.Length - MostWarnings} more."));
        writer.WriteLine();
        var policy = run.Verdicts.Length > 0 ? $" Policy: {MarkdownText.Escape(run.Verdicts[0].PolicySource)}, digest `{run.Verdicts[0].PolicyDigest[..Math.Min(12, run.Verdicts[0].PolicyDigest.Length)]}`." : "";
        writer.WriteLine($"<sub>Gatehouse {run.ToolVersion} on {MarkdownText.Escape(run.Subject.Name)}.{policy}</sub>");
    }

    private static void WriteHead(StringWriter writer, RunDocument run)
    {
        var blocking = run.Verdicts.Where(verdict => verdict.Outcome is Outcome.Fail or Outcome.Undecided).ToList();
        var head = run.Verdicts.Length == 0 ? "scan"
            : blocking.Count == 0 ? "may go on"
            : "stopped at " + string.Join(", ", blocking.Select(verdict => verdict.Stage.ToName()));
        writer.WriteLine($"## Gatehouse: {head}");
        writer.WriteLine();
        if (run.Completeness != Completeness.Complete)
        {
            writer.WriteLine("**INCOMPLETE**: not everything wanted could be judged; see below.");
            writer.WriteLine();
        }
    }

    private static void WriteGates(StringWriter writer, RunDocument run)
    {
        writer.WriteLine("| gate | outcome | why |");
        writer.WriteLine("|---|---|---|");
        foreach (var verdict in run.Verdicts)
        {
            foreach (var criterion in verdict.Criteria)
            {
                var outcome = FieldNames.Of(criterion.Outcome);
                if (criterion.Outcome is Outcome.Fail or Outcome.Undecided)
                    outcome = $"**{outcome}**";
                var remedy = criterion.Remedy is null ? "" : " " + criterion.Remedy;
                writer.WriteLine($"| {verdict.Stage.ToName()}: {criterion.Criterion} | {outcome} | {MarkdownText.Escape(criterion.Reason + remedy)} |");
            }
        }

        writer.WriteLine();
    }

    private static void WriteFindings(StringWriter writer, RunDocument run, ReportOptions options, int room)
    {
        var shown = run.Findings.Where(finding => finding.IsActive || options.ShowSuppressed).ToList();
        if (shown.Count == 0)
        {
            writer.WriteLine(run.Completeness == Completeness.Complete ? "No findings." : "No findings in what could be judged.");
            writer.WriteLine();
            return;
        }

        writer.WriteLine("| severity | what | where | remedy |");
        writer.WriteLine("|---|---|---|---|");
        var written = 0;
        foreach (var finding in shown.Take(MostFindings))
        {
            var isNew = finding.Baseline == BaselineState.New ? " (new)" : "";
            var note = finding.Suppression is null ? "" : " (suppressed)";
            var row = $"| {finding.Severity.ToLabel()}{isNew}{note} | {MarkdownText.Escape(finding.MessageWithPlaces())} | {MarkdownText.Escape(finding.Location?.ToString() ?? finding.Component?.Name ?? "")} | {MarkdownText.Escape(finding.Remedy ?? "")} |";
            if (writer.GetStringBuilder().Length + row.Length + LeftOutRoom > room)
                break;
            writer.WriteLine(row);
            written++;
        }

        if (shown.Count > written)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n… and {shown.Count - written} more: see the JSON or SARIF report."));
        writer.WriteLine();
    }

    private static void WriteUnread(StringWriter writer, RunDocument run)
    {
        foreach (var supplier in run.Suppliers)
        {
            foreach (var notice in supplier.Notices.Where(notice => notice.Kind == NoticeKind.Unread).Take(20))
                writer.WriteLine($"- not judged by {MarkdownText.Escape(supplier.Name)}: {MarkdownText.Escape(notice.Path)}: {MarkdownText.Escape(notice.Reason)}");
        }
    }

    // One line for all, and one for each rule that someone should look at.
    private static void WriteIgnored(StringWriter writer, RunDocument run)
    {
        var rates = IgnoredRate.Of(run);
        if (rates.Length == 0)
            return;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ignored: {rates.Sum(rate => rate.Ignored)} of {run.Findings.Count(finding => finding.MergedInto is null)} findings, of {rates.Length} {(rates.Length == 1 ? "rule" : "rules")}."));
        writer.WriteLine();
        foreach (var rate in rates.Where(rate => rate.IsHigh).Take(5))
            writer.WriteLine($"- {MarkdownText.Escape(rate.Sentence)}");
        writer.WriteLine();
    }
}
