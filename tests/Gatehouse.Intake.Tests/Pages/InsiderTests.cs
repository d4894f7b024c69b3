using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class InsiderTests
{
    // Shape: report/report.go of insidersec/insider.
    private const string Many = """
        { "libraries": [ { "name": "left", "current": "1.0" } ], "vulnerabilities": [ { "cvss": 7.4, "cwe": "CWE-330", "line": 12, "class": "src/a.js (12:4)", "vul_id": "v", "method": "Math.random()", "column": 4, "description": "Weak random numbers.", "recomendation": "Use crypto." } ], "none": 0, "low": 0, "medium": 0, "high": 1, "critical": 0, "total": 1,
          "sca": [ { "cwe": "CWE-1333", "cves": "CVE-2026-0004", "title": "Slow pattern", "severity": "moderate", "advisoryId": 5, "description": "left is slow", "recomendation": "Take 1.1" } ], "sast": { "name": "app", "averageCvss": 7.4, "securityScore": 90 } }
        """;

    [Fact]
    public void Code_and_libraries_are_facts_of_their_own() =>
        Assert.Equal(
            ["CWE-330 HIGH Code @ src/a.js:12:4; CWE-330", "CVE-2026-0004 MEDIUM Vulnerability; CWE-1333"],
            Report.Facts(Many).SelectMany(Brief.Of).OrderDescending(StringComparer.Ordinal));

    [Fact]
    public void A_clean_scan_is_one() => Assert.Empty(Report.Findings("""{ "none": 0, "low": 0, "medium": 0, "high": 0, "critical": 0, "total": 0, "sast": { "securityScore": 100 } }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "insider");
}
