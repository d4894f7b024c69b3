using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ModelScanTests
{
    // Shape: modelscan/modelscan.py and issues.py of protectai/modelscan.
    private const string Many = """
        { "summary": { "total_issues_by_severity": { "LOW": 0, "CRITICAL": 1 }, "total_issues": 1, "input_path": "m", "absolute_path": "/m", "modelscan_version": "0.8.0", "timestamp": "2026-01-01T10:00:00", "scanned": { "total_scanned": 1 }, "skipped": { "total_skipped": 0, "skipped_files": [] } },
          "issues": [ { "description": "Use of unsafe operator 'system' from module 'os'", "operator": "system", "module": "os", "source": "model.pkl", "scanner": "modelscan.scanners.PickleUnsafeOpScan", "severity": "CRITICAL" } ], "errors": [ { "category": "MODEL_SCAN", "description": "it could not be read", "source": "b.pkl" } ] }
        """;

    [Fact]
    public void An_issue_has_its_severity_file_and_weakness_and_an_error_makes_it_partial()
    {
        var fact = Report.Fact(Many);
        Assert.Equal(("0.8.0", Completeness.Partial, "b.pkl"), (fact.Producer.Version, fact.Completeness, Assert.Single(fact.Notices).Path));
        Assert.Equal("os.system CRITICAL Code @ model.pkl; CWE-502", Assert.Single(Brief.Of(fact)));
    }

    [Fact]
    public void A_clean_scan_is_one() => Assert.Empty(Report.Findings("""{ "summary": { "total_issues": 0, "modelscan_version": "0.5.0" }, "issues": [], "errors": [] }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "modelscan");
}
