using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class ReviewTable
{
    internal static readonly TruthTable Table = new("code.review")
    {
        { "on a developer's machine", Outcome.NotApplicable, "no change request and no production branch in CI", world => { } },
        { "a push to a feature branch in CI", Outcome.NotApplicable, "no change request", world => world.Ci() },
        { "no fact on a change request", Outcome.Undecided, "no review of the commit is there", world => world.ChangeRequest() },
        { "no fact on production in CI", Outcome.Undecided, "no review of the commit is there", world => world.Ci().On("main") },
        { "stale fact", Outcome.Undecided, "is stale: 100 days old, at most 90 days", world => world.ChangeRequest().Fact(FactKind.Review, Review("bob@example.org"), hours: 2400) },
        { "approved by another", Outcome.Pass, "approved by bob@example.org", world => world.ChangeRequest().Fact(FactKind.Review, Review("bob@example.org")) },
        { "approved by the author", Outcome.Fail, "only the author reviewed", world => world.ChangeRequest().Fact(FactKind.Review, Review("Ann@Example.org")) },
        { "approved by the author with his name before the address", Outcome.Fail, "only the author reviewed", world => world.ChangeRequest().Fact(FactKind.Review, Review("Ann <ann@example.org>")) },
        { "approved by the author, whose fact names another author", Outcome.Fail, "only the author reviewed", world => world.ChangeRequest().Fact(FactKind.Review, new ReviewPredicate("ann@example.org", "bob@example.org", true)) },
        { "approved by the account behind the author's no-reply address", Outcome.Fail, "only the author reviewed", world => { world.ChangeRequest().Fact(FactKind.Review, new ReviewPredicate("@ann", "", true)); world.Context = world.Context with { Authors = ["12+ann@users.noreply.github.com"] }; } },
        { "approved, and nobody knows the author", Outcome.Undecided, "nobody says who the author is", world => { world.ChangeRequest().Fact(FactKind.Review, new ReviewPredicate("bob", "", true)); world.Context = world.Context with { Authors = [] }; } },
        { "one approves, one asks for changes", Outcome.Fail, "eve asks for changes", world => world.ChangeRequest().Fact(FactKind.Review, Review("bob")).Fact(FactKind.Review, Review("eve", isApproval: false)) },
        { "the author asks for changes, another approves", Outcome.Pass, "approved by bob", world => world.ChangeRequest().Fact(FactKind.Review, Review("bob")).Fact(FactKind.Review, Review("ann@example.org", isApproval: false)) },
        { "asked for changes first, then approved", Outcome.Pass, "approved by bob", world => world.ChangeRequest().Fact(FactKind.Review, Review("bob", isApproval: false), hours: 5).Fact(FactKind.Review, Review("bob")) },
        { "approved first, then asked for changes", Outcome.Fail, "bob asks for changes", world => world.ChangeRequest().Fact(FactKind.Review, Review("bob"), hours: 5).Fact(FactKind.Review, Review("bob", isApproval: false)) },
        { "a review of another commit", Outcome.Undecided, "no review", world => world.ChangeRequest().Fact(FactKind.Review, Review("bob"), subject: OtherCommit) },
        { "unsigned, from another job", Outcome.Undecided, "unsigned and from another job", world => world.ChangeRequest().Fact(FactKind.Review, Review("bob"), trust: Trust.Unsigned) },
        { "committed in the tree", Outcome.Undecided, "committed in the tree", world => world.ChangeRequest().Fact(FactKind.Review, Review("bob"), trust: Trust.CommittedInTree) },
        { "incomplete", Outcome.Undecided, "is incomplete", world => world.ChangeRequest().Fact(FactKind.Review, Review("bob"), completeness: Completeness.Partial) },
        { "waived", Outcome.Pass, "W-1", world => world.ChangeRequest().Waive("code.review") },
        { "the change weakens the policy, and nobody reviewed it yet", Outcome.Warn, "master is no production branch any more", world => world.Context = world.Context with { Weakenings = [Weakened()] } },
        { "the change weakens the policy, and another approved it", Outcome.Pass, "approved by bob@example.org; the change weakens the policy in 1 place", world => Weakens(world).Fact(FactKind.Review, Review("bob@example.org")) },
        { "a weakening approved by an account, and nobody knows the author's", Outcome.Undecided, "nobody can tell whether bob is the author (ann@example.org)", world => Weakens(world).Fact(FactKind.Review, Review("bob")) },
        { "a weakening approved by an account, of an author whose account is known", Outcome.Pass, "approved by bob", world => Weakens(world).Fact(FactKind.Review, new ReviewPredicate("bob", "@ann", true)) },
        { "a weakening approved by an owner of the file", Outcome.Pass, "approved by bob@example.org", world => Weakens(world, "bob@example.org").Fact(FactKind.Review, Review("bob@example.org")) },
        { "a weakening approved by someone who owns nothing", Outcome.Undecided, "eve@example.org approved, and gatehouse.yaml belongs to bob@example.org", world => Weakens(world, "bob@example.org").Fact(FactKind.Review, Review("eve@example.org")) },
        { "a weakening approved by one who owns nothing and one who does", Outcome.Pass, "approved by bob@example.org, eve@example.org", world => Weakens(world, "bob@example.org").Fact(FactKind.Review, Review("eve@example.org")).Fact(FactKind.Review, Review("bob@example.org")) },
        { "a weakening whose owner is its author", Outcome.Undecided, "gatehouse.yaml belongs to ann@example.org", world => Weakens(world, "ann@example.org").Fact(FactKind.Review, Review("eve@example.org")) },
        { "a weakening owned by a team, and nobody says who is in it", Outcome.Undecided, "nobody can tell whether bob@example.org is in @acme/security, which owns gatehouse.yaml", world => Weakens(world, "@acme/security").Fact(FactKind.Review, Review("bob@example.org")) },
        { "a weakening approved by a member of the team that owns it", Outcome.Pass, "approved by bob@example.org", world => Weakens(world, "@acme/security").Fact(FactKind.Review, Review("bob@example.org") with { Teams = ["@Acme/Security"] }) },
        { "a weakening approved by a member of another team", Outcome.Undecided, "gatehouse.yaml belongs to @acme/security", world => Weakens(world, "@acme/security").Fact(FactKind.Review, Review("bob@example.org") with { Teams = ["@acme/app"] }) },
        { "a review by someone who owns nothing, of a change that weakens nothing", Outcome.Pass, "approved by eve", world => world.ChangeRequest().Fact(FactKind.Review, Review("eve")) },
        { "the change weakens the policy, and only its author approved it", Outcome.Fail, "the change weakens the policy", world => { world.ChangeRequest().Fact(FactKind.Review, Review("ann@example.org")); world.Context = world.Context with { Weakenings = [Weakened()] }; } },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    private static ReviewPredicate Review(string reviewer, bool isApproval = true) => new(reviewer, "ann@example.org", isApproval);

    private static World Weakens(World world, params string[] owners)
    {
        world.ChangeRequest();
        world.Context = world.Context with { Weakenings = [Weakened() with { Owners = [.. owners] }] };
        return world;
    }

    private static Finding Weakened() => Weakening.Between(PolicyDocument.Default, PolicyDocument.Default with { ProductionBranches = ["main"] }, "gatehouse.yaml").Single();
}
