using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

/// <summary>The proof of each criterion holds for the criterion as it is, and names one that is broken.</summary>
public class CriterionProofTests
{
    private static readonly string[] OnlyAsked = ["build.sbom", "release.sbom"];

    private static IReadOnlyList<ControlCheck> Failed(IEnumerable<ICriterion> criteria, IReadOnlyList<ICriterionProof>? proofs = null) =>
        [.. CriterionChecks.Run(PolicyDocument.Default, World.Now, [.. criteria], proofs ?? PolicyCatalog.CriterionProofs).Where(check => check.Outcome == CheckOutcome.Failed)];

    [Fact]
    public void Every_criterion_holds_against_its_cases()
    {
        var checks = CriterionChecks.Run(PolicyDocument.Default, World.Now);
        Assert.All(checks, check => Assert.True(check.Outcome == CheckOutcome.Held, check.ToString()));
        Assert.Equal(PolicyCatalog.Criteria.Select(criterion => criterion.Id).Order(), checks.Select(check => check.Control).Distinct().Order());
    }

    [Fact]
    public void A_criterion_that_can_fail_has_a_case_that_it_fails() =>
        Assert.Equal(OnlyAsked, PolicyCatalog.CriterionProofs.Where(proof => proof.Failure != Outcome.Fail).Select(proof => proof.Criterion).Order());

    [Fact]
    public void One_that_lets_everything_pass_is_named()
    {
        var failed = Failed(PolicyCatalog.Criteria.Select(criterion => criterion.Id == "code.secrets" ? new Lax(criterion) : criterion));
        Assert.All(failed, check => Assert.Equal("code.secrets", check.Control));
        Assert.Contains(failed, check => check.Case == "what is bad fails" && check.Detail!.StartsWith("Fail was expected, and it was Pass", StringComparison.Ordinal));
        Assert.Contains(failed, check => check.Case == "without its fact it is undecided");
    }

    [Fact]
    public void One_without_a_case_has_failed() =>
        Assert.Contains(Failed(PolicyCatalog.Criteria, [.. PolicyCatalog.CriterionProofs.Where(proof => proof.Criterion != "plan.threats")]), check => check.Control == "plan.threats" && check.Detail!.StartsWith("it carries no case", StringComparison.Ordinal));

    [Fact]
    public void One_that_the_policy_has_no_use_for_is_off()
    {
        var policy = PolicyDocument.Default with { Stages = PolicyDocument.Default.Stages.SetItem(Stage.Code, new StagePolicy { Without = ["code.review"] }) };
        var check = Assert.Single(CriterionChecks.Run(policy, World.Now), check => check.Control == "code.review");
        Assert.Equal(CheckOutcome.Off, check.Outcome);
    }

    [Fact]
    public void What_Gatehouse_proves_of_itself_turns_no_gate_on_and_is_no_security_test()
    {
        var world = new World().Fact(FactKind.TestRun, new TestRunPredicate { Suite = TestRunPredicate.Drill, Passed = 3 });
        Assert.DoesNotContain(world.Judge().Verdicts, verdict => verdict.Stage == Stage.Test);
        Assert.Equal(Outcome.Undecided, world.Judge("test.security-tests").Outcome);
        world.Policy = world.Policy with { SecuritySuites = [TestRunPredicate.Drill] };
        Assert.Equal(Outcome.Pass, world.Judge("test.security-tests").Outcome);
    }

    private sealed class Lax(ICriterion criterion) : ICriterion
    {
        public string Id => criterion.Id;

        public Stage Stage => criterion.Stage;

        public string Question => criterion.Question;

        public IReadOnlyList<FactKind> Wants => criterion.Wants;

        public string OwedBy => criterion.OwedBy;

        public CriterionResult Judge(CriterionInput input) => input.Result(Outcome.Pass, "all is well");
    }
}
