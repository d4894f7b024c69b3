using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class GitLabTests
{
    private const string Dependencies = """
        { "version": "15.0.0", "vulnerabilities": [ { "id": "1", "name": "XML Entity Expansion", "description": "Billion laughs", "severity": "Unknown", "solution": "Upgrade to version 2.2.3.", "location": { "file": "service/go.sum", "dependency": { "package": { "name": "gopkg.in/yaml.v2" }, "version": "v2.2.2" } },
            "identifiers": [ { "type": "gemnasium", "name": "Gemnasium-7368", "value": "7368" }, { "type": "cve", "name": "CVE-2019-11254", "value": "CVE-2019-11254", "url": "https://cve.example/1" }, { "type": "cwe", "name": "CWE-776", "value": "776" }, { "type": "owasp", "name": "A1:2017", "value": "A1:2017" } ] } ],
          "dependency_files": [ { "path": "service/go.sum", "package_manager": "go", "dependencies": [] } ],
          "scan": { "scanner": { "id": "gemnasium", "name": "Gemnasium", "version": "2.24.1" }, "type": "dependency_scanning", "start_time": "2026-02-01T10:00:00", "end_time": "2026-02-01T10:00:09", "status": "success" } }
        """;

    private static string Scan(string type, string vulnerability, string scanner = "x", string more = "") =>
        $$"""{ "version": "15.0.0", "vulnerabilities": [ {{vulnerability}} ], "scan": { "scanner": { "id": "{{scanner}}", "name": "X" }, "type": "{{type}}", "status": "success" {{more}} } }""";

    [Fact]
    public void A_dependency_has_its_package_advisories_and_weakness()
    {
        var fact = Report.Fact(Dependencies);
        var finding = Assert.Single(Report.Findings(fact));
        Assert.Equal((FactKind.VulnerabilityScan, "Gemnasium", "2.24.1"), (fact.Kind, fact.Producer.Name, fact.Producer.Version));
        Assert.Equal(("CVE-2019-11254", Severity.Medium, "service/go.sum", "pkg:golang/gopkg.in/yaml.v2@v2.2.2"), (finding.RuleId, finding.Severity, finding.Location!.Path, finding.Component!.Purl!.ToString()));
        Assert.Equal([776], finding.Cwe);
        Assert.Equal(["7368"], finding.Aliases); // And no category of OWASP: ignoring it would ignore many flaws.
    }

    [Theory]
    [InlineData("sast", "x", FactKind.CodeScan)]
    [InlineData("coverage_fuzzing", "x", FactKind.CodeScan)]
    [InlineData("sast", "kics", FactKind.ConfigurationScan)]
    [InlineData("secret_detection", "x", FactKind.SecretsScan)]
    [InlineData("dependency_scanning", "x", FactKind.VulnerabilityScan)]
    [InlineData("container_scanning", "x", FactKind.VulnerabilityScan)]
    [InlineData("dast", "x", FactKind.WebScan)]
    [InlineData("api_fuzzing", "x", FactKind.WebScan)]
    public void A_report_without_findings_states_what_was_looked_for(string type, string scanner, FactKind expected)
    {
        var fact = Report.Fact(Scan(type, "", scanner));
        Assert.Equal(expected, fact.Kind);
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Code_has_its_line_and_method()
    {
        var finding = Assert.Single(Report.Findings(Scan("sast", """{ "id": "2", "name": "Weak hash", "severity": "High", "location": { "file": "src/A.java", "start_line": 12, "end_line": 14, "class": "A", "method": "sum" }, "identifiers": [ { "type": "semgrep_id", "name": "java.weak-hash", "value": "java.weak-hash" }, { "type": "cwe", "name": "CWE-327", "value": "327" } ], "flags": [ { "type": "flagged-as-likely-false-positive", "origin": "x", "description": "d" } ] }""")));
        Assert.Equal(("java.weak-hash", Severity.High, Confidence.Low, FindingKind.Code, "src/A.java:12:1", "A.sum"), (finding.RuleId, finding.Severity, finding.Confidence, finding.Kind, finding.Location!.ToString(), finding.Location.Symbol));
    }

    [Fact]
    public void A_secret_is_told_by_its_place_alone()
    {
        var finding = Assert.Single(Report.Findings(Scan("secret_detection", """{ "id": "3", "name": "AWS access token", "severity": "Critical", "raw_source_code_extract": "hidden-value", "location": { "file": "a.env", "start_line": 3 }, "identifiers": [ { "type": "gitleaks_rule_id", "name": "Gitleaks rule ID AWS", "value": "AWS" } ] }""")));
        Assert.Equal((FindingKind.Credential, "AWS", "a.env:3:1"), (finding.Kind, finding.RuleId, finding.Location!.ToString()));
        Assert.DoesNotContain("hidden-value", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_web_finding_has_its_address()
    {
        var finding = Assert.Single(Report.Findings(Scan("dast", """{ "id": "4", "name": "CSP missing", "severity": "Low", "location": { "hostname": "https://app.example", "path": "/login", "method": "GET" }, "identifiers": [ { "type": "ZAProxy_PluginId", "name": "CSP", "value": "10038" } ] }""")));
        Assert.Equal((FindingKind.Web, "10038", "https://app.example/login"), (finding.Kind, finding.RuleId, finding.Location!.Path));
        Assert.Null(finding.Location.Symbol);
    }

    [Fact]
    public void A_scan_of_an_image_by_digest_is_about_that_image()
    {
        var image = "registry.example/app@sha256:" + Report.Digest;
        var fact = Report.Fact(Scan("container_scanning", $$"""{ "id": "5", "severity": "High", "description": "d", "location": { "dependency": { "package": { "name": "apt" }, "version": "1.4.8" }, "operating_system": "debian:9.4", "image": "{{image}}" }, "identifiers": [ { "type": "cve", "name": "CVE-2019-3462", "value": "CVE-2019-3462" } ] }"""));
        Assert.Equal(SubjectKind.Image, Assert.Single(fact.Subjects).Kind);
        Assert.Equal("pkg:deb/apt@1.4.8", Assert.Single(Report.Findings(fact)).Component!.Purl!.ToString());
    }

    [Fact]
    public void A_scan_that_failed_says_so_and_a_fatal_message_is_told()
    {
        Assert.Equal(Completeness.Failed, Report.Fact(Scan("sast", "").Replace("success", "failure", StringComparison.Ordinal)).Completeness);
        Assert.Equal(Completeness.Partial, Report.Fact(Scan("sast", "", more: """, "messages": [ { "level": "fatal", "value": "no space left" } ]""")).Completeness);
    }

    [Fact]
    public void A_report_of_a_template_that_leaves_the_scan_out_is_read_too()
    {
        var fact = Report.Fact("""{ "version": "14.0.6", "vulnerabilities": [ { "id": "CVE-2022-28391", "severity": "Critical", "description": "d", "location": { "dependency": { "package": { "name": "busybox" }, "version": "1.34" }, "image": "app:1" }, "identifiers": [ { "type": "cve", "name": "CVE-2022-28391", "value": "CVE-2022-28391" } ] } ], "remediations": [] }""");
        Assert.Equal((FactKind.VulnerabilityScan, FindingKind.Vulnerability), (fact.Kind, Assert.Single(Report.Findings(fact)).Kind));
    }

    [Fact]
    public void A_report_that_does_not_say_what_was_looked_for_is_refused() => Assert.Contains("no known format", Report.Problem("""{ "version": "14.0.0", "vulnerabilities": [], "remediations": [] }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Dependencies, "gitlab");
}
