using System.Text;
using Gatehouse.Formats;
using Gatehouse.Formats.Markdown;
using Gatehouse.Model;

namespace Gatehouse.CodeHosts.Feedback;

/// <summary>The words of comment, notes and check. What the scanned repository says goes through <see cref="MarkdownText.Escape"/>.</summary>
internal sealed class FeedbackText(FeedbackRequest request, int limit)
{
    // For the marker and the sentence about what was cut.
    private const int Room = 400;

    public string Scope { get; } = request.Scope;

    /// <summary>The run's Markdown, cut to what the host takes, with the marker at its end.</summary>
    public string Comment => Report(limit) + "\n" + Marker.OfComment(Scope) + "\n";

    /// <summary>The run's Markdown within a number of characters.</summary>
    public string Report(int most)
    {
        using var bytes = new MemoryStream();
        FormatsCatalog.ReportFormats.Single(format => format.Name == "markdown").Write(request.Document, new ReportOptions { MarkdownLimit = most - Room }, bytes);
        var text = Encoding.UTF8.GetString(bytes.ToArray());
        if (text.Length <= most - Room)
            return text;
        var end = text.LastIndexOf('\n', most - Room);
        var left = text.AsSpan(Math.Max(0, end)).Count('\n');
        return text[..Math.Max(0, end)] + FormattableString.Invariant($"\n\nThe last {left} lines are left out: a comment may not be longer. The job's own output has them.\n");
    }

    public string Note(LineNote note)
    {
        var finding = note.Finding;
        var text = new StringBuilder();
        text.Append("**").Append(finding.Severity.ToLabel()).Append("** ").Append(MarkdownText.Escape(finding.Title is null ? finding.Message : $"{finding.Title}: {finding.Message}")).Append("\n\n");
        if (finding.Remedy is { } remedy)
            text.Append(MarkdownText.Escape(remedy)).Append("\n\n");
        text.Append("<sub>Gatehouse: ").Append(note.Stops ? "stops" : "warns at").Append(" the gate. Rule ").Append(MarkdownText.Escape(finding.RuleId)).Append(".</sub>\n");
        return text.Append(Marker.OfNote(Scope, note.Key, isGone: false)).Append('\n').ToString();
    }

    /// <summary>A note whose finding is reported no longer: what it said, struck out by its first line.</summary>
    public string GoneNote(string key, string body)
    {
        var marker = body.LastIndexOf("<!-- gatehouse:", StringComparison.Ordinal);
        var said = (marker < 0 ? "" : body[..marker]).Trim();
        var commit = request.Document.Subject.Digests.TryGetValue(Subject.GitCommit, out var id) ? $" at {ObjectName.Short(id)}" : "";
        return $"**Fixed**: Gatehouse reports this no longer{commit}.\n\n<details><summary>What it was</summary>\n\n{said}\n\n</details>\n\n{Marker.OfNote(Scope, key, isGone: true)}\n";
    }
}
