using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

/// <summary>The three forms in which Xray's findings come: a scan by the command, a summary by the interface, an export.</summary>
public sealed class JFrogXrayTests
{
    private const string Scan = """
        [ { "scan_id": "s1", "component_id": "docker://app:1", "package_type": "Docker", "status": "completed", "vulnerabilities": [
            { "issue_id": "XRAY-1", "summary": "Deserialisation", "severity": "Unknown", "cves": [ { "cve": "CVE-2017-18640", "cvss_v3_score": "9.8", "cvss_v3_vector": "CVSS:3.1/AV:N", "cwe": [ "CWE-502" ] } ], "references": [ "https://x.example" ],
              "components": { "gav://org.yaml:snakeyaml:1.16": { "fixed_versions": [ "[1.26]" ], "impact_paths": [ [ { "component_id": "docker://app:1" }, { "component_id": "gav://org.yaml:snakeyaml:1.16", "full_path": "lib/snakeyaml-1.16.jar" } ] ] },
                              "deb://debian:buster:libx11:2:1.6.4-3": { "fixed_versions": [] } } } ] } ]
        """;

    private const string Summary = """
        { "artifacts": [ { "general": { "name": "app:1", "component_id": "app:1", "pkg_type": "Docker" }, "licenses": [], "issues": [
            { "issue_id": "XRAY-2", "summary": "Use after free", "issue_type": "security", "severity": "High", "cves": [ { "cve": "CVE-2021-42378", "cwe": [ "CWE-416" ], "cvss_v3": "7.2/CVSS:3.1/AV:N" } ], "impact_path": [ "repo/app/1/layer.tar.gz/3.12:busybox:1.31.1-r20" ] } ] } ] }
        """;

    private const string Export = """
        { "total_count": 1, "data": [ { "id": "", "severity": "High", "summary": "Out of bounds", "issue_type": "security", "component": "debian:stretch:libx11", "source_comp_id": "deb://debian:stretch:libx11:2:1.6.4-3",
            "component_versions": { "fixed_versions": [ "≥ 2:1.6.4-3+deb9u1" ], "more_details": { "cves": [ { "cve": "CVE-2018-14600", "cwe": [ "CWE-787", "CWE-119" ], "cvss_v3": "9.8/CVSS:3.0/AV:N" } ] } } } ] }
        """;

    [Fact]
    public void A_scan_gives_a_finding_for_each_component()
    {
        var findings = Report.Findings(Scan);
        Assert.Equal(["pkg:deb/libx11@2:1.6.4-3", "pkg:maven/org.yaml/snakeyaml@1.16"], findings.Select(finding => finding.Component!.Purl!.ToString()).Order());
        var finding = findings.Single(finding => finding.Component!.Name == "org.yaml:snakeyaml");
        Assert.Equal(("CVE-2017-18640", Severity.Critical, "lib/snakeyaml-1.16.jar"), (finding.RuleId, finding.Severity, finding.Location!.Path));
        Assert.Equal(["XRAY-1"], finding.Aliases);
        Assert.Equal(["1.26"], finding.Vulnerability!.FixedVersions);
        Assert.Equal([502], finding.Cwe);
    }

    [Fact]
    public void A_scan_that_did_not_complete_is_partial() => Assert.Equal(Completeness.Partial, Report.Fact(Scan.Replace("completed", "failed", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void A_summary_has_scores_and_the_component_of_its_path()
    {
        var finding = Assert.Single(Report.Findings(Summary));
        Assert.Equal(("CVE-2021-42378", Severity.High, 7.2, "CVSS:3.1/AV:N"), (finding.RuleId, finding.Severity, finding.Vulnerability!.Cvss, finding.Vulnerability.CvssVector));
        Assert.Equal(("busybox", "1.31.1-r20"), (finding.Component!.Name, finding.Component.Version));
        Assert.Equal([416], finding.Cwe);
    }

    [Fact]
    public void An_artifact_that_was_not_told_makes_a_summary_partial() =>
        Assert.Equal(Completeness.Partial, Report.Fact("""{ "artifacts": [ { "general": { "component_id": "a" }, "issues": [] } ], "errors": [ { "identifier": "b", "error": "Artifact doesn't exist" } ] }""").Completeness);

    [Fact]
    public void An_export_is_read_too()
    {
        var finding = Assert.Single(Report.Findings(Export));
        Assert.Equal(("CVE-2018-14600", Severity.High, 9.8, "pkg:deb/libx11@2:1.6.4-3"), (finding.RuleId, finding.Severity, finding.Vulnerability!.Cvss, finding.Component!.Purl!.ToString()));
        Assert.Equal([119, 787], finding.Cwe);
        Assert.Equal(["2:1.6.4-3+deb9u1"], finding.Vulnerability.FixedVersions);
        Assert.Equal(Completeness.Partial, Report.Fact(Export.Replace("\"total_count\": 1", "\"total_count\": 7", StringComparison.Ordinal)).Completeness);
    }

    [Theory]
    [InlineData("""[ { "scan_id": "s", "component_id": "gav://a:b:1", "package_type": "Maven", "status": "completed" } ]""")]
    [InlineData("""{ "artifacts": [ { "general": { "component_id": "a" }, "issues": [] } ] }""")]
    [InlineData("""{ "total_count": 0, "data": [] }""")]
    public void Nothing_found_is_a_clean_scan(string report) => Assert.Empty(Report.Findings(report));

    [Theory]
    [InlineData(Scan, "jfrog-xray-scan")]
    [InlineData(Summary, "jfrog-xray-summary")]
    [InlineData(Export, "jfrog-xray")]
    public void Damage_never_throws(string report, string importer) => Report.SurvivesDamage(report, importer);
}
