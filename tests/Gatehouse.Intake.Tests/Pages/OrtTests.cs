using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class OrtTests
{
    private const string Many = """
        { "licenses": [ { "_id": 0, "id": "EPL-1.0" } ], "issues": [ { "_id": 0, "type": "SCANNER", "source": "Counter", "message": "no source", "severity": "ERROR", "pkg": 1 } ],
          "packages": [ { "_id": 0, "id": "Maven:g:a:1", "purl": "pkg:maven/g/a@1" }, { "_id": 1, "id": "Maven:g:b:2", "purl": "pkg:maven/g/b@2" } ], "dependency_trees": [], "repository": {},
          "rule_violation_resolutions": [ { "_id": 0, "message": "hint", "reason": "CANT_FIX_EXCEPTION", "comment": "known" } ],
          "rule_violations": [
            { "_id": 0, "rule": "copyleft", "pkg": 0, "license": 0, "severity": "ERROR", "message": "EPL-1.0 is not allowed", "how_to_fix": "Replace it." },
            { "_id": 1, "rule": "hint", "pkg": 1, "license": 0, "severity": "HINT", "message": "a hint", "resolutions": [ 0 ] } ],
          "vulnerabilities": [ { "_id": 0, "id": "CVE-2026-1", "pkg": 1, "references": [ { "url": "https://nvd.example/1", "scoring_system": "CVSS:3.1", "severity": "HIGH", "score": 8.1, "vector": "CVSS:3.1/AV:N" } ] } ] }
        """;

    [Fact]
    public void A_violation_names_package_and_licence_and_a_resolved_one_is_suppressed()
    {
        var findings = Report.Findings(Report.Facts(Many).Single(fact => fact.Kind == FactKind.LicenseScan));
        Assert.Equal([("copyleft", Severity.High, null), ("hint", Severity.Low, "known")], findings.Select(finding => (finding.RuleId, finding.Severity, finding.Suppression?.Reason)));
        Assert.Equal("pkg:maven/g/a@1", findings[0].Component!.Purl!.ToString());
        Assert.Equal(["EPL-1.0"], findings[0].Component!.Licenses);
    }

    [Fact]
    public void A_vulnerability_is_of_a_scan_of_its_own()
    {
        var finding = Assert.Single(Report.Findings(Report.Facts(Many).Single(fact => fact.Kind == FactKind.VulnerabilityScan)));
        Assert.Equal(("CVE-2026-1", Severity.High, "g:b", 8.1), (finding.RuleId, finding.Severity, finding.Component!.Name, finding.Vulnerability!.Cvss));
    }

    [Fact]
    public void An_unresolved_error_makes_it_partial()
    {
        Assert.Equal(Completeness.Partial, Report.Facts(Many)[0].Completeness);
        Assert.Equal(Completeness.Complete, Report.Facts(Many.Replace("\"ERROR\", \"pkg\": 1", "\"HINT\", \"pkg\": 1", StringComparison.Ordinal))[0].Completeness);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "ort");
}
