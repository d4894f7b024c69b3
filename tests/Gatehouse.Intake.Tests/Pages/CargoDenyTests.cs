using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CargoDenyTests
{
    // Shape: src/diag/grapher.rs and the codes of src/*/diags.rs of EmbarkStudios/cargo-deny.
    private const string Many = """
        {"type":"diagnostic","fields":{"code":"vulnerability","severity":"error","message":"it overflows","labels":[{"message":"here","span":"x","line":4,"column":1}],"graphs":[{"Krate":{"name":"smallbuf","version":"0.3.1"},"parents":[]}],"advisory":{"id":"RUSTSEC-2026-0001","package":"smallbuf","title":"Overflow","aliases":["CVE-2026-0005"],"related":[],"url":"https://example.org/a"}}}
        {"type":"diagnostic","fields":{"code":"advisory-ignored","severity":"note","message":"ignored","graphs":[{"Krate":{"name":"old","version":"1.0.0"}}],"advisory":{"id":"RUSTSEC-2026-0002","package":"old","title":"Old","aliases":[]}}}
        {"type":"diagnostic","fields":{"code":"rejected","severity":"error","message":"failed to satisfy license requirements","graphs":[{"Krate":{"name":"gpl","version":"2.0.0"}}]}}
        {"type":"diagnostic","fields":{"code":"banned","severity":"error","message":"crate 'ssl = 0.9.0' is explicitly banned","graphs":[{"Krate":{"name":"ssl","version":"0.9.0"}}]}}
        {"type":"diagnostic","fields":{"code":"license-not-encountered","severity":"warning","message":"not encountered"}}
        {"type":"summary","fields":{"advisories":{"errors":1,"warnings":0,"notes":1,"helps":0}}}
        """;

    [Fact]
    public void Advisories_licences_and_bans_are_facts_of_their_own()
    {
        var facts = Report.Facts(Many);
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "RUSTSEC-2026-0001 HIGH Vulnerability @ Cargo.lock; CVE-2026-0005; pkg:cargo/smallbuf@0.3.1",
                "RUSTSEC-2026-0002 MEDIUM Vulnerability @ Cargo.lock; pkg:cargo/old@1.0.0; (ignored by deny.toml)",
                "banned MEDIUM Artifact @ Cargo.lock; pkg:cargo/ssl@0.9.0",
                "rejected HIGH License @ Cargo.lock; pkg:cargo/gpl@2.0.0",
            ],
            facts.SelectMany(Brief.Of).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"type":"summary","fields":{"advisories":{"errors":0,"warnings":0,"notes":0,"helps":0}}}""", Completeness.Complete)]
    [InlineData("""{"type":"log","fields":{"timestamp":"2026-01-01T00:00:00Z","level":"ERROR","message":"failed to fetch advisory database"}}""", Completeness.Partial)]
    public void A_run_without_findings_says_how_it_went(string report, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((FactKind.VulnerabilityScan, completeness), (fact.Kind, fact.Completeness));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "cargo-deny");
}
