using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

public sealed class WeakeningTests
{
    private const string Base = """
        version: 1
        production: [main, master]
        exclude: [a]
        gates:
          plan: {high-risk-labels: [x], high-risk-paths: [p]}
          code: {mode: new-code, criteria: [code.flaws, code.review]}
          build: {denied-licenses: [GPL-3.0-only]}
          test: {judge: always, security-suites: [s], web-high-threshold: 1}
          release: {sbom-max-age: 3d}
          deploy: {registries: [r]}
        max-age: {sbom: 7d}
        deadlines: {high: 7d}
        waivers: [{id: W, criteria: [code.flaws], ids: [a], reason: r, owner: o, expires: 2026-12-31}]
        """;

    [Theory]
    [InlineData("mode: new-code", "mode: observe", "policy-mode-lowered", "the code gate's mode is lowered")]
    [InlineData("judge: always", "judge: auto", "policy-gate-turned-off", "the test gate is no longer judged always")]
    [InlineData("judge: always", "judge: never", "policy-gate-turned-off", "the test gate is turned off")]
    [InlineData("code.flaws, code.review]", "code.flaws]", "policy-criterion-dropped", "code.review need no longer be judged")]
    [InlineData("deploy: {", "deploy: {without: [deploy.images], ", "policy-criterion-dropped", "deploy.images need no longer be judged")]
    [InlineData("[main, master]", "[main]", "policy-production-branch-removed", "master is no production branch any more")]
    [InlineData("exclude: [a]", "exclude: [a, b]", "policy-exclusion-added", "b is no longer scanned")]
    [InlineData("{denied-licenses: [GPL-3.0-only]}", "{}", "policy-license-allowed", "the licence GPL-3.0-only is no longer denied")]
    [InlineData("registries: [r]", "registries: [r, q]", "policy-registry-approved", "images may come from q")]
    [InlineData("{registries: [r]}", "{}", "policy-registry-approved", "images may come from any registry")]
    [InlineData("security-suites: [s], ", "", "policy-suite-dropped", "the suite s need no longer run")]
    [InlineData("high-risk-labels: [x]", "high-risk-labels: [y]", "policy-high-risk-removed", "the label x no longer makes a change a high-risk feature")]
    [InlineData(", high-risk-paths: [p]", "", "policy-high-risk-removed", "p is no high-risk path any more")]
    [InlineData("web-high-threshold: 1", "web-high-threshold: 2", "policy-threshold-raised", "more web findings of severity HIGH are let through")]
    [InlineData("sbom: 7d", "sbom: 8d", "policy-max-age-raised", "a sbom may be older: 8 days")]
    [InlineData("sbom-max-age: 3d", "sbom-max-age: 4d", "policy-max-age-raised", "the bill of materials of a release may be older: 4 days")]
    [InlineData("high: 7d", "high: 8d", "policy-deadline-raised", "HIGH may stay open longer: 8 days")]
    [InlineData("waivers: [", "waivers: [{id: V, ids: [b], reason: r, owner: o, expires: 2026-12-31}, ", "policy-waiver-added", "the waiver V is added, prolonged or widened")]
    [InlineData("expires: 2026-12-31", "expires: 2027-01-01", "policy-waiver-added", "the waiver W is added, prolonged or widened")]
    [InlineData("ids: [a]", "ids: [a, b]", "policy-waiver-added", "the waiver W is added, prolonged or widened")]
    [InlineData("criteria: [code.flaws], ids", "criteria: [\"code.*\"], ids", "policy-waiver-added", "the waiver W is added, prolonged or widened")]
    public void Each_way_to_weaken_the_policy_is_a_finding(string from, string to, string rule, string message)
    {
        Assert.Contains(from, Base, StringComparison.Ordinal);
        var finding = Assert.Single(Weakening.Between(ReaderTests.Sound(Base), ReaderTests.Sound(Base.Replace(from, to, StringComparison.Ordinal)), "gatehouse.yaml"));
        Assert.Equal((rule, message), (finding.RuleId, finding.Message));
        Assert.Equal((FindingKind.PolicyWeakening, "gatehouse.yaml"), (finding.Kind, finding.Location!.Path));
    }

    [Theory]
    [InlineData("mode: new-code", "mode: enforce")]
    [InlineData("[main, master]", "[main, master, dev]")]
    [InlineData("exclude: [a]", "exclude: []")]
    [InlineData("expires: 2026-12-31", "expires: 2026-12-30")]
    [InlineData("reason: r", "reason: another word for it")]
    [InlineData("sbom: 7d", "sbom: 1d")]
    [InlineData("web-high-threshold: 1", "web-high-threshold: 0")]
    [InlineData("version: 1", "version: 1 # a comment")]
    [InlineData("id: W,", "id: V,")]
    public void What_tightens_or_changes_nothing_is_none(string from, string to) =>
        Assert.Empty(Weakening.Between(ReaderTests.Sound(Base), ReaderTests.Sound(Base.Replace(from, to, StringComparison.Ordinal)), "gatehouse.yaml"));

    [Fact]
    public void A_key_that_is_trusted_newly_or_for_more_is_a_finding()
    {
        var one = PolicyDocument.Default with { Keys = [new TrustedKey("olga", "1", "", ["review"])] };
        var more = PolicyDocument.Default with { Keys = [new TrustedKey("olga", "1", "", ["review", "approval"])] };
        Assert.Equal(["policy-key-trusted"], Weakening.Between(PolicyDocument.Default, one, "f").Select(finding => finding.RuleId));
        Assert.Equal(["policy-key-trusted"], Weakening.Between(one, more, "f").Select(finding => finding.RuleId));
        Assert.Empty(Weakening.Between(more, one, "f"));
    }
}
