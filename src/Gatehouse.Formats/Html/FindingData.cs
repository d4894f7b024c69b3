using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Formats.Html;

/// <summary>
/// The findings for the script: <c>{"findings": [[…]], "texts": […]}</c>. A row is severity (0 info to 4 critical), title, message,
/// place, rule, supplier, directory, owners, baseline, state, details; a text is its number in <c>texts</c>, where 0 is empty, so that
/// what repeats is written once. Details are label, text, label, text.
/// </summary>
internal static class FindingData
{
    private const int FlushBytes = 16 * 1024;

    public static void Write(Stream output, ListedFindings listed)
    {
        // The default encoder writes < > & ' and all that is not ASCII as \uXXXX: nothing can end the script element or open a comment in it.
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default });
        var texts = new Texts();
        json.WriteStartObject();
        json.WriteStartArray("findings");
        foreach (var finding in listed.All)
        {
            Write(json, texts, finding);
            FlushWhenFull(json);
        }

        json.WriteEndArray();
        json.WriteStartArray("texts");
        foreach (var text in texts.InOrder)
        {
            json.WriteStringValue(text);
            FlushWhenFull(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void FlushWhenFull(Utf8JsonWriter json)
    {
        if (json.BytesPending > FlushBytes)
            json.Flush();
    }

    private static void Write(Utf8JsonWriter json, Texts texts, Finding finding)
    {
        json.WriteStartArray();
        json.WriteNumberValue((int)finding.Severity);
        json.WriteNumberValue(texts.NumberOf(finding.Title == finding.Message ? null : finding.Title));
        json.WriteNumberValue(texts.NumberOf(finding.Message));
        json.WriteNumberValue(texts.NumberOf(finding.Location?.ToString() ?? finding.Component?.Name));
        json.WriteNumberValue(texts.NumberOf(finding.RuleId));
        json.WriteNumberValue(texts.NumberOf(finding.Supplier));
        json.WriteNumberValue(texts.NumberOf(ListedFindings.DirectoryOf(finding)));
        json.WriteStartArray();
        foreach (var owner in ListedFindings.OwnersOf(finding))
            json.WriteNumberValue(texts.NumberOf(owner));
        json.WriteEndArray();
        json.WriteNumberValue(texts.NumberOf(FieldNames.Of(finding.Baseline)));
        json.WriteNumberValue(texts.NumberOf(ListedFindings.StateOf(finding)));
        json.WriteStartArray();
        foreach (var (label, text) in Details(finding))
        {
            json.WriteNumberValue(texts.NumberOf(label));
            json.WriteNumberValue(texts.NumberOf(text));
        }

        json.WriteEndArray();
        json.WriteEndArray();
    }

    private static IEnumerable<(string Label, string Text)> Details(Finding finding)
    {
        if (finding.Remedy is { } remedy)
            yield return ("remedy", remedy);
        yield return ("kind", $"{FieldNames.Of(finding.Kind)}, confidence {FieldNames.Of(finding.Confidence)}");
        if (finding.Location?.Symbol is { } symbol)
            yield return ("symbol", symbol);
        if (finding.Component is { } component)
            yield return ("component", component.Purl?.ToString() ?? $"{component.Name} {component.Version}");
        if (finding.Vulnerability is { } vulnerability)
            yield return ("vulnerability", InWords(vulnerability));
        if (!finding.Cwe.IsDefaultOrEmpty)
            yield return ("CWE", string.Join(", ", finding.Cwe.Select(cwe => cwe.ToString(CultureInfo.InvariantCulture))));
        if (!finding.Aliases.IsDefaultOrEmpty)
            yield return ("aliases", string.Join(", ", finding.Aliases));
        foreach (var place in finding.AlsoAt.IsDefault ? [] : finding.AlsoAt)
            yield return ("also at", place.Location.ToString());
        foreach (var step in finding.Flow.IsDefault ? [] : finding.Flow)
            yield return ("flow", $"{step.Location}: {step.Message}");
        if (!finding.AlsoReportedBy.IsDefaultOrEmpty)
            yield return ("also reported by", string.Join(", ", finding.AlsoReportedBy));
        if (finding.Suppression is { } suppression)
            yield return ("suppressed", InWords(suppression));
        if (finding.MergedInto is { } other)
            yield return ("merged into", other.ToString());
        // The script makes a link of "help" and of nothing else: no other scheme may reach it.
        if (Uri.TryCreate(finding.HelpUri, UriKind.Absolute, out var help) && help.Scheme is "https" or "http")
            yield return ("help", help.AbsoluteUri);
        if (finding.Fingerprint.Value is { Length: > 0 })
            yield return ("fingerprint", finding.Fingerprint.ToString());
    }

    private static string InWords(VulnerabilityDetail detail)
    {
        var parts = new List<string>();
        if (detail.Cvss is { } cvss)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"CVSS {cvss:0.0}"));
        if (detail.Epss is { } epss)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"EPSS {epss:0.000}"));
        if (detail.IsKnownExploited)
            parts.Add("known exploited");
        if (detail.IsReached is { } reached)
            parts.Add(reached ? "reached" : "not reached");
        parts.Add(detail.FixedVersions.IsDefaultOrEmpty ? "no version mends it" : "mended in " + string.Join(", ", detail.FixedVersions));
        return string.Join(", ", parts);
    }

    private static string InWords(Suppression suppression)
    {
        var owner = suppression.Owner is null ? "" : $" by {suppression.Owner}";
        var expires = suppression.Expires is { } day ? string.Create(CultureInfo.InvariantCulture, $" until {day:yyyy-MM-dd}") : "";
        return $"{suppression.Source}{owner}{expires}: {(suppression.Reason.Length > 0 ? suppression.Reason : "no reason is given")}";
    }

    /// <summary>Each printable text once, in the order of its first use.</summary>
    private sealed class Texts
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal) { [""] = 0 };

        public List<string> InOrder { get; } = [""];

        public int NumberOf(string? text)
        {
            var printable = PrintableText.Of(text ?? "");
            if (_numbers.TryGetValue(printable, out var number))
                return number;
            InOrder.Add(printable);
            return _numbers[printable] = InOrder.Count - 1;
        }
    }
}
