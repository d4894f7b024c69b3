using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class RapplexTests
{
    private const string Many = """
        { "ScanId": "a2", "Target": "https://app.example/", "ScanPolicy": { "Title": "Default" }, "Severities": {
            "Information": { "Name": "Information", "IssueGroups": [ { "Group": "Email Disclosure", "Severity": "Information", "Definition": { "Classifications": [] }, "Issues": [ { "Title": "Email Disclosure", "Severity": "Information", "Url": "https://app.example/m" } ] } ], "Total": 1 },
            "Low": { "Name": "Low", "IssueGroups": [], "Total": 0 },
            "Critical": { "Name": "Critical", "IssueGroups": [ { "Group": "SQL Injection", "Severity": "Critical", "Definition": { "Sections": { "Remediation": "<p>Bind it.</p>" }, "Classifications": [ { "Foundation": "OWASP", "Value": "A1" }, { "Foundation": "CWE", "Value": "89" } ] }, "Issues": [ { "Title": "SQL Injection", "Severity": "Critical", "Url": "https://app.example/l?cat=1", "HttpRequest": "hidden-request", "Exploitable": true } ] } ], "Total": 1 } } }
        """;

    [Fact]
    public void An_issue_has_its_address_severity_and_the_weakness_of_its_group()
    {
        var findings = Report.Findings(Many);
        Assert.Equal([("SQL Injection", Severity.Critical, "https://app.example/l?cat=1"), ("Email Disclosure", Severity.Info, "https://app.example/m")], findings.Select(finding => (finding.RuleId, finding.Severity, finding.Location!.Path)));
        Assert.Equal([89], findings[0].Cwe);
        Assert.Equal((Confidence.High, "Bind it."), (findings[0].Confidence, findings[0].Remedy));
        Assert.DoesNotContain("hidden-request", findings[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_issues_are_a_clean_scan() => Assert.Empty(Report.Findings("""{ "ScanId": "a", "Target": "t", "ScanPolicy": {}, "Severities": { "Low": { "Name": "Low", "IssueGroups": [] } } }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "rapplex");
}
