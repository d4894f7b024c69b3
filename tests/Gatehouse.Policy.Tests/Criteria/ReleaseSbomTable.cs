using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class ReleaseSbomTable
{
    internal static readonly TruthTable Table = new("release.sbom")
    {
        { "no fact", Outcome.Undecided, "no sbom of the commit is there", world => { } },
        { "of another artifact", Outcome.Undecided, "no sbom of the commit is there", world => world.Fact(FactKind.Sbom, Sbom(), subject: OtherCommit) },
        { "stale fact, though build would take it", Outcome.Undecided, "is stale: 8 days old, at most 7 days", world => world.Fact(FactKind.Sbom, Sbom(), hours: 8 * 24) },
        { "good", Outcome.Pass, "2 components", world => world.Fact(FactKind.Sbom, Sbom()) },
        { "one stale, one fresh", Outcome.Pass, "2 components listed by other", world => world.Fact(FactKind.Sbom, Sbom(), hours: 8 * 24).Fact(FactKind.Sbom, Sbom(), producer: "other") },
        { "names nothing", Outcome.Undecided, "names no component", world => world.Fact(FactKind.Sbom, Sbom(0)) },
        { "incomplete", Outcome.Undecided, "is incomplete", world => world.Fact(FactKind.Sbom, Sbom(), completeness: Completeness.Partial) },
        { "by a stranger", Outcome.Undecided, "does not name", world => world.Fact(FactKind.Sbom, Sbom(), trust: Trust.Stranger) },
        { "waived", Outcome.Pass, "W-1", world => world.Waive("release.sbom") },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    private static SbomPredicate Sbom(int components = 2) => new() { Format = "CycloneDX 1.6", Components = [.. Enumerable.Range(0, components).Select(i => new Component("part-" + i, "1"))] };
}
