using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: the test data of Rapid7AppSec in demisto/content, and EntityModelVulnerability of Rapid7's interface.
public sealed class Rapid7AppSecTests
{
    private const string Json = """
        { "metadata": { "size": 50, "total_data": 2, "index": 0, "total_pages": 1 }, "links": [], "data": [
          { "id": "v1", "app": { "id": "a" }, "severity": "HIGH", "status": "UNREVIEWED", "vulnerability_score": 7.5, "vector_string": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", "root_cause": { "url": "https://app.example/item", "parameter": "id", "method": "GET" },
            "variances": [ { "id": "x", "module": { "id": "m1" }, "attack": { "id": "SQL01" }, "message": "SQL error was found", "original_exchange": { "request": "hidden-request" } } ] },
          { "id": "v2", "app": { "id": "a" }, "severity": "INFORMATIONAL", "status": "IGNORED", "root_cause": { "url": "https://app.example/" }, "variances": [] } ] }
        """;

    [Fact]
    public void A_vulnerability_has_its_address_and_status()
    {
        var fact = Report.Fact(Json);
        Assert.Equal(["m1 HIGH Web @ https://app.example/item id", "v2 INFO Web @ https://app.example/; (IGNORED in InsightAppSec)"], Brief.Of(fact));
        Assert.Equal((FactKind.WebScan, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.DoesNotContain("hidden-request", Report.Findings(fact)[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_several_is_partial() => Assert.Equal(Completeness.Partial, Report.Fact(Json.Replace("\"total_pages\": 1", "\"total_pages\": 3", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void A_page_without_any_is_clean_where_it_is_named() => Assert.Empty(Report.Findings(Report.Fact("""{ "metadata": { "total_data": 0, "page_token": "t" }, "data": [] }""", "rapid7-appsec")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Json, "rapid7-appsec");
}
