using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class BuildSbomTable
{
    internal static readonly TruthTable Table = new("build.sbom")
    {
        { "no fact, and nobody could make it", Outcome.NotJudged, "nobody brought one", world => { } },
        { "no fact, and an engine could make it", Outcome.Undecided, "no sbom", world => world.Engine(FactKind.Sbom) },
        { "stale fact", Outcome.Undecided, "is stale: 31 days old, at most 30 days", world => world.Fact(FactKind.Sbom, Sbom(), hours: 31 * 24) },
        { "good", Outcome.Pass, "2 components listed by tool", world => world.Fact(FactKind.Sbom, Sbom()) },
        { "no dependency", Outcome.NotApplicable, "names no component", world => world.Fact(FactKind.Sbom, Sbom(0)) },
        { "incomplete", Outcome.Undecided, "is incomplete: go.sum", world => world.Fact(FactKind.Sbom, Sbom(), unread: ["go.sum"]) },
        { "no dependency, says one that is incomplete", Outcome.Undecided, "is incomplete", world => world.Fact(FactKind.Sbom, Sbom(0), completeness: Completeness.Partial) },
        { "unsigned in CI", Outcome.Undecided, "unsigned", world => world.Ci().Fact(FactKind.Sbom, Sbom(), trust: Trust.LocalUnsigned) },
        { "waived", Outcome.Pass, "W-1", world => world.Engine(FactKind.Sbom).Waive("build.sbom") },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    private static SbomPredicate Sbom(int components = 2) => new() { Format = "CycloneDX 1.6", Components = [.. Enumerable.Range(0, components).Select(i => new Component("part-" + i, "1"))] };
}
