using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.ClamAv;

/// <summary>
/// What <c>clamscan</c> and <c>clamdscan</c> print or log: a line a file, <c>path: signature FOUND</c>, and a summary. A
/// signature may be there several times for one file (<c>--allmatch</c>): each is a finding.
/// </summary>
[Importer]
internal sealed class ClamAvImporter : IImporter
{
    private const string Head = "SCAN SUMMARY -----------";

    public string Name => "clamav";

    public string Tool => "ClamAV";

    public string Summary => "Output of clamscan and clamdscan: files in which a signature of malware was found, each CRITICAL; a file that was not read, or a missing summary, makes the scan Partial";

    public bool Recognizes(ReportFile file) =>
        TextLines.Of(file).Any(line => line.Text.EndsWith(Head, StringComparison.Ordinal) && line.Text.StartsWith('-'));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        var findings = new List<Finding>();
        var infected = new HashSet<string>(StringComparer.Ordinal);
        var summary = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var (hasSummary, isOutput) = (false, false);
        foreach (var (number, line) in TextLines.Of(file))
        {
            var at = new SourcePosition(number, 1);
            if (line.EndsWith(Head, StringComparison.Ordinal))
                hasSummary = true;
            else if (hasSummary && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                summary[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            else if (Split(line, " FOUND") is var (path, signature))
                findings.Add(FindingOf(reading, infected, at, path, signature));
            else if (Split(line, " ERROR") is var (unread, why))
                reading.Unread(at, Plain.Line(why), Plain.Line(unread, Plain.NameLength));
            else if (line.StartsWith("ERROR:", StringComparison.Ordinal) || line.StartsWith("LibClamAV Error:", StringComparison.Ordinal))
                reading.Unread(at, Plain.Line(line));
            else
                isOutput |= line.EndsWith(": OK", StringComparison.Ordinal) || line.EndsWith(": Empty file", StringComparison.Ordinal);
        }

        if (!hasSummary && findings.Count == 0 && !isOutput)
            return reading.RefuseForm("output of ClamAV");
        Check(reading, hasSummary, summary, infected.Count);
        return reading.Result(reading.Fact(
            FactKind.OtherScan,
            new ScanPredicate { Findings = reading.Findings(findings), Judged = Number(summary, "Scanned files") ?? 0 },
            reading.Producer("ClamAV", summary.GetValueOrDefault("Engine version") is { } version ? Plain.Line(version, 100) : null, "ClamAV"),
            null,
            []));
    }

    private static Finding FindingOf(Reading reading, HashSet<string> infected, SourcePosition at, string path, string signature)
    {
        infected.Add(path);
        var name = Plain.Line(signature, Plain.NameLength);
        return new Finding
        {
            RuleId = name,
            Supplier = "ClamAV",
            Kind = FindingKind.Artifact,
            Severity = name.StartsWith("PUA.", StringComparison.Ordinal) ? Severity.Medium : Severity.Critical,
            Confidence = name.StartsWith("Heuristics.", StringComparison.Ordinal) ? Confidence.Medium : Confidence.High,
            Title = name,
            Message = $"the signature {name} was found",
            Location = reading.Place(path, null, at),
            Cwe = [506],
            Remedy = "Take the file out, and find out how it came in.",
        };
    }

    // "path: word word FOUND"; a path may hold a colon of its own, a signature does not hold ": ".
    private static (string Path, string Told)? Split(string line, string end)
    {
        if (!line.EndsWith(end, StringComparison.Ordinal))
            return null;
        var colon = line.LastIndexOf(": ", line.Length - end.Length, StringComparison.Ordinal);
        return colon > 0 && line.Length - end.Length > colon + 2 ? (line[..colon], line[(colon + 2)..^end.Length]) : null;
    }

    private static void Check(Reading reading, bool hasSummary, Dictionary<string, string> summary, int infected)
    {
        if (!hasSummary)
            reading.Unread(null, "the report has no summary: it was cut, or the scan did not end");
        if (Number(summary, "Infected files") is { } stated && stated != infected)
            reading.Unread(null, FormattableString.Invariant($"ClamAV counts {stated} infected files, and lists {infected}"));
        if (Number(summary, "Total errors") is > 0 and var errors)
            reading.Unread(null, FormattableString.Invariant($"ClamAV counts {errors} errors"));
        if (Number(summary, "Known viruses") == 0)
            reading.Unread(null, "ClamAV knew no signature");
    }

    private static long? Number(Dictionary<string, string> summary, string name) =>
        summary.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
