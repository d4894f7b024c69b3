using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class DependencyCheckTests
{
    private const string Xml = """
        <analysis xmlns="https://jeremylong.github.io/DependencyCheck/dependency-check.4.0.xsd"><scanInfo><engineVersion>9.0.0</engineVersion></scanInfo><projectInfo><name>p</name><reportDate>2026-02-01T10:00:00Z</reportDate></projectInfo>
          <dependencies>
            <dependency><fileName>log4j-api.jar</fileName><filePath>lib/log4j-api.jar</filePath><relatedDependencies><relatedDependency><fileName>copy.jar</fileName><filePath>lib/copy.jar</filePath></relatedDependency></relatedDependencies>
              <identifiers><package confidence="HIGH"><id>pkg:maven/org.apache/log4j-api@2.12.4</id></package><vulnerabilityIds><id>cpe:2.3:a:b</id></vulnerabilityIds></identifiers>
              <vulnerabilities><vulnerability source="NVD"><name>CVE-2020-9488</name><severity>LOW</severity><cvssV3><baseScore>3.7</baseScore></cvssV3><cwes><cwe>CWE-295</cwe></cwes><description>Host mismatch</description></vulnerability></vulnerabilities></dependency>
            <dependency><fileName>clean.jar</fileName><filePath>lib/clean.jar</filePath></dependency>
          </dependencies></analysis>
        """;

    [Fact]
    public void A_vulnerability_is_one_of_each_file_that_is_the_same()
    {
        var findings = Report.Findings(Xml);
        Assert.Equal(["lib/copy.jar", "lib/log4j-api.jar"], findings.Select(finding => finding.Location!.Path).Order());
        var finding = findings.Single(finding => finding.Location!.Path == "lib/log4j-api.jar");
        Assert.Equal(("CVE-2020-9488", Severity.Low, 3.7, "pkg:maven/org.apache/log4j-api@2.12.4"), (finding.RuleId, finding.Severity, finding.Vulnerability!.Cvss, finding.Component!.Purl!.ToString()));
        Assert.Equal([295], finding.Cwe);
    }

    [Fact]
    public void The_json_report_is_read_too()
    {
        var finding = Assert.Single(Report.Findings("""
            { "reportSchema": "1.1", "scanInfo": { "engineVersion": "9.0.0" }, "projectInfo": { "name": "p", "reportDate": "2026-02-01T10:00:00Z" },
              "dependencies": [ { "fileName": "a.jar", "filePath": "lib/a.jar", "packages": [ { "id": "pkg:maven/g/a@1.0" } ], "vulnerabilities": [ { "name": "CVE-2026-1", "severity": "HIGH", "cvssv3": { "baseScore": 8.1 }, "cwes": [ "CWE-79" ], "description": "d" } ] }, { "fileName": "b.jar" } ] }
            """));
        Assert.Equal(("CVE-2026-1", Severity.High, "lib/a.jar", "1.0"), (finding.RuleId, finding.Severity, finding.Location!.Path, finding.Component!.Version));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Xml, "dependency-check");
}
