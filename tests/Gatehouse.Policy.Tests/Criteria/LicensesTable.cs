using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class LicensesTable
{
    internal static readonly TruthTable Table = new("build.licenses")
    {
        { "nothing denied, no fact", Outcome.NotApplicable, "the policy denies no licence", world => { } },
        { "no fact, and the policy denies a licence", Outcome.Undecided, "no license-scan or sbom", world => Deny(world, "GPL-3.0-only") },
        { "stale fact", Outcome.Undecided, "the sbom of tool is stale", world => { Deny(world, "GPL-3.0-only"); world.Fact(FactKind.Sbom, Sbom(["MIT"]), hours: 31 * 24); } },
        { "no denied licence", Outcome.Pass, "no denied licence", world => { Deny(world, "GPL-3.0-only"); world.Fact(FactKind.Sbom, Sbom(["MIT"])); } },
        { "a denied licence", Outcome.Fail, "1 component with a denied licence, first part-1", world => { Deny(world, "GPL-3.0-only"); world.Fact(FactKind.Sbom, Sbom(["MIT"], ["GPL-3.0-only"])); } },
        { "a denied licence as one choice of two", Outcome.Pass, "no denied licence", world => { Deny(world, "GPL-3.0-only"); world.Fact(FactKind.Sbom, Sbom(["MIT OR GPL-3.0-only"])); } },
        { "a component without a licence", Outcome.Warn, "1 component of unknown licence, first part-1", world => { Deny(world, "GPL-3.0-only"); world.Fact(FactKind.Sbom, Sbom(["MIT"], [])); } },
        { "a scanner calls one CRITICAL", Outcome.Fail, "1 component", world => world.Scan(FactKind.LicenseScan, Finding(FindingKind.License, Severity.Critical)) },
        { "a scanner calls one HIGH, on a feature branch", Outcome.Warn, "blocks on production", world => world.Scan(FactKind.LicenseScan, Finding(FindingKind.License, Severity.High)) },
        { "a scanner calls one HIGH, on production", Outcome.Fail, "1 component", world => world.On("main").Scan(FactKind.LicenseScan, Finding(FindingKind.License, Severity.High)) },
        { "an old finding in new-code", Outcome.Pass, "no denied licence", world => world.Mode(Stage.Build, GateMode.NewCode).Scan(FactKind.LicenseScan, Finding(FindingKind.License, Severity.Critical) with { Baseline = BaselineState.Unchanged }) },
        { "nothing for the scanner, and something that it has no eye for", Outcome.Undecided, "nobody judged Cargo.lock, go.mod and more", world => world.Fact(FactKind.LicenseScan, new ScanPredicate { Applies = false, Leaves = ["Cargo.lock", "go.mod", "pom.xml"] }) },
        { "no component", Outcome.NotApplicable, "no component to have a licence", world => world.Fact(FactKind.LicenseScan, new ScanPredicate { Applies = false }) },
        { "incomplete", Outcome.Undecided, "is incomplete", world => { Deny(world, "GPL-3.0-only"); world.Fact(FactKind.Sbom, Sbom(["MIT"]), completeness: Completeness.Partial); } },
        { "tampered", Outcome.Undecided, "changed after it was made", world => { Deny(world, "GPL-3.0-only"); world.Fact(FactKind.Sbom, Sbom(["MIT"]), trust: Trust.Tampered); } },
        { "waived by package", Outcome.Pass, "W-1", world => { Deny(world, "GPL-3.0-only"); world.Waive("build.licenses", paths: ["pkg:npm/part-0"]).Fact(FactKind.Sbom, Sbom(["GPL-3.0-only"])); } },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    private static SbomPredicate Sbom(params string[][] licenses) => new() { Format = "CycloneDX 1.6", Components = [.. licenses.Select((of, i) => new Component("part-" + i, "1") { Licenses = [.. of], Purl = new PackageUrl("npm", null, "part-" + i, "1") })] };

    private static void Deny(World world, params string[] licenses) => world.Policy = world.Policy with { DeniedLicenses = [.. licenses] };
}
