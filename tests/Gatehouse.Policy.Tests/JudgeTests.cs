using CsCheck;
using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

public sealed class JudgeTests
{
    [Fact]
    public void Without_facts_code_and_build_are_judged_and_nothing_else() =>
        Assert.Equal([Stage.Code, Stage.Build], new World().Judge().Verdicts.Select(verdict => verdict.Stage));

    [Theory]
    [InlineData(FactKind.ThreatModel, Stage.Plan)]
    [InlineData(FactKind.WebScan, Stage.Test)]
    [InlineData(FactKind.TestRun, Stage.Test)]
    [InlineData(FactKind.Signature, Stage.Release)]
    [InlineData(FactKind.Provenance, Stage.Release)]
    [InlineData(FactKind.ConfigurationScan, Stage.Deploy)]
    [InlineData(FactKind.Deployment, Stage.Deploy)]
    [InlineData(FactKind.Alerts, Stage.Operate)]
    public void A_fact_turns_its_gate_on_and_what_else_the_gate_wants_is_then_undecided(FactKind kind, Stage stage)
    {
        var verdict = new World().Fact(kind, Any(kind)).Judge().Verdicts.Single(verdict => verdict.Stage == stage);
        Assert.DoesNotContain(verdict.Criteria, result => result.Outcome == Outcome.NotJudged);
    }

    [Fact]
    public void A_bill_of_materials_does_not_make_every_build_a_release() =>
        Assert.DoesNotContain(new World().Fact(FactKind.Sbom, Any(FactKind.Sbom)).Judge().Verdicts, verdict => verdict.Stage == Stage.Release);

    [Fact]
    public void A_threat_model_in_which_nothing_is_written_turns_nothing_on_unless_it_could_not_be_read()
    {
        Assert.DoesNotContain(new World().Fact(FactKind.ThreatModel, new ThreatModelPredicate()).Judge().Verdicts, verdict => verdict.Stage == Stage.Plan);
        Assert.Contains(new World().Fact(FactKind.ThreatModel, new ThreatModelPredicate(), unread: ["threats/a.yaml"]).Judge().Verdicts, verdict => verdict is { Stage: Stage.Plan, Outcome: Outcome.Undecided });
    }

    [Fact]
    public void An_approval_turns_on_the_gate_that_it_is_for()
    {
        var world = new World().Fact(FactKind.Approval, new ApprovalPredicate("bob", Stage.Release, "CHG-7", null));
        Assert.Contains(world.Judge().Verdicts, verdict => verdict.Stage == Stage.Release);
        world = new World().Fact(FactKind.Approval, new ApprovalPredicate("bob", Stage.Deploy, "CHG-7", null));
        Assert.DoesNotContain(world.Judge().Verdicts, verdict => verdict.Stage == Stage.Release);
    }

    [Fact]
    public void A_fact_of_another_subject_turns_nothing_on() =>
        Assert.Equal([Stage.Code, Stage.Build], new World().Fact(FactKind.WebScan, new ScanPredicate(), subject: World.OtherCommit).Judge().Verdicts.Select(verdict => verdict.Stage));

    [Fact]
    public void A_tampered_fact_turns_its_gate_on_and_counts_as_missing()
    {
        var verdict = new World().Fact(FactKind.WebScan, new ScanPredicate(), trust: Trust.Tampered).Judge().Verdicts.Single(verdict => verdict.Stage == Stage.Test);
        Assert.Equal(Outcome.Undecided, verdict.Outcome);
    }

    [Fact]
    public void The_command_names_the_gate_that_is_judged_even_where_the_policy_never_does()
    {
        var world = new World().Stages(Stage.Operate, new StagePolicy { IsOn = false });
        world.Context = world.Context with { Requested = [Stage.Operate] };
        Assert.Equal([Stage.Operate], world.Judge().Verdicts.Select(verdict => verdict.Stage));
    }

    [Fact]
    public void The_policy_turns_gates_on_and_off()
    {
        var world = new World().Stages(Stage.Operate, new StagePolicy { IsOn = true }).Stages(Stage.Build, new StagePolicy { IsOn = false });
        Assert.Equal([Stage.Code, Stage.Operate], world.Judge().Verdicts.Select(verdict => verdict.Stage));
    }

    [Fact]
    public void Naming_one_criterion_leaves_the_others_judged()
    {
        var world = new World().Stages(Stage.Code, new StagePolicy { Criteria = ["code.flaws"] }).Scan(FactKind.SecretsScan, World.Finding(FindingKind.Credential, Severity.Critical));
        var code = world.Judge().Verdicts.Single(verdict => verdict.Stage == Stage.Code);
        Assert.Equal([("code.flaws", Outcome.Undecided), ("code.review", Outcome.NotApplicable), ("code.secrets", Outcome.Fail)], code.Criteria.Select(result => (result.Criterion, result.Outcome)));
    }

