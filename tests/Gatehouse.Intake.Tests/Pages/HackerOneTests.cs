using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class HackerOneTests
{
    // Shape: recorded answers among the tests of oreoshake/hackerone-client.
    private const string Many = """
        { "data": [ { "id": "12", "type": "report", "attributes": { "title": "Stored script in notes", "state": "triaged", "created_at": "2026-01-01T00:00:00Z", "vulnerability_information": "long" }, "relationships": { "severity": { "data": { "id": "1", "type": "severity", "attributes": { "rating": "high" } } }, "weakness": { "data": { "id": "60", "type": "weakness", "attributes": { "name": "XSS", "external_id": "cwe-79" } } }, "structured_scope": { "data": { "id": "5", "type": "structured-scope", "attributes": { "asset_type": "URL", "asset_identifier": "app.example.org" } } } } },
          { "id": "13", "type": "report", "attributes": { "title": "No header", "state": "informative", "vulnerability_information": "x" }, "relationships": {} } ], "links": {} }
        """;

    [Fact]
    public void A_report_has_its_severity_asset_and_weakness_and_a_closed_one_is_suppressed() =>
        Assert.Equal(["cwe-79 HIGH Web @ app.example.org; CWE-79", "report-13 MEDIUM Web @ report:13; (informative at HackerOne)"], Brief.Of(Report.Fact(Many)));

    [Fact]
    public void One_report_alone_is_read() =>
        Assert.Equal("report-1 INFO Web @ report:1", Assert.Single(Brief.Of(Report.Fact("""{ "data": { "id": "1", "type": "report", "attributes": { "title": "Look", "state": "new", "vulnerability_information": "x" }, "relationships": { "severity": { "data": { "type": "severity", "attributes": { "rating": "none" } } } } } }"""))));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "hackerone");
}
