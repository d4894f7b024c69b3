using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class HorusecTests
{
    // Shape: pkg/entities of ZupIT/horusec-devkit, wrapped by internal/controllers/printresults of ZupIT/horusec.
    private const string Many = """
        { "version": "v2.8.0", "id": "0", "repositoryID": "0", "repositoryName": "app", "status": "success", "errors": "", "createdAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:01:00Z", "analysisVulnerabilities": [
          { "vulnerabilityID": "1", "vulnerabilities": { "line": "4", "column": "7", "confidence": "HIGH", "file": "api/auth.js", "code": "hidden", "details": "Weak hash\nIt uses MD5. For more information checkout the CWE-327 (https://cwe.mitre.org/data/definitions/327.html) advisory.", "securityTool": "HorusecEngine", "language": "JavaScript", "severity": "HIGH", "type": "Vulnerability", "rule_id": "HS-JS-5" } },
          { "vulnerabilityID": "2", "vulnerabilities": { "line": "1", "column": "1", "confidence": "LOW", "file": "deploy/key.pem", "code": "hidden", "details": "Private key", "securityTool": "HorusecEngine", "language": "Leaks", "severity": "CRITICAL", "type": "Vulnerability", "rule_id": "HS-LEAKS-12" } },
          { "vulnerabilityID": "3", "vulnerabilities": { "line": "9", "column": "", "file": "package-lock.json", "details": "left is flawed: CVE-2026-0002", "securityTool": "NpmAudit", "language": "JavaScript", "severity": "UNKNOWN", "type": "Risk Accepted" } } ] }
        """;

    [Fact]
    public void What_each_tool_found_is_of_its_kind()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.SecretsScan, FactKind.CodeScan, FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind).Order());
        Assert.Equal(
            ["HS-JS-5 HIGH Code @ api/auth.js:4:7; CWE-327", "HS-LEAKS-12 CRITICAL Credential @ deploy/key.pem:1:1; CWE-798", "NpmAudit-JavaScript INFO Vulnerability @ package-lock.json:9:1; CVE-2026-0002; (Risk Accepted in Horusec)"],
            facts.SelectMany(Brief.Of).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(facts.SelectMany(fact => Report.Findings(fact)), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("success", "", Completeness.Complete)]
    [InlineData("success", "gosec: no space left", Completeness.Partial)]
    [InlineData("error", "", Completeness.Failed)]
    public void A_report_without_findings_says_how_it_went(string status, string errors, Completeness completeness)
    {
        var fact = Report.Fact($$"""{ "version": "v2.8.0", "repositoryName": "", "status": "{{status}}", "errors": "{{errors}}", "analysisVulnerabilities": null }""");
        Assert.Equal((FactKind.CodeScan, completeness), (fact.Kind, fact.Completeness));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "horusec");
}
