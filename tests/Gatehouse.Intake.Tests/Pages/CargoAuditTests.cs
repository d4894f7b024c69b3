using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CargoAuditTests
{
    private const string Many = """
        { "database": { "advisory-count": 9 }, "lockfile": { "dependency-count": 41 }, "settings": {},
          "vulnerabilities": { "found": true, "count": 1, "list": [ { "advisory": { "id": "RUSTSEC-2021-0020", "package": "hyper", "title": "Request smuggling", "aliases": [ "CVE-2021-21299" ], "cvss": null, "url": "https://rustsec.example/x" },
            "versions": { "patched": [ ">=0.14.3" ], "unaffected": [] }, "package": { "name": "hyper", "version": "0.13.9" } } ] }, "warnings": { "yanked": [ { "kind": "yanked", "package": { "name": "a", "version": "1.0.0" } } ] } }
        """;

    [Fact]
    public void A_vulnerability_names_the_crate_and_what_mends_it()
    {
        var finding = Assert.Single(Report.Findings(Many));
        Assert.Equal(("RUSTSEC-2021-0020", Severity.High, "pkg:cargo/hyper@0.13.9"), (finding.RuleId, finding.Severity, finding.Component!.Purl!.ToString()));
        Assert.Equal(["CVE-2021-21299"], finding.Aliases);
        Assert.Equal([">=0.14.3"], finding.Vulnerability!.FixedVersions);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "cargo-audit");
}
