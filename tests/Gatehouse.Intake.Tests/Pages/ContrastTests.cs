using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ContrastTests
{
    private const string Traces = """
        { "success": true, "messages": [ "Vulnerabilities loaded" ], "count": 2, "traces": [
            { "uuid": "AAAA-1", "title": "SQL Injection from \"name\" Parameter on \"/orders\" page", "rule_name": "sql-injection", "rule_title": "SQL Injection", "severity": "CRITICAL", "default_severity": "CRITICAL", "confidence": "High", "status": "Reported", "category": "Injection", "language": "Java", "application": { "name": "shop", "app_id": "a1" }, "request": { "protocol": "http", "uri": "/orders", "method": "GET", "body": "hidden" } },
            { "uuid": "AAAA-2", "title": "Cookie without flag", "rule_name": "httponly", "severity": "NOTE", "status": "Not a Problem", "application": { "name": "shop" } } ] }
        """;

    private const string Csv = """
        Vulnerability Name,Vulnerability ID,Category,Rule Name,Severity,Status,Number of Events,First Seen,Last Seen,Application Name,Application ID,CWE ID,Request Method,Request URI,Request Body
        "SQL Injection on orders, by name",AAAA-1,Injection,sql-injection,Critical,Reported,4,1/2/2026,2/2/2026,shop,a1,https://cwe.mitre.org/data/definitions/89.html,GET,/orders,hidden
        Cookie,AAAA-2,Other,httponly,Note,Remediated,1,1/2/2026,2/2/2026,shop,a1,,,,
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var fact = Report.Fact(Traces);
        Assert.Equal((FactKind.WebScan, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.Equal(["sql-injection CRITICAL Web @ /orders; CWE-89", "httponly INFO Web @ shop; CWE-1004; (Not a Problem in Contrast)"], Brief.Of(fact));
    }

    [Fact]
    public void So_has_a_row() => Assert.Equal(
        ["sql-injection CRITICAL Web @ /orders; CWE-89", "httponly INFO Web @ shop; (Remediated in Contrast)"],
        Brief.Of(Report.Fact(Csv)));

    [Fact]
    public void What_was_sent_is_not_kept() => Assert.DoesNotContain(Report.Findings(Traces), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));

    [Fact]
    public void A_page_of_several_is_partial() => Assert.Equal(Completeness.Partial, Report.Fact(Traces.Replace("\"count\": 2", "\"count\": 90", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void No_trace_is_a_scan_without_findings() => Assert.Empty(Report.Findings("""{ "success": true, "messages": [], "traces": [], "count": 0 }"""));

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(Traces, "contrast");
        Report.SurvivesDamage(Csv, "contrast");
    }
}
