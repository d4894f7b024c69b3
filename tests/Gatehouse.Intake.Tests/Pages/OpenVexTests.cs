using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class OpenVexTests
{
    private const string Many = """
        { "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://vex.example/1", "author": "Example", "version": 1, "timestamp": "2026-02-01T00:00:00Z", "statements": [
            { "vulnerability": { "name": "CVE-2026-1", "aliases": [ "GHSA-aaaa-bbbb-cccc" ] }, "products": [ { "@id": "pkg:npm/a@1" }, { "@id": "pkg:npm/b@2" } ], "status": "affected", "action_statement": "Update it." },
            { "vulnerability": { "name": "CVE-2026-2" }, "products": [ { "@id": "pkg:npm/a@1" } ], "status": "not_affected", "justification": "vulnerable_code_not_present" } ] }
        """;

    [Fact]
    public void A_statement_is_a_finding_for_each_product()
    {
        var findings = Report.Findings(Many).Where(finding => finding.RuleId == "CVE-2026-1").ToList();
        Assert.Equal(["pkg:npm/a@1", "pkg:npm/b@2"], findings.Select(finding => finding.Component!.Purl!.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal((Severity.Medium, "Update it."), (findings[0].Severity, findings[0].Remedy));
        Assert.Equal(["GHSA-aaaa-bbbb-cccc"], findings[0].Aliases);
    }

    [Fact]
    public void What_is_not_affected_is_suppressed_with_the_justification() =>
        Assert.Equal("not_affected: vulnerable_code_not_present", Report.Findings(Many).Single(finding => finding.RuleId == "CVE-2026-2").Suppression!.Reason);

    [Fact]
    public void A_document_never_passes_for_a_whole_scan() =>
        Assert.Equal(Completeness.Partial, Report.Fact("""{ "@context": "https://openvex.dev/ns/v0.2.0", "author": "a", "statements": [] }""").Completeness);

    [Fact]
    public void Texts_as_version_0_0_1_has_them_are_read_too()
    {
        var finding = Assert.Single(Report.Findings("""{ "@context": "https://openvex.dev/ns", "author": "a", "statements": [ { "vulnerability": "CVE-2026-3", "products": [ "pkg:npm/c@3" ], "status": "fixed" } ] }"""));
        Assert.Equal(("CVE-2026-3", "pkg:npm/c@3", true), (finding.RuleId, finding.Component!.Purl!.ToString(), finding.Suppression is not null));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "openvex");
}
