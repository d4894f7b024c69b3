using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Chkrootkit;

/// <summary>
/// What chkrootkit prints: <c>Checking `ls'... INFECTED</c>, a check a line; or, with <c>-q</c>, only the lines of what it
/// found odd. A warning that follows a check's own line explains that check, and is no finding of its own.
/// </summary>
[Importer]
internal sealed class ChkrootkitImporter : IImporter
{
    public string Name => "chkrootkit";

    public string Tool => "chkrootkit";

    public string Summary => "Output of chkrootkit, also with -q: infected files CRITICAL, warnings MEDIUM; what it could not look at makes the scan Partial";

    public bool Recognizes(ReportFile file) => TextLines.Of(file).Take(200).Any(line =>
        line.Text.StartsWith("ROOTDIR is `", StringComparison.Ordinal)
        || line.Text.StartsWith("chkdirs: ", StringComparison.Ordinal)
        || line.Text.StartsWith("chkproc: ", StringComparison.Ordinal)
        || line.Text.StartsWith("WARNING: chkdirs: ", StringComparison.Ordinal)
        || line.Text.StartsWith("WARNING: chkrootkit: ", StringComparison.Ordinal));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        var findings = new List<Finding>();
        var (checks, hasResult) = (0, false);
        foreach (var (number, line) in TextLines.Of(file))
        {
            var at = new SourcePosition(number, 1);
            if (line.Length == 0)
                continue;
            if (CouldNot(line))
                reading.Unread(at, Plain.Line(line));
            if (Check(line) is var (what, result))
            {
                checks++;
                hasResult |= result.Length > 0;
                if (Grade(result) is { } severity)
                    findings.Add(FindingOf(what, $"{what}: {result}", severity));
            }
            else if (checks == 0 && Grade(line) is { } severity)
            {
                findings.Add(FindingOf(What(line), line, CouldNot(line) ? Severity.Info : severity));
            }
        }

        if (checks == 0 && !Recognizes(file))
            return reading.RefuseForm("output of chkrootkit");
        if (checks > 0 && !hasResult)
            reading.Unread(null, "not one check has a result: the output was cut");
        return reading.Result(reading.Fact(FactKind.OtherScan, new ScanPredicate { Findings = reading.Findings(findings), Judged = checks }, reading.Producer(null, null, "chkrootkit"), null, []));
    }

    private static Finding FindingOf(string what, string message, Severity severity) => new()
    {
        RuleId = Plain.Line(what, 200),
        Supplier = "chkrootkit",
        Kind = FindingKind.Artifact,
        Severity = severity,
        Confidence = Confidence.Low, // It looks for traces, and says itself that they may be others'.
        Title = Plain.Line(what, 200),
        Message = Plain.Line(message),
    };

    // "Checking `ls'...   not infected", "Searching for X...   nothing found".
    private static (string What, string Result)? Check(string line)
    {
        if (!line.StartsWith("Checking ", StringComparison.Ordinal) && !line.StartsWith("Searching for ", StringComparison.Ordinal))
            return null;
        var dots = line.IndexOf("...", StringComparison.Ordinal);
        return dots < 0 ? (line, "") : (line[..dots], line[(dots + 3)..].Trim(' ', '.'));
    }

    private static Severity? Grade(string result)
    {
        if (result.StartsWith("INFECTED", StringComparison.Ordinal) || (result.Contains("INFECTED", StringComparison.Ordinal) && !result.Contains("not infected", StringComparison.OrdinalIgnoreCase)))
            return Severity.Critical;
        if (result.StartsWith("Vulnerable", StringComparison.OrdinalIgnoreCase))
            return Severity.High;
        return result.Contains("WARNING", StringComparison.Ordinal) || result.Contains("PACKET SNIFFER", StringComparison.Ordinal) || result.StartsWith("Warning:", StringComparison.Ordinal) ? Severity.Medium : null;
    }

    private static bool CouldNot(string line) =>
        line.Contains("not tested", StringComparison.Ordinal) || line.Contains("Skipping unsupported", StringComparison.Ordinal) || line.Contains("can't exec", StringComparison.Ordinal);

    // "WARNING: chkdirs: Possible LKM …": the part that spoke.
    private static string What(string line)
    {
        var text = line.StartsWith("WARNING: ", StringComparison.Ordinal) ? line[9..] : line;
        return text.IndexOf(':', StringComparison.Ordinal) is > 0 and < 40 and var colon && !text.AsSpan(0, colon).Contains(' ') ? text[..colon] : "warning";
    }
}
