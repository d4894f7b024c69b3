using System.Collections.Immutable;
using CsCheck;
using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

public sealed class TighteningTests
{
    private static readonly string[] Branches = ["main", "feature/x", "dev"];

    private static readonly Gen<PolicyTightening> Tightenings =
        from failOn in Gen.Int[-1, 4]
        from mode in Gen.Enum<GateMode>()
        from stage in Gen.Enum<Stage>()
        from branch in Gen.Int[0, 2]
        select new PolicyTightening
        {
            FailOn = failOn < 0 ? null : (Severity)failOn,
            Modes = ImmutableDictionary<Stage, GateMode>.Empty.Add(stage, mode),
            ProductionBranches = [Branches[branch]],
            DeniedLicenses = ["GPL-3.0-only"],
            Judge = [stage],
        };

    [Fact]
    public void Whatever_a_command_line_asks_nothing_that_was_stopped_goes_on()
    {
        var world = new World().Mode(Stage.Code, GateMode.NewCode).Mode(Stage.Build, GateMode.Observe).Stages(Stage.Test, new StagePolicy { IsOn = false });
        world.Scan(FactKind.SecretsScan, World.Finding(FindingKind.PossibleSecret, Severity.High), World.Finding(FindingKind.PossibleSecret, Severity.Low) with { Baseline = BaselineState.Unchanged });
        world.Scan(FactKind.VulnerabilityScan, World.Finding(FindingKind.Vulnerability, Severity.Critical)).Scan(FactKind.WebScan, World.Finding(FindingKind.Web, Severity.Medium));
        var before = world.Judge().Verdicts;
        Tightenings.Sample(more =>
        {
            var after = Judge.Run(world.Policy.TightenedBy(more), world.Context, world.Facts).Verdicts;
            Assert.All(before, verdict =>
            {
                var now = after.Single(other => other.Stage == verdict.Stage);
                Assert.True(now.Mode >= verdict.Mode);
                Assert.True(Badness(now.Outcome) >= Badness(verdict.Outcome));
            });
            Assert.True(Rank(ExitCodes.Of(after)) >= Rank(ExitCodes.Of(before)));
            Assert.Empty(Weakening.Between(world.Policy, world.Policy.TightenedBy(more), "command line"));
        }, iter: 300);

        static int Badness(Outcome outcome) => outcome switch { Outcome.Fail => 3, Outcome.Undecided => 2, Outcome.Warn => 1, _ => 0 };
        static int Rank(int code) => code switch { 1 => 2, 3 => 1, _ => 0 };
    }

    [Fact]
    public void Fail_on_a_severity_fails_everywhere_and_changes_the_digest()
    {
        var world = new World().Scan(FactKind.CodeScan, World.Finding(FindingKind.Code, Severity.Low));
        Assert.Equal(Outcome.Pass, world.Judge("code.flaws").Outcome);
        var digest = world.Policy.Digest;
        world.Policy = world.Policy.TightenedBy(new PolicyTightening { FailOn = Severity.Low });
        Assert.Equal(Outcome.Fail, world.Judge("code.flaws").Outcome);
        Assert.NotEqual(digest, world.Policy.Digest);
    }

    [Fact]
    public void Fail_on_CRITICAL_does_not_let_HIGH_through_on_production()
    {
        var world = new World().On("main").Scan(FactKind.CodeScan, World.Finding(FindingKind.Code, Severity.High));
        world.Policy = world.Policy.TightenedBy(new PolicyTightening { FailOn = Severity.Critical });
        Assert.Equal(Outcome.Fail, world.Judge("code.flaws").Outcome);
    }

    [Fact]
    public void A_second_fail_on_does_not_take_back_the_first()
    {
        var policy = PolicyDocument.Default.TightenedBy(new PolicyTightening { FailOn = Severity.Low }).TightenedBy(new PolicyTightening { FailOn = Severity.High });
        Assert.Equal(Severity.Low, policy.FailOn);
    }
}
