using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class OcsfTests
{
    private const string Vulnerability = """
        { "class_uid": 2002, "class_name": "Vulnerability Finding", "category_uid": 2, "type_uid": 200201, "severity": "High", "severity_id": 4, "status_id": 1, "time": 1772272800000,
          "metadata": { "version": "1.3.0", "product": { "name": "Scanner", "version": "7.1" } }, "finding_info": { "uid": "f-1", "title": "lodash is vulnerable" },
          "resources": [ { "uid": "arn:example:shop", "type": "Image" } ],
          "vulnerabilities": [ { "title": "Prototype pollution", "severity": "Critical", "cve": { "uid": "CVE-2026-1000", "cvss": [ { "base_score": 9.8, "vector_string": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "version": "3.1" } ] }, "cwe": { "uid": "CWE-1321" }, "remediation": { "desc": "Update it." }, "references": [ "https://advisories.example.org/1" ],
            "affected_packages": [ { "name": "lodash", "version": "4.17.20", "purl": "pkg:npm/lodash@4.17.20", "fixed_in_version": "4.17.21" }, { "name": "lodash", "version": "3.0.0", "purl": "pkg:npm/lodash@3.0.0" } ] } ] }
        """;

    private const string Others = """
        [ { "class_uid": 2003, "severity": "Medium", "severity_id": 3, "status": "New", "status_id": 1, "metadata": { "product": { "name": "Auditor" }, "event_code": "s3_public" }, "finding_info": { "uid": "f-2", "title": "The bucket is public" }, "compliance": { "control": "S3.1", "status": "Fail", "status_id": 3 }, "resources": [ { "uid": "arn:example:bucket" } ], "remediation": { "desc": "Close it.", "references": [ "https://docs.example.org/s3" ] } },
          { "class_uid": 2003, "severity_id": 3, "metadata": { "product": { "name": "Auditor" } }, "finding_info": { "uid": "f-3", "title": "Passed" }, "compliance": { "control": "S3.2", "status_id": 1 } },
          { "class_uid": 2003, "severity_id": 2, "status": "Suppressed", "status_id": 3, "comment": "a public site", "metadata": { "product": { "name": "Auditor" } }, "finding_info": { "uid": "f-4", "title": "No logging" }, "compliance": { "control": "S3.9", "status_id": 3 }, "resources": [ { "uid": "arn:example:logs" } ] },
          { "class_uid": 2004, "severity": "Critical", "severity_id": 5, "status_id": 1, "time": 1772272800000, "metadata": { "product": { "name": "Detector" } }, "finding_info": { "uid": "d-1", "title": "Odd calls", "desc": "from far away" } },
          { "class_uid": 2004, "severity_id": 3, "status": "Resolved", "status_id": 4, "time_dt": "2026-02-28T11:00:00Z", "metadata": { "product": { "name": "Detector" } }, "finding_info": { "uid": "d-2", "title": "Port scan" }, "assignee": { "name": "Jo" } },
          { "class_uid": 2007, "severity": "High", "severity_id": 4, "status_id": 1, "metadata": { "product": { "name": "Posture" } }, "finding_info": { "uid": "a-1", "title": "SQL injection", "analytic": { "uid": "sql-1" } }, "application": { "name": "shop" }, "vulnerabilities": [ { "title": "SQL injection", "cwe": { "uid": "89" }, "affected_code": [ { "file": { "name": "db.py", "path": "src/db.py" }, "start_line": 14, "end_line": 15 } ] } ] },
          { "class_uid": 2001, "severity_id": 4, "state_id": 1, "time": 1772272800000, "metadata": { "product": { "name": "Old" } }, "finding": { "uid": "o-1", "title": "Old alert", "types": [ "x" ] } } ]
        """;

    [Fact]
    public void A_vulnerability_finding_is_one_for_each_package()
    {
        var fact = Report.Fact(Vulnerability);
        Assert.Equal((FactKind.VulnerabilityScan, Completeness.Complete, "Scanner", "7.1"), (fact.Kind, fact.Completeness, fact.Producer.Name, fact.Producer.Version));
        Assert.Equal(
            [
                "CVE-2026-1000 CRITICAL Vulnerability @ arn:example:shop; CWE-1321; pkg:npm/lodash@3.0.0",
                "CVE-2026-1000 CRITICAL Vulnerability @ arn:example:shop; CWE-1321; pkg:npm/lodash@4.17.20; fixed in 4.17.21",
            ],
            Brief.Of(fact).Order(StringComparer.Ordinal));
        Assert.Equal(9.8, Report.Findings(fact)[0].Vulnerability!.Cvss);
    }

    [Fact]
    public void Each_class_is_a_fact_of_its_own()
    {
        var facts = Report.Facts(Others);
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "sql-1 HIGH Code @ src/db.py:14:1-15:1; CWE-89",
                "s3_public MEDIUM Misconfiguration @ arn:example:bucket",
                "S3.9 LOW Misconfiguration @ arn:example:logs; (Suppressed: a public site)",
            ],
            facts.Where(fact => fact.Predicate is ScanPredicate).SelectMany(Brief.Of));
        Assert.Equal(
            [
                "d-1 Odd calls CRITICAL 2026-02-28 10:00:00: Odd calls: from far away",
                "o-1 Old alert HIGH 2026-02-28 10:00:00: Old alert",
                "d-2 Port scan MEDIUM 2026-02-28 11:00:00: Port scan (Jo: Resolved in Detector)",
            ],
            Alerts.Of(facts));
    }

    [Fact]
    public void A_finding_a_line_and_a_page_of_findings_are_read_too()
    {
        var line = Vulnerability.ReplaceLineEndings(" ");
        Assert.Equal(4, Report.Findings(Report.Fact(line + "\n" + line)).Length);
        Assert.Equal(2, Report.Findings(Report.Fact($$"""{ "Findings": [ {{line}} ] }""")).Length);
        Assert.Equal(Completeness.Partial, Report.Fact($$"""{ "Findings": [ {{line}} ], "NextToken": "x" }""").Completeness);
    }

    [Fact]
    public void Checks_that_all_passed_are_a_scan_without_findings()
    {
        var fact = Report.Fact("""[ { "class_uid": 2003, "metadata": { "product": { "name": "Auditor" } }, "finding_info": { "title": "x" }, "compliance": { "status": "Pass" } } ]""");
        Assert.Equal((FactKind.ConfigurationScan, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Another_class_of_finding_makes_it_partial()
    {
        var facts = Report.Facts($$"""[ {{Vulnerability}}, { "class_uid": 2006, "metadata": {}, "finding_info": {} } ]""");
        Assert.Contains(facts[0].Notices, notice => notice.Reason.Contains("findings of class 2006 are not read", StringComparison.Ordinal));
        Assert.Equal(Completeness.Partial, facts[0].Completeness);
    }

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(Vulnerability, "ocsf");
        Report.SurvivesDamage(Others, "ocsf");
    }
}
