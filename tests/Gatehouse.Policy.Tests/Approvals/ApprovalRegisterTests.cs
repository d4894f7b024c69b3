using Gatehouse.Model;

namespace Gatehouse.Policy.Tests.Approvals;

/// <summary>What becomes of a request, an approval and a waiver.</summary>
public sealed class ApprovalRegisterTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(World.Now.UtcDateTime);

    public static TheoryData<string, ApprovalState, string> Requests => new()
    {
        { "alone", ApprovalState.Requested, "" },
        { "approved", ApprovalState.Granted, "by bob" },
        { "approved by who asked", ApprovalState.Requested, "" },
        { "approved by who asked, written otherwise", ApprovalState.Requested, "" },
        { "granted", ApprovalState.Granted, "by bob" },
        { "refused", ApprovalState.Refused, "by carl: not yet" },
        { "approved and refused", ApprovalState.Refused, "by carl: not yet" },
        { "approved, and that revoked", ApprovalState.Requested, "" },
        { "approved in CI by a stranger", ApprovalState.Requested, "" },
        { "withdrawn", ApprovalState.Withdrawn, "taken back by ann: no more" },
        { "its day gone", ApprovalState.Expired, "nobody answered in time" },
        { "of a stranger in CI", ApprovalState.NotBelieved, "does not name" },
    };

    [Theory, MemberData(nameof(Requests))]
    public void A_request_is_in_the_state_that_its_answers_give(string row, ApprovalState state, string why)
    {
        var world = new World();
        if (row.Contains("CI", StringComparison.Ordinal))
            world.Ci();
        world.Fact(FactKind.Request, new RequestPredicate("ann@example.org", "we ship", row == "its day gone" ? Today.AddDays(-1) : Today) { Stage = Stage.Release }, trust: row == "of a stranger in CI" ? Trust.Stranger : Trust.SameJob);
        var id = world.Facts[0].Id;
        if (row.StartsWith("approved", StringComparison.Ordinal))
        {
            var approver = row switch { "approved by who asked" => "ann@example.org", "approved by who asked, written otherwise" => "Ann <ANN@example.org>", _ => "bob" };
            world.Fact(FactKind.Approval, new ApprovalPredicate(approver, Stage.Release, "fine", null) { Request = id }, trust: row.EndsWith("stranger", StringComparison.Ordinal) ? Trust.Stranger : Trust.SameJob);
        }

        if (row == "granted")
            world.Fact(FactKind.Decision, new DecisionPredicate(id, "bob", true, "fine"));
        if (row.EndsWith("refused", StringComparison.Ordinal))
            world.Fact(FactKind.Decision, new DecisionPredicate(id, "carl", false, "not yet"));
        if (row == "approved, and that revoked")
            world.Fact(FactKind.Revocation, new RevocationPredicate(world.Facts[^1].Id, "bob", "a flaw"));
        if (row == "withdrawn")
            world.Fact(FactKind.Revocation, new RevocationPredicate(id, "ann", "no more"));
        var entry = Register(world).Single(entry => entry.Kind == ApprovalKind.ApprovalRequest);
        Assert.Equal(state, entry.State);
        Assert.Contains(why, entry.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, ApprovalState.InForce)]
    [InlineData(60, ApprovalState.InForce)]
    [InlineData(13, ApprovalState.Expiring)]
    [InlineData(0, ApprovalState.Expiring)]
    [InlineData(-1, ApprovalState.Expired)]
    public void An_approval_expires_and_says_so_before(int? days, ApprovalState state)
    {
        var world = new World().Fact(FactKind.Approval, new ApprovalPredicate("bob", Stage.Release, "fine", days is { } left ? Today.AddDays(left) : null));
        var entry = Assert.Single(Register(world));
        Assert.Equal((state, days), (entry.State, entry.DaysLeft));
    }

    [Fact]
    public void An_approval_is_used_by_the_verdicts_that_cite_it_and_unused_where_a_later_one_does_not()
    {
        var world = new World().Fact(FactKind.Approval, new ApprovalPredicate("bob", Stage.Release, "fine", null), hours: 5);
        Assert.False(Assert.Single(Register(world)).IsUnused);
        Verdict(world, new CriterionResult { Criterion = "release.approval", Outcome = Outcome.Pass, Reason = "", Facts = [] });
        Assert.True(Register(world)[0].IsUnused);
        Verdict(world, new CriterionResult { Criterion = "release.approval", Outcome = Outcome.Pass, Reason = "", Facts = [world.Facts[0].Id] });
        Assert.False(Register(world)[0].IsUnused);
        Assert.Equal([world.Facts[2].Id], Register(world)[0].Verdicts);
    }

    [Fact]
    public void A_waiver_is_used_where_a_verdict_names_it_and_unused_only_where_one_could_have()
    {
        var world = new World().Waive("code.secrets").Waive("code.secrets", id: "W-2");
        Assert.All(Register(world), entry => Assert.False(entry.IsUnused));
        Verdict(world, new CriterionResult { Criterion = "code.secrets", Outcome = Outcome.NotJudged, Reason = "" });
        Assert.All(Register(world), entry => Assert.False(entry.IsUnused));
        Verdict(world, new CriterionResult { Criterion = "code.secrets", Outcome = Outcome.Pass, Reason = "no credential; waived until 2026-07-15 by olga (W-2: we know)" });
        Assert.Equal([true, false], Register(world).Select(entry => entry.IsUnused));
    }

    [Fact]
    public void Facts_in_any_order_give_the_same_register()
    {
        var world = new World().Waive("code.secrets").Fact(FactKind.Request, new RequestPredicate("ann", "we ship", null) { Stage = Stage.Release }).Fact(FactKind.Approval, new ApprovalPredicate("bob", Stage.Release, "fine", null)).Fact(FactKind.Review, new ReviewPredicate("bob", "ann", true));
        var once = Register(world).Select(entry => entry.Id).ToList();
        world.Facts.Reverse();
        Assert.Equal(once, Register(world).Select(entry => entry.Id));
    }

    private static void Verdict(World world, CriterionResult result) => world.Fact(FactKind.Verdict, new VerdictPredicate(new GateVerdict
    {
        Stage = result.Criterion.StartsWith("code", StringComparison.Ordinal) ? Stage.Code : Stage.Release,
        Mode = GateMode.Enforce,
        Outcome = result.Outcome,
        Criteria = [result],
        PolicyDigest = "0",
        PolicySource = "default",
        Subject = World.Commit,
        Time = World.Now,
    }));

    private static System.Collections.Immutable.ImmutableArray<ApprovalEntry> Register(World world) => ApprovalRegister.Of(world.Facts, world.Policy, world.Context, soon: 14);
}
