using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: internal/controldisplay/templates of turbot/powerpipe
public sealed class PowerpipeTests
{
    private const string Many = """
        { "group_id": "root_result_group", "title": "", "description": "", "tags": {}, "summary": { "status": { "alarm": 1, "ok": 1, "info": 0, "skip": 0, "error": 0 } }, "groups": [ { "group_id": "benchmark.cis", "title": "CIS", "summary": { "status": {} }, "groups": [], "controls": [ { "summary": {}, "results": [ { "reason": "shop is public.", "resource": "arn:aws:s3:::shop", "status": "alarm", "dimensions": [ { "key": "region", "value": "eu" } ] }, { "reason": "fine", "resource": "arn:aws:s3:::calm", "status": "ok", "dimensions": null } ], "control_id": "control.cis_1", "description": "", "severity": "high", "tags": {}, "title": "Buckets are private", "run_status": 4, "run_error": "" } ] } ], "controls": null }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "control.cis_1 HIGH Misconfiguration @ arn:aws:s3:::shop",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"group_id\": \"r\", \"title\": \"\", \"summary\": { \"status\": {} }, \"groups\": [], \"controls\": null }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("{ \"group_id\": \"r\", \"title\": \"\", \"summary\": { \"status\": {} }, \"groups\": [], \"controls\": [ { \"control_id\": \"c\", \"results\": null, \"run_status\": 8, \"run_error\": \"no such table\" } ] }", FactKind.ConfigurationScan, Completeness.Partial)]
    [InlineData("group_id,title,description,control_id,control_title,control_description,reason,resource,status,severity\nb,CIS,,c,Buckets,,no rights,arn:x,error,\n", FactKind.ConfigurationScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Csv_says_the_same() =>
        Assert.Equal(
            ["control.cis_1 MEDIUM Misconfiguration @ arn:aws:s3:::shop"],
            Brief.Of(Report.Fact("group_id,title,description,control_id,control_title,control_description,reason,resource,status,severity,region\nb,CIS,,control.cis_1,Buckets are private,,shop is public.,arn:aws:s3:::shop,alarm,,eu\nb,CIS,,control.cis_1,Buckets are private,,fine,arn:aws:s3:::calm,ok,,eu\n")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "powerpipe");
}