    [Fact]
    public void What_is_not_judged_makes_no_verdict_worse_and_a_gate_of_it_alone_is_undecided_where_it_was_asked_for()
    {
        var world = new World().Scan(FactKind.SecretsScan);
        var verdicts = world.Judge().Verdicts;
        Assert.Equal([Outcome.Pass, Outcome.NotJudged], verdicts.Select(verdict => verdict.Outcome));
        Assert.Equal(0, ExitCodes.Of(verdicts));

        world.Context = world.Context with { Requested = [Stage.Build] };
        Assert.Equal(3, ExitCodes.Of(world.Judge().Verdicts));
    }

    [Fact]
    public void The_verdict_says_by_which_policy_about_what_and_when()
    {
        var world = new World();
        world.Context = world.Context with { PolicySource = "gatehouse.yaml at 1a2b3c4", IsTrial = true };
        var verdict = world.Judge().Verdicts[0];
        Assert.Equal((world.Policy.Digest, "gatehouse.yaml at 1a2b3c4", true, World.Commit, World.Now), (verdict.PolicyDigest, verdict.PolicySource, verdict.IsTrial, verdict.Subject, verdict.Time));
    }

    [Fact]
    public void A_result_names_the_facts_that_it_looked_at()
    {
        var world = new World().Scan(FactKind.SecretsScan).Fact(FactKind.SecretsScan, new ScanPredicate(), producer: "other").Scan(FactKind.WebScan);
        Assert.Equal([world.Facts[0].Id, world.Facts[1].Id], world.Judge("code.secrets").Facts);
    }

    [Fact]
    public void Owners_of_the_findings_owe_the_mending()
    {
        var world = new World().Scan(FactKind.SecretsScan, World.Finding(FindingKind.Credential, Severity.Critical) with { Owners = ["@team-b", "@team-a"] });
        Assert.Equal("@team-a, @team-b", world.Judge("code.secrets").OwedBy);
    }

    [Fact]
    public void The_worst_finding_comes_first()
    {
        var world = new World().On("main").Scan(FactKind.CodeScan, World.Finding(FindingKind.Code, Severity.High, "b"), World.Finding(FindingKind.Code, Severity.Critical, "c"), World.Finding(FindingKind.Code, Severity.High, "a"));
        Assert.Equal(["c", "a", "b"], world.Judge("code.flaws").Findings.Select(finding => finding.RuleId));
    }

    [Fact]
    public void Facts_in_any_order_give_the_same_verdicts()
    {
        var world = new World().ChangeRequest("main").Waive("code.*", ids: ["rule-1"]).Waive("build.vulnerabilities", ids: ["rule-9"], id: "W-2");
        foreach (var kind in Enum.GetValues<FactKind>().Where(kind => kind is not (FactKind.Verdict or FactKind.Approval)))
            world.Fact(kind, Any(kind)).Fact(kind, Any(kind), producer: "other", trust: Trust.Stranger).Fact(kind, Any(kind), hours: 9000, producer: "old");
        world.Scan(FactKind.SecretsScan, World.Finding(FindingKind.Credential, Severity.Critical), World.Finding(FindingKind.PossibleSecret, Severity.High, "rule-2"));
        world.Fact(FactKind.CodeScan, new ScanPredicate { Findings = [World.Finding(FindingKind.Code, Severity.Critical, "rule-3")] }, producer: "more");
        var expected = Say(world.Judge());
        Gen.Shuffle(world.Facts.ToArray()).Sample(facts => Say(Judge.Run(world.Policy, world.Context, facts)) == expected, iter: 50);
    }

    private static string Say(Judgement judgement) => string.Join('\n', judgement.Verdicts.SelectMany(verdict => verdict.Criteria.Select(result =>
        $"{verdict.Stage} {verdict.Outcome} {result.Criterion} {result.Outcome} {result.Reason} {string.Join(',', result.Facts)} {string.Join(',', result.Findings.Select(finding => finding.RuleId))} {result.Waiver?.Id} {result.OwedBy}")).Concat(judgement.Warnings));

    private static Predicate Any(FactKind kind) => kind switch
    {
        FactKind.Sbom => new SbomPredicate { Format = "SPDX 2.3", Components = [new Component("a", "1")] },
        FactKind.TestRun => new TestRunPredicate { Suite = "security", Passed = 1 },
        FactKind.ThreatModel => new ThreatModelPredicate { Assets = ["orders"] },
        FactKind.Review => new ReviewPredicate("bob", "ann", true),
        FactKind.Provenance => new ProvenancePredicate { BuilderId = "builder" },
        FactKind.Signature => new SignaturePredicate(true, "builder", null),
        FactKind.Deployment => new DeploymentPredicate("production", []),
        FactKind.Alerts => new AlertsPredicate(),
        FactKind.Acknowledgement => new AcknowledgementPredicate("A-1", "olga", "rotating"),
        FactKind.Request => new RequestPredicate("ann", "soon", null) { Stage = Stage.Release },
        FactKind.Decision => new DecisionPredicate("0", "bob", true, "yes"),
        FactKind.Revocation => new RevocationPredicate("0", "bob", "no"),
        _ => new ScanPredicate(),
    };
}
