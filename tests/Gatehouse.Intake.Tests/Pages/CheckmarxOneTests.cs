using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CheckmarxOneTests
{
    private const string Results = """
        { "totalCount": 3, "scanID": "s", "results": [
          { "type": "sast", "id": "1", "state": "NOT_EXPLOITABLE", "severity": "HIGH", "description": "SQL", "data": { "queryName": "SQL_Injection", "nodes": [ { "line": 86, "column": 3, "fileName": "/src/A.java" } ] }, "vulnerabilityDetails": { "cweId": 89 } },
          { "type": "kics", "id": "2", "state": "TO_VERIFY", "severity": "LOW", "description": "User", "data": { "queryName": "Missing User", "line": 1, "filename": "/Dockerfile" }, "vulnerabilityDetails": { "cvss": {} } },
          { "type": "sca", "id": "CVE-2013-7285", "state": "TO_VERIFY", "severity": "CRITICAL", "description": "XStream", "data": { "packageIdentifier": "Maven-com.thoughtworks.xstream:xstream-1.4.5", "recommendedVersion": "1.4.7" }, "vulnerabilityDetails": { "cweId": "CWE-78", "cvssScore": 9.8 } } ] }
        """;

    [Fact]
    public void Each_engine_of_it_gives_a_fact_of_its_own() =>
        Assert.Equal([FactKind.CodeScan, FactKind.VulnerabilityScan, FactKind.ConfigurationScan], Report.Facts(Results).Select(fact => fact.Kind));

    [Fact]
    public void Findings_have_their_places_and_packages()
    {
        var facts = Report.Facts(Results);
        var sast = Assert.Single(Report.Findings(facts[0]));
        Assert.Equal(("SQL_Injection", Severity.High, "src/A.java:86:3", "NOT_EXPLOITABLE in Checkmarx One"), (sast.RuleId, sast.Severity, sast.Location!.ToString(), sast.Suppression!.Reason));
        Assert.Equal([89], sast.Cwe);
        var sca = Assert.Single(Report.Findings(facts[1]));
        Assert.Equal(("pkg:maven/com.thoughtworks.xstream/xstream@1.4.5", 9.8), (sca.Component!.Purl!.ToString(), sca.Vulnerability!.Cvss));
        Assert.Equal("Dockerfile:1:1", Assert.Single(Report.Findings(facts[2])).Location!.ToString());
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Results, "checkmarx-one");
}
