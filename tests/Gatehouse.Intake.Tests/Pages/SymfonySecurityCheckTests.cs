using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SymfonySecurityCheckTests
{
    private const string Many = """
        { "symfony/cache": { "version": "v3.4.16", "time": "2018-10-01", "advisories": [ { "title": "CVE-2026-1: destructors", "link": "https://symfony.example/cve-2026-1", "cve": "CVE-2026-1" } ] },
          "twig/twig": { "version": "v2.5.0", "advisories": [ { "title": "Disclosure", "link": "https://symfony.example/blog/twig-disclosure", "cve": "" } ] } }
        """;

    [Fact]
    public void An_advisory_names_its_package_and_is_high_as_none_is_stated() =>
        Assert.Equal(
            [("CVE-2026-1", Severity.High, "pkg:composer/symfony/cache@v3.4.16"), ("twig-disclosure", Severity.High, "pkg:composer/twig/twig@v2.5.0")],
            Report.Findings(Many).Select(finding => (finding.RuleId, finding.Severity, finding.Component!.Purl!.ToString())));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    public void Nothing_at_all_is_a_clean_scan_where_the_importer_is_named(string report) =>
        Assert.Empty(Report.Findings(Report.Fact(report, "php-symfony-security-check")));

    [Fact]
    public void An_empty_map_is_nobodys_by_itself() => Assert.Contains("holds nothing by which to tell whose", Report.Problem("{}"), StringComparison.Ordinal);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "php-symfony-security-check");
}
