using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class ApprovalTable
{
    internal static readonly TruthTable Table = new("release.approval")
    {
        { "no fact", Outcome.Undecided, "no approval of the commit is there", world => { } },
        { "stale fact", Outcome.Undecided, "is stale", world => world.Fact(FactKind.Approval, Approval(), hours: 31 * 24) },
        { "approved", Outcome.Pass, "approved by bob: CHG-7", world => world.Fact(FactKind.Approval, Approval()) },
        { "approved for another stage", Outcome.Undecided, "no approval", world => world.Fact(FactKind.Approval, Approval(stage: Stage.Deploy)) },
        { "approved by the author", Outcome.Fail, "only the author", world => world.Fact(FactKind.Approval, Approval("ANN@example.org")) },
        { "approved by the author and another", Outcome.Pass, "approved by bob", world => world.Fact(FactKind.Approval, Approval("ann@example.org")).Fact(FactKind.Approval, Approval()) },
        { "approved until today", Outcome.Pass, "approved by bob", world => world.Fact(FactKind.Approval, Approval(days: 0)) },
        { "approved until yesterday", Outcome.Undecided, "the approval expired", world => world.Fact(FactKind.Approval, Approval(days: -1)) },
        { "approved, and nobody knows the author", Outcome.Pass, "the author is not known here", world => { world.Fact(FactKind.Approval, Approval()); world.Context = world.Context with { Authors = [] }; } },
        { "unsigned in CI", Outcome.Undecided, "unsigned and from another job", world => world.Ci().Fact(FactKind.Approval, Approval(), trust: Trust.Unsigned) },
        { "by a stranger in CI", Outcome.Undecided, "does not name", world => world.Ci().Fact(FactKind.Approval, Approval(), trust: Trust.Stranger) },
        { "committed in the tree", Outcome.Undecided, "committed in the tree", world => world.Fact(FactKind.Approval, Approval(), trust: Trust.CommittedInTree) },
        { "incomplete", Outcome.Undecided, "is incomplete", world => world.Fact(FactKind.Approval, Approval(), completeness: Completeness.Partial) },
        { "waived", Outcome.Pass, "W-1", world => world.Waive("release.approval") },
        { "revoked", Outcome.Undecided, "the approval of bob was taken back by carl: found a flaw", world => Revoked(world.Fact(FactKind.Approval, Approval())) },
        { "revoked by the approver", Outcome.Undecided, "taken back by bob", world => Revoked(world.Fact(FactKind.Approval, Approval()), by: "bob") },
        { "revoked unsigned in CI", Outcome.Undecided, "need not believe to be stricter", world => Revoked(world.Ci().Fact(FactKind.Approval, Approval()), Trust.Unsigned) },
        { "revoked by a stranger in CI", Outcome.Undecided, "approve again if it is wrong", world => Revoked(world.Ci().Fact(FactKind.Approval, Approval()), Trust.Stranger) },
        { "revoked in the tree", Outcome.Undecided, "taken back", world => Revoked(world.Fact(FactKind.Approval, Approval()), Trust.CommittedInTree) },
        { "revoked, and approved again after", Outcome.Pass, "approved by bob", world => Revoked(world.Fact(FactKind.Approval, Approval(), hours: 3)).Fact(FactKind.Approval, Approval(), hours: 1) },
        { "approved twice, the second revoked", Outcome.Undecided, "taken back by carl", world => Revoked(world.Fact(FactKind.Approval, Approval(), hours: 3).Fact(FactKind.Approval, Approval(), hours: 2)) },
        { "approved twice as by two producers, the second revoked", Outcome.Undecided, "taken back by carl", world => Revoked(world.Fact(FactKind.Approval, Approval(), hours: 3, producer: "host").Fact(FactKind.Approval, Approval("BOB"), hours: 2)) },
        { "revoked, and approved by another", Outcome.Pass, "approved by dora", world => Revoked(world.Fact(FactKind.Approval, Approval("dora")).Fact(FactKind.Approval, Approval())) },
        { "something else revoked", Outcome.Pass, "approved by bob", world => world.Fact(FactKind.Approval, Approval()).Fact(FactKind.Revocation, new RevocationPredicate(new string('f', 64), "carl", "no")) },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    // Takes back the newest fact.
    private static World Revoked(World world, Trust trust = Trust.SameJob, string by = "carl") => world.Fact(FactKind.Revocation, new RevocationPredicate(world.Facts[^1].Id, by, "found a flaw"), trust: trust);

    private static ApprovalPredicate Approval(string approver = "bob", Stage stage = Stage.Release, int? days = null) => new(approver, stage, "CHG-7", days is { } left ? DateOnly.FromDateTime(Now.UtcDateTime).AddDays(left) : null);
}
