using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Csaf;

public sealed class CsafTests
{
    private const string Many = """
        { "document": { "category": "csaf_security_advisory", "csaf_version": "2.0", "title": "t", "publisher": { "name": "Example", "category": "vendor" }, "tracking": { "id": "EX-1", "current_release_date": "2026-02-01T00:00:00Z" }, "references": [ { "category": "self", "url": "https://csaf.example/ex-1.json" } ] },
          "product_tree": {
            "branches": [ { "category": "vendor", "name": "Example", "branches": [ { "category": "product_name", "name": "App", "branches": [
              { "category": "product_version", "name": "1.0", "product": { "product_id": "P1", "name": "App 1.0" } },
              { "category": "product_version", "name": "1.1", "product": { "product_id": "P2", "name": "App 1.1" } } ] } ] } ],
            "full_product_names": [ { "product_id": "L1", "name": "lib 3", "product_identification_helper": { "purl": "pkg:npm/lib@3.0.0" } } ],
            "relationships": [ { "category": "default_component_of", "product_reference": "L1", "relates_to_product_reference": "P1", "full_product_name": { "product_id": "L1P1", "name": "lib 3 in App 1.0" } } ] },
          "vulnerabilities": [
            { "cve": "CVE-2026-1", "title": "Endless allocation", "cwe": { "id": "CWE-770", "name": "n" }, "notes": [ { "category": "description", "text": "A payload fills memory." } ],
              "product_status": { "known_affected": [ "P1" ], "fixed": [ "P2" ], "known_not_affected": [ "L1P1" ] },
              "flags": [ { "label": "vulnerable_code_not_present", "product_ids": [ "L1P1" ] } ],
              "scores": [ { "products": [ "P1" ], "cvss_v2": { "baseScore": 4.0 }, "cvss_v3": { "baseScore": 7.5, "vectorString": "CVSS:3.1/AV:N", "baseSeverity": "HIGH" } } ],
              "remediations": [ { "category": "workaround", "details": "Limit it.", "product_ids": [ "P1" ] }, { "category": "vendor_fix", "details": "Take 1.1.", "product_ids": [ "P1" ] } ] },
            { "ids": [ { "system_name": "Example", "text": "EX-1-B" } ], "title": "Told too much", "product_status": { "under_investigation": [ "L1P1" ] }, "threats": [ { "category": "impact", "details": "Low" } ] } ] }
        """;

    [Fact]
    public void An_affected_product_is_a_finding_with_score_and_remedy()
    {
        var fact = Report.Fact(Many);
        var finding = Report.Findings(fact).Single(finding => finding.RuleId == "CVE-2026-1" && finding.Suppression is null);
        Assert.Equal((FactKind.VulnerabilityScan, "Example", new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)), (fact.Kind, fact.Producer.Name, fact.Time));
        Assert.Equal((Severity.High, "App 1.0", "1.0", 7.5, "CVSS:3.1/AV:N", "Take 1.1."), (finding.Severity, finding.Component!.Name, finding.Component.Version, finding.Vulnerability!.Cvss, finding.Vulnerability.CvssVector, finding.Remedy));
        Assert.Equal([770], finding.Cwe);
    }

    [Fact]
    public void What_is_fixed_or_not_affected_is_suppressed_with_the_documents_reason() =>
        Assert.Equal(["fixed", "known not affected: vulnerable code not present"], Report.Findings(Many).Select(finding => finding.Suppression?.Reason).OfType<string>().Order(StringComparer.Ordinal));

    [Fact]
    public void A_component_within_a_product_is_that_component()
    {
        var finding = Report.Findings(Many).Single(finding => finding.RuleId == "EX-1-B");
        Assert.Equal((Severity.Low, "pkg:npm/lib@3.0.0", null), (finding.Severity, finding.Component!.Purl!.ToString(), finding.Suppression));
        Assert.Contains("under investigation", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_2_1_has_its_scores_elsewhere() =>
        Assert.Equal(Severity.Critical, Assert.Single(Report.Findings("""
            { "document": { "csaf_version": "2.1" }, "vulnerabilities": [ { "cve": "CVE-2026-3", "cwes": [ { "id": "CWE-79" } ], "product_status": { "known_affected": [ "P" ] }, "metrics": [ { "products": [ "P" ], "content": { "cvss_v4": { "baseScore": 9.3 } } } ] } ] }
            """)).Severity);

    [Fact]
    public void A_remedy_may_be_for_a_group_or_for_all()
    {
        var findings = Report.Findings("""
            { "document": { "csaf_version": "2.0" }, "product_tree": { "product_groups": [ { "group_id": "G", "product_ids": [ "A", "B" ] } ] },
              "vulnerabilities": [ { "cve": "CVE-2026-5", "product_status": { "known_affected": [ "B", "C" ] }, "remediations": [ { "category": "mitigation", "details": "Switch it off." }, { "category": "vendor_fix", "details": "Take 2.", "group_ids": [ "G" ] } ] } ] }
            """);
        Assert.Equal([("B", "Take 2."), ("C", "Switch it off.")], findings.Select(finding => (finding.Component!.Name, finding.Remedy!)).Order());
    }

    [Fact]
    public void A_vulnerability_that_names_no_product_is_one_all_the_same()
    {
        var finding = Assert.Single(Report.Findings("""{ "document": { "csaf_version": "2.0", "aggregate_severity": { "text": "Critical" } }, "vulnerabilities": [ { "cve": "CVE-2026-4", "title": "Bad" } ] }"""));
        Assert.Equal(("CVE-2026-4", Severity.Critical, "Bad", null), (finding.RuleId, finding.Severity, finding.Message, finding.Component));
    }

    [Fact]
    public void An_advisory_without_vulnerabilities_has_no_finding() => Assert.Empty(Report.Findings("""{ "document": { "csaf_version": "2.0", "category": "csaf_base" } }"""));

    [Fact]
    public void Another_version_is_refused() => Assert.Contains("CSAF 1.2 is not read", Report.Problem("""{ "document": { "csaf_version": "1.2" } }"""), StringComparison.Ordinal);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "csaf");
}
