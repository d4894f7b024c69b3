using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Formats.Tests;

/// <summary>Documents to write, and the writing.</summary>
internal static class Runs
{
    public static Finding Finding(string rule, Severity severity, string path = "src/a b.cs", string message = "It is wrong") => new()
    {
        RuleId = rule,
        Supplier = "secrets",
        Kind = FindingKind.Credential,
        Severity = severity,
        Title = "A thing",
        Message = message,
        Location = new Location(path, new Region(3, 5, 3, 9)),
        Cwe = [798],
        Remedy = "Mend it.",
        HelpUri = "https://docs.example/rule",
        Fingerprint = new Fingerprint(Fingerprint.Current, new string('a', 32)),
    };

    public static RunDocument Document(params Finding[] findings) => new()
    {
        ToolVersion = "1.0",
        Subject = Subject.OfCommit(new string('c', 40), "main@cccccccc"),
        Started = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero),
        Suppliers = [new SupplierSummary("secrets", "1", Completeness.Partial, 10, [new ScanNotice(NoticeKind.Unread, "x/secret.bin", "permission denied"), new ScanNotice(NoticeKind.Skipped, "y.png", "binary")])],
        Findings = [.. findings.Order(FindingOrder.WorstFirst)],
        Verdicts =
        [
            new GateVerdict
            {
                Stage = Stage.Code, Mode = GateMode.Enforce, Outcome = Outcome.Fail, PolicyDigest = new string('d', 64), PolicySource = "the default", Subject = Subject.OfCommit(new string('c', 40)), Time = default,
                Criteria =
                [
                    new CriterionResult { Criterion = "code.secrets", Outcome = Outcome.Fail, Reason = "1 credential", Remedy = "Revoke it", Findings = [.. findings.Order(FindingOrder.WorstFirst).Take(1)] },
                    new CriterionResult { Criterion = "code.flaws", Outcome = Outcome.NotJudged, Reason = "no engine" },
                    new CriterionResult { Criterion = "code.review", Outcome = Outcome.Undecided, Reason = "no review", OwedBy = "a reviewer" },
                ],
            },
        ],
        ExitCode = 1,
    };

    public static string Write(string format, RunDocument run, ReportOptions? options = null)
    {
        using var stream = new MemoryStream();
        Format(format).Write(run, options ?? new ReportOptions(), stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static IReportFormat Format(string name) => FormatsCatalog.ReportFormats.Single(known => known.Name == name);
}
