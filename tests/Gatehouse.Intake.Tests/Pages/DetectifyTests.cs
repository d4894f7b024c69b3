using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: convertFinding and iterateDomainFindings of JupiterOne/graph-detectify.
public sealed class DetectifyTests
{
    private const string Json = """
        { "findings": [
          { "uuid": "u1", "title": "Reflected XSS", "found_at": "https://app.example/q", "url": "https://detectify.example/f/1", "score": [ { "version": "2.0", "score": 4.3, "vector": "AV:N" }, { "version": "3.1", "score": 6.1, "vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N" } ], "definition": { "description": "d", "references": [ { "link": "https://owasp.example/" } ] } },
          { "uuid": "u2", "title": "Fingerprint", "found_at": "app.example", "score": [], "definition": { "description": "d" } } ] }
        """;

    [Fact]
    public void A_finding_has_its_place_and_the_newest_score()
    {
        var fact = Report.Fact(Json);
        Assert.Equal(["Reflected XSS MEDIUM Web @ https://app.example/q", "Fingerprint INFO Web @ app.example"], Brief.Of(fact));
        Assert.Equal((6.1, Completeness.Complete), (Report.Findings(fact)[0].Vulnerability!.Cvss, fact.Completeness));
    }

    [Fact]
    public void A_page_of_several_is_partial() => Assert.Equal(Completeness.Partial, Report.Fact(Json.Replace("{ \"findings\"", "{ \"nextMarker\": \"m\", \"findings\"", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Json, "detectify");
}
