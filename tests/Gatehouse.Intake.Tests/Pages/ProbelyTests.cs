using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: testable_api_responses.py and _schemas.py of Probely/probely-python.
public sealed class ProbelyTests
{
    private const string Json = """
        { "count": 2, "page_total": 1, "page": 1, "length": 50, "results": [
          { "id": 4, "target": { "id": "t", "name": "Shop", "site": { "id": "s", "url": "https://app.example" } }, "scans": [ "x" ], "fix": "Bind it.", "requests": [ { "request": "hidden-request", "response": "" } ], "evidence": "hidden-request",
            "definition": { "id": "d1", "name": "SQL Injection", "desc": "d" }, "url": "https://app.example/item", "path": "https://app.example/item", "method": "get", "insertion_point": "parameter", "parameter": "id", "state": "notfixed", "severity": 30, "cvss_score": 9.1, "cvss_vector": "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N" },
          { "id": 5, "target": { "id": "t", "site": { "url": "https://app.example" } }, "definition": { "id": "d2", "name": "Unencrypted communications" }, "url": "http://app.example/", "method": "get", "insertion_point": "", "parameter": "", "state": "accepted", "severity": 20 } ] }
        """;

    [Fact]
    public void A_finding_has_its_address_severity_and_state()
    {
        var fact = Report.Fact(Json);
        var findings = Report.Findings(fact);
        Assert.Equal(["d1 HIGH Web @ https://app.example/item id", "d2 MEDIUM Web @ http://app.example/; (accepted in Probely)"], Brief.Of(fact));
        Assert.Equal(("SQL Injection", "Bind it.", 9.1, Completeness.Complete), (findings[0].Title, findings[0].Remedy, findings[0].Vulnerability!.Cvss, fact.Completeness));
        Assert.DoesNotContain("hidden-request", findings[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_results_alone_are_read_too() => Assert.Equal(2, Report.Findings(Json[Json.IndexOf('[', StringComparison.Ordinal)..(Json.LastIndexOf(']') + 1)]).Length);

    [Fact]
    public void A_page_of_several_is_partial() => Assert.Equal(Completeness.Partial, Report.Fact(Json.Replace("\"page_total\": 1", "\"page_total\": 2", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Json, "probely");
}
