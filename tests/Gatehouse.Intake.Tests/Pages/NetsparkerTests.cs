using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class NetsparkerTests
{
    private const string Many = """
        { "Generated": "2026-02-01 02:33 PM", "Target": { "ScanId": "93d4", "Url": "https://app.example/" },
          "Vulnerabilities": [
            { "Certainty": 100, "Confirmed": true, "Classification": { "Cwe": "89", "Cvss": { "BaseScore": { "Value": "8.6" }, "Vector": "CVSS:3.0/AV:N" }, "Cvss31": null }, "HttpRequest": { "Content": "GET / Cookie: hidden-cookie" }, "Name": "SQL Injection", "RemedialProcedure": "<p>Bind it.</p>", "Severity": "Critical", "State": "Present", "Type": "SqlInjection", "Url": "https://app.example/a" },
            { "Confirmed": false, "Classification": { "Cwe": "", "Cvss": null }, "Name": "Noise", "Severity": "Best Practice", "State": "Accepted Risk", "Type": "Noise", "Url": "https://app.example/b" } ] }
        """;

    [Fact]
    public void A_vulnerability_has_its_address_severity_and_weakness()
    {
        var finding = Report.Findings(Many)[0];
        Assert.Equal(("SqlInjection", Severity.Critical, Confidence.High, "https://app.example/a", "Bind it."), (finding.RuleId, finding.Severity, finding.Confidence, finding.Location!.Path, finding.Remedy));
        Assert.Equal([89], finding.Cwe);
        Assert.Equal(8.6, finding.Vulnerability!.Cvss);
        Assert.DoesNotContain("hidden-cookie", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_accepted_risk_is_suppressed()
    {
        var finding = Report.Findings(Many)[1];
        Assert.Equal((Severity.Info, "Accepted Risk"), (finding.Severity, finding.Suppression!.Reason));
    }

    [Fact]
    public void The_xml_list_of_invicti_is_read_too()
    {
        var finding = Assert.Single(Report.Findings("""
            <?xml version="1.0"?><invicti-enterprise generated="01/02/2026"><target><url>https://app.example/</url></target><vulnerabilities><vulnerability><url>https://app.example/c</url><type>Xss</type><name>XSS</name><severity>High</severity><confirmed>True</confirmed><classification><cwe>79</cwe></classification></vulnerability></vulnerabilities></invicti-enterprise>
            """));
        Assert.Equal(("Xss", Severity.High, Confidence.High, "https://app.example/c"), (finding.RuleId, finding.Severity, finding.Confidence, finding.Location!.Path));
        Assert.Equal([79], finding.Cwe);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "netsparker");
}
