using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: the integration's documentation of elastic/integrations and the migration guide of docs.snyk.io
public sealed class SnykApiTests
{
    private const string Many = """
        { "jsonapi": { "version": "1.0" }, "data": [ { "id": "1", "type": "issue", "attributes": { "key": "SNYK-JS-DEMO-1", "title": "Prototype Pollution", "type": "package_vulnerability", "effective_severity_level": "high", "status": "open", "ignored": false, "classes": [ { "id": "CWE-1321", "source": "CWE", "type": "weakness" } ], "problems": [ { "id": "SNYK-JS-DEMO-1", "source": "SNYK", "type": "vulnerability" }, { "id": "CVE-2026-1", "source": "NVD", "type": "vulnerability" } ], "coordinates": [ { "representations": [ { "dependency": { "package_name": "demo", "package_version": "1.0" } } ] } ] }, "relationships": { "scan_item": { "data": { "id": "project-1", "type": "project" } } } },
          { "id": "2", "type": "issue", "attributes": { "key": "k2", "title": "SQL Injection", "type": "code", "effective_severity_level": "medium", "status": "open", "ignored": true, "classes": [ { "id": "CWE-89" } ], "coordinates": [ { "representations": [ { "sourceLocation": { "file": "db.py", "region": { "start": { "line": 3, "column": 1 } } } } ] } ] } } ], "links": {} }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.CodeScan, FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "k2 MEDIUM Code @ db.py:3:1; CWE-89; (ignored in Snyk)",
                "SNYK-JS-DEMO-1 HIGH Vulnerability @ project-1; CWE-1321; CVE-2026-1; demo 1.0",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Fact]
    public void Version_1_says_the_same() =>
        Assert.Equal(
            ["SNYK-JS-DEMO-1 HIGH Vulnerability; CWE-1321; CVE-2026-1; pkg:npm/demo@1.0; fixed in 1.1; (ignored or patched in Snyk)"],
            Brief.Of(Report.Fact("""{ "issues": [ { "id": "SNYK-JS-DEMO-1", "issueType": "vuln", "pkgName": "demo", "pkgVersions": [ "1.0" ], "issueData": { "id": "SNYK-JS-DEMO-1", "title": "Prototype Pollution", "severity": "high", "identifiers": { "CVE": [ "CVE-2026-1" ], "CWE": [ "CWE-1321" ] }, "cvssScore": 7.5, "language": "js" }, "isPatched": false, "isIgnored": true, "fixInfo": { "fixedIn": [ "1.1" ] } } ] }""".Replace("\"js\"", "\"javascript\"", StringComparison.Ordinal))));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "snyk-api");
}
