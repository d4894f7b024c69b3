using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class ProvenanceTable
{
    internal static readonly TruthTable Table = new("release.provenance")
    {
        { "no fact", Outcome.Undecided, "no provenance of the commit is there", world => { } },
        { "stale fact", Outcome.Undecided, "is stale", world => world.Fact(FactKind.Provenance, Built(), hours: 366 * 24) },
        { "good", Outcome.Pass, "built by https://builder.example", world => world.Fact(FactKind.Provenance, Built(new string('A', 40))) },
        { "built from another commit", Outcome.Fail, "built from commit bbbbbbbbbbbb", world => world.Fact(FactKind.Provenance, Built(new string('b', 40))) },
        { "one of two is from another commit", Outcome.Fail, "built from commit", world => world.Fact(FactKind.Provenance, Built(new string('a', 40))).Fact(FactKind.Provenance, Built(new string('b', 40), "https://other.example")) },
        { "incomplete", Outcome.Undecided, "is incomplete", world => world.Fact(FactKind.Provenance, Built(), completeness: Completeness.Partial) },
        { "tampered", Outcome.Undecided, "changed after it was made", world => world.Fact(FactKind.Provenance, Built(), trust: Trust.Tampered) },
        { "waived", Outcome.Pass, "W-1", world => world.Waive("release.provenance") },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    private static ProvenancePredicate Built(string? commit = null, string builder = "https://builder.example") => new() { BuilderId = builder, SourceCommit = commit };
}
