using Gatehouse.Model;

namespace Gatehouse.Intake.Pages;

/// <summary>Words of ours that a page is written with.</summary>
internal static class PageWords
{
    public static readonly (string Word, FactKind Kind)[] Facts =
    [
        ("secrets-scan", FactKind.SecretsScan), ("code-scan", FactKind.CodeScan), ("vulnerability-scan", FactKind.VulnerabilityScan),
        ("license-scan", FactKind.LicenseScan), ("configuration-scan", FactKind.ConfigurationScan), ("web-scan", FactKind.WebScan), ("other-scan", FactKind.OtherScan),
        ("alerts", FactKind.Alerts),
    ];

    public static readonly (string Word, FindingKind Kind)[] Kinds =
    [
        ("credential", FindingKind.Credential), ("possible-secret", FindingKind.PossibleSecret), ("code", FindingKind.Code),
        ("vulnerability", FindingKind.Vulnerability), ("license", FindingKind.License), ("misconfiguration", FindingKind.Misconfiguration),
        ("web", FindingKind.Web), ("threat", FindingKind.Threat), ("artifact", FindingKind.Artifact), ("alert", FindingKind.Alert),
    ];

    public static readonly (string Word, PageForm Form)[] Forms =
        [("json", PageForm.Json), ("jsonl", PageForm.JsonLines), ("xml", PageForm.Xml), ("csv", PageForm.Csv), ("js", PageForm.Script)];

    /// <summary>What only an alert has.</summary>
    public static readonly string[] AlertFields = ["id", "time", "acknowledged-by", "acknowledged-comment"];

    /// <summary>Fields of a finding.</summary>
    public static readonly string[] Fields =
    [
        "rule", "title", "message", "severity", "confidence", "kind", "path", "line", "column", "end-line", "end-column", "symbol", "uri", "cwe",
        "aliases", "component", "fixed", "cvss", "vector", "remedy", "help", "suppress-reason", "unique",
        .. AlertFields,
    ];

    /// <summary>Parts of <c>component</c>.</summary>
    public static readonly string[] ComponentParts = ["name", "version", "ecosystem", "purl", "direct", "license"];

    /// <summary>Values of the whole report.</summary>
    public static readonly string[] ReportValues = ["version", "time", "producer", "count", "judged", "passed", "image", "digest", "commit"];

    /// <summary>Which scan looks for a kind; null where any could have found it.</summary>
    public static FactKind? FactOf(FindingKind kind) => kind switch
    {
        FindingKind.Credential or FindingKind.PossibleSecret => FactKind.SecretsScan,
        FindingKind.Code => FactKind.CodeScan,
        FindingKind.Vulnerability => FactKind.VulnerabilityScan,
        FindingKind.License => FactKind.LicenseScan,
        FindingKind.Misconfiguration => FactKind.ConfigurationScan,
        FindingKind.Web => FactKind.WebScan,
        FindingKind.Alert => FactKind.Alerts,
        _ => null,
    };

    public static bool TryFind<T>((string Word, T Value)[] words, string? word, out T value)
        where T : struct
    {
        foreach (var (known, of) in words)
        {
            if (known.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                value = of;
                return true;
            }
        }

        value = default;
        return false;
    }

    public static string All<T>((string Word, T Value)[] words) => string.Join(", ", words.Select(word => word.Word));
}
