using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gatehouse.Dossier.View;
using Gatehouse.Formats.Csv;
using Gatehouse.Formats.Json;
using Gatehouse.Formats.Markdown;
using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Approvals;

/// <summary>The register for an auditor: who asked, who decided, about what, why, until when, by which key, and which verdicts used it.</summary>
public static class ApprovalExport
{
    private static readonly (string Name, Func<ApprovalEntry, string?> Value)[] Columns =
    [
        ("kind", entry => ApprovalWords.Of(entry.Kind)),
        ("id", entry => entry.Id),
        ("time", entry => entry.Time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ("state", entry => ApprovalWords.Of(entry.State)),
        ("why", entry => entry.Why),
        ("subject", entry => entry.Subject?.Name),
        ("digest", entry => entry.Subject?.Id),
        ("for", entry => string.Join(' ', entry.For)),
        ("of", entry => string.Join(' ', entry.Of)),
        ("requestedBy", entry => entry.RequestedBy),
        ("decidedBy", entry => string.Join(' ', entry.DecidedBy)),
        ("reason", entry => entry.Reason),
        ("expires", entry => entry.Expires?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("answers", entry => entry.Answers),
        ("key", entry => entry.SignedBy),
        ("verified", entry => entry.Trust is null ? null : IsVerified(entry) ? "yes" : "no"),
        ("trust", entry => entry.Trust is { } trust ? DossierNames.Hyphened(trust.ToString()) : null),
        ("verdicts", entry => string.Join(' ', entry.Verdicts)),
        ("source", entry => entry.Source),
    ];

    /// <summary>Those stated within the days, the last included. A waiver is undated: it is there unless it ended before the first day.</summary>
    public static ImmutableArray<ApprovalEntry> Within(ImmutableArray<ApprovalEntry> entries, DateOnly? since, DateOnly? until) =>
        [.. entries.Where(entry => entry.Time is { } time
            ? (since is null || Day(time) >= since) && (until is null || Day(time) <= until)
            : since is null || entry.Expires >= since)];

    /// <summary>RFC 4180, a line an entry.</summary>
    public static void WriteCsv(ImmutableArray<ApprovalEntry> entries, TextWriter writer)
    {
        writer.Write(string.Join(',', Columns.Select(column => column.Name)) + "\r\n");
        foreach (var entry in entries)
            writer.Write(string.Join(',', Columns.Select(column => CsvField.Of(column.Value(entry)))) + "\r\n");
    }

    /// <summary>A table a kind, for people.</summary>
    public static void WriteMarkdown(ImmutableArray<ApprovalEntry> entries, TextWriter writer)
    {
        writer.Write("# Approvals and waivers\n");
        foreach (var group in entries.GroupBy(entry => entry.Kind).OrderBy(group => group.Key))
        {
            writer.Write($"\n## {ApprovalWords.Of(group.Key)}\n\n| {string.Join(" | ", Columns.Skip(1).Select(column => column.Name))} |\n|{string.Concat(Columns.Skip(1).Select(_ => "---|"))}\n");
            foreach (var entry in group)
                writer.Write($"| {string.Join(" | ", Columns.Skip(1).Select(column => MarkdownText.Escape(column.Value(entry) ?? "")))} |\n");
        }
    }

    /// <summary>
    /// <code>{ schema: "gatehouse/approvals/1", entries: [{kind, id, time?, state, why?, subject?, for, of, requestedBy?, decidedBy, reason, expires?, daysLeft?, answers?, key?, verified?, trust?, verdicts, unused, source?}] }</code>
    /// </summary>
    public static void WriteJson(ImmutableArray<ApprovalEntry> entries, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "gatehouse/approvals/1");
            json.WriteStartArray("entries");
            foreach (var entry in entries)
                Write(json, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, ApprovalEntry entry)
    {
        json.WriteStartObject();
        foreach (var (name, value) in Columns)
        {
            switch (name)
            {
                case "subject" when entry.Subject is { } subject:
                    json.WritePropertyName(name);
                    JsonParts.Write(json, subject);
                    break;
                case "subject" or "digest":
                    break;
                case "for":
                    List(json, name, entry.For);
                    break;
                case "of":
                    List(json, name, entry.Of);
                    break;
                case "decidedBy":
                    List(json, name, entry.DecidedBy);
                    break;
                case "verdicts":
                    List(json, name, entry.Verdicts);
                    break;
                case "verified":
                    if (entry.Trust is not null)
                        json.WriteBoolean(name, IsVerified(entry));
                    break;
                default:
                    if (value(entry) is { Length: > 0 } text)
                        json.WriteString(name, text);
                    break;
            }
        }

        if (entry.DaysLeft is { } left)
            json.WriteNumber("daysLeft", left);
        json.WriteBoolean("unused", entry.IsUnused);
        json.WriteEndObject();
    }

    // A key that this run knows signed these bytes. What this process made itself is signed only where there was a key.
    private static bool IsVerified(ApprovalEntry entry) => entry is { SignedBy: not null, Trust: Trust.SameJob or Trust.PolicyKey };

    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private static void List(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
