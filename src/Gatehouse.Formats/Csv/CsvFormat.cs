using System.Globalization;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Formats.Csv;

/// <summary>
/// A line a finding (RFC 4180).
/// </summary>
[ReportFormat]
internal sealed class CsvFormat : IReportFormat
{
    private static readonly string[] Header =
        ["severity", "rule", "title", "supplier", "kind", "path", "line", "column", "message", "component", "version", "fix", "owners", "baseline", "suppression", "fingerprint"];

    public string Name => "csv";

    public string Summary => "a line a finding, for spreadsheets";

    public void Write(RunDocument run, ReportOptions options, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(',', Header));
        foreach (var finding in run.Findings.Where(finding => finding.IsActive || options.ShowSuppressed))
            writer.WriteLine(string.Join(',', Fields(finding).Select(CsvField.Of)));
    }

    private static IEnumerable<string?> Fields(Finding finding) =>
    [
        finding.Severity.ToLabel(),
        finding.RuleId,
        finding.Title,
        finding.Supplier,
        FieldNames.Of(finding.Kind),
        finding.Location?.FullPath,
        finding.Location?.Region?.StartLine.ToString(CultureInfo.InvariantCulture),
        finding.Location?.Region?.StartColumn.ToString(CultureInfo.InvariantCulture),
        finding.MessageWithPlaces(),
        finding.Component?.Name,
        finding.Component?.Version,
        finding.Vulnerability is { } detail ? string.Join(' ', detail.FixedVersions) : null,
        string.Join(' ', finding.Owners),
        FieldNames.Of(finding.Baseline),
        finding.Suppression?.Reason,
        finding.Fingerprint.Value is { Length: > 0 } ? finding.Fingerprint.ToString() : null,
    ];
}
