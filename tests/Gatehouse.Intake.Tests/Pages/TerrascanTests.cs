using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: pkg/results/types.go of tenable/terrascan
public sealed class TerrascanTests
{
    private const string Many = """
        { "results": { "scan_errors": [ { "iac_type": "helm", "directory": "/shop", "errMsg": "no helm charts found in directory /shop" } ], "violations": [ { "rule_name": "amiNotEncrypted", "description": "An image is not encrypted", "rule_id": "AC_AWS_0001", "severity": "HIGH", "category": "Encryption", "resource_name": "shop", "resource_type": "aws_ami", "file": "main.tf", "plan_root": "./", "line": 5 } ], "skipped_violations": [ { "rule_name": "open", "description": "It is open", "rule_id": "AC_AWS_0002", "severity": "LOW", "resource_name": "web", "resource_type": "aws_sg", "file": "main.tf", "line": 9, "skip_comment": "a public site" } ],
          "vulnerabilities": [ { "image": "demo:1", "package": "libdemo", "severity": "CRITICAL", "cvss_score": { "v3_score": 9.8 }, "installed_version": "1.0", "vulnerability_id": "CVE-2026-1", "file": "main.tf", "line": 20, "resource_name": "web", "resource_type": "aws_ecs" } ], "scan_summary": { "file/folder": "/shop", "iac_type": "all", "scanned_at": "2026-01-02 10:00:00.1 +0000 UTC", "policies_validated": 8, "violated_policies": 1, "low": 0, "medium": 0, "high": 1 } } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 CRITICAL Vulnerability @ main.tf:20:1 aws_ecs.web; libdemo 1.0",
                "AC_AWS_0001 HIGH Misconfiguration @ main.tf:5:1 aws_ami.shop",
                "AC_AWS_0002 LOW Misconfiguration @ main.tf:9:1 aws_sg.web; (a public site)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"results\": { \"violations\": null, \"skipped_violations\": null, \"scan_summary\": { \"file/folder\": \".\", \"iac_type\": \"terraform\", \"policies_validated\": 8 } } }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{ \"results\": { \"scan_errors\": [ { \"iac_type\": \"terraform\", \"directory\": \".\", \"errMsg\": \"main.tf:1: Unclosed block\" } ], \"violations\": null, \"skipped_violations\": null, \"scan_summary\": { \"policies_validated\": 0 } } }", FactKind.ConfigurationScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Xml_says_the_same() =>
        Assert.Equal(
            ["AC_AWS_0001 HIGH Misconfiguration @ main.tf:5:1 aws_ami.shop", "AC_AWS_0002 LOW Misconfiguration @ main.tf:9:1 aws_sg.web; (a public site)"],
            Brief.Of(Report.Fact("""<results><violations><violation rule_name="amiNotEncrypted" description="An image is not encrypted" rule_id="AC_AWS_0001" severity="HIGH" category="Encryption" resource_name="shop" resource_type="aws_ami" file="main.tf" line="5"></violation></violations><skipped_violations><violation rule_name="open" description="It is open" rule_id="AC_AWS_0002" severity="LOW" resource_name="web" resource_type="aws_sg" file="main.tf" line="9"><skip_comment>a public site</skip_comment></violation></skipped_violations><scan_summary file_folder="." iac_type="terraform" scanned_at="" policies_validated="8" violated_policies="1" low="0" medium="0" high="1"></scan_summary></results>""")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "terrascan");
}
