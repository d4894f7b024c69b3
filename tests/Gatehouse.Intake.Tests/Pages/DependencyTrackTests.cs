using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class DependencyTrackTests
{
    private const string Findings = """
        [ { "component": { "uuid": "c1", "name": "urllib3", "version": "1.26.16", "purl": "pkg:pypi/urllib3@1.26.16" },
            "vulnerability": { "vulnId": "CVE-2023-45803", "source": "NVD", "severity": "MEDIUM", "cvssV3BaseScore": 4.2, "cwes": [ { "cweId": 200, "name": "n" } ], "aliases": [ { "ghsaId": "GHSA-g4mx-q9vg-27p4", "cveId": "CVE-2023-45803" } ], "description": "Body is kept" },
            "analysis": { "isSuppressed": false }, "matrix": "p:c1:v1" },
          { "component": { "uuid": "c2", "name": "old", "version": "1.0", "purl": "pkg:npm/old@1.0" },
            "vulnerability": { "vulnId": "533", "source": "NPM", "severity": "UNASSIGNED", "cvssV3BaseScore": 9.8, "title": "Denial of service" },
            "analysis": { "state": "NOT_AFFECTED", "isSuppressed": false, "detail": "the function is never called" }, "matrix": "p:c2:v2" } ]
        """;

    private const string File = $$"""{ "version": "1.3", "meta": { "application": "Dependency-Track", "version": "4.12.0", "timestamp": "2026-02-01T10:00:00Z" }, "project": { "uuid": "p", "name": "app", "version": "1" }, "findings": {{Findings}} }""";

    [Theory]
    [InlineData(File)]
    [InlineData(Findings)]
    public void A_finding_has_its_package_score_and_other_names(string report)
    {
        var findings = Report.Findings(report);
        var finding = findings.Single(finding => finding.RuleId == "CVE-2023-45803");
        Assert.Equal((Severity.Medium, 4.2, "pkg:pypi/urllib3@1.26.16"), (finding.Severity, finding.Vulnerability!.Cvss, finding.Component!.Purl!.ToString()));
        Assert.Equal([200], finding.Cwe);
        Assert.Equal(["GHSA-g4mx-q9vg-27p4"], finding.Aliases);
        var other = findings.Single(finding => finding.RuleId == "533");
        Assert.Equal((Severity.Critical, "the function is never called"), (other.Severity, other.Suppression!.Reason));
    }

    [Fact]
    public void A_project_without_findings_is_a_clean_scan() =>
        Assert.Empty(Report.Findings("""{ "version": "1.0", "meta": { "application": "Dependency-Track", "version": "3.4.0", "timestamp": "2018-11-18T23:31:42Z" }, "project": { "name": "app" }, "findings": null }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(File, "dependency-track");
}
