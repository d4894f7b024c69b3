using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

public sealed class BranchTests
{
    [Theory]
    [InlineData("a push to a feature branch", true, false, "feature/x", null, false)]
    [InlineData("feature to be merged into main", true, true, "feature/x", "main", true)]
    [InlineData("feature to be merged into develop", true, true, "feature/x", "develop", false)]
    [InlineData("a change request without a target", true, true, "feature/x", null, true)]
    [InlineData("a change request with an empty target", true, true, "feature/x", "", true)]
    [InlineData("a push to main", true, false, "main", null, true)]
    [InlineData("a push to master", true, false, "master", null, true)]
    [InlineData("a detached head in CI", true, false, null, null, true)]
    [InlineData("a detached head in CI, target named", true, false, null, "develop", false)]
    [InlineData("a detached head on a developer's machine", false, false, null, null, false)]
    [InlineData("main on a developer's machine", false, false, "main", null, true)]
    [InlineData("a target as a full ref", true, true, "feature/x", "refs/heads/main", true)]
    [InlineData("a target as a remote's ref", true, true, "feature/x", "refs/remotes/origin/main", true)]
    [InlineData("a target as a remote's branch", false, false, "feature/x", "origin/main", true)]
    [InlineData("a name that only begins like main", true, false, "main-2", null, false)]
    [InlineData("a name that only ends like main", true, false, "feature/main", null, false)]
    public void Production_is_the_branch_or_its_target_and_in_CI_what_nobody_knows(string what, bool isCi, bool isChangeRequest, string? branch, string? target, bool isProduction)
    {
        var context = new World().Context with { IsCi = isCi, IsChangeRequest = isChangeRequest, Branch = branch, TargetBranch = target };
        Assert.True(isProduction == context.IsProduction(PolicyDocument.Default), what);
    }

    [Theory]
    [InlineData("release/1.2", true)]
    [InlineData("refs/heads/release/1.2", true)]
    [InlineData("release/1.2/fix", false)]
    [InlineData("main", false)]
    public void Production_patterns_are_the_policys(string branch, bool isProduction) =>
        Assert.Equal(isProduction, (PolicyDocument.Default with { ProductionBranches = ["release/*"] }).IsProduction(branch));

    [Fact]
    public void Without_a_merge_base_every_gate_is_undecided_and_says_how_to_fetch_more()
    {
        var world = new World().Ci().Scan(FactKind.SecretsScan).Scan(FactKind.WebScan).Waive("code.*");
        world.Mode(Stage.Code, GateMode.Observe);
        world.Context = world.Context with { MergeBaseProblem = "this clone is shallow" };
        var judgement = world.Judge();
        Assert.Equal([Stage.Code, Stage.Build, Stage.Test], judgement.Verdicts.Select(verdict => verdict.Stage));
        Assert.All(judgement.Verdicts, verdict => Assert.Equal((Outcome.Undecided, GateMode.Enforce), (verdict.Outcome, verdict.Mode)));
        Assert.All(judgement.Verdicts.SelectMany(verdict => verdict.Criteria), result =>
        {
            Assert.Equal("the policy in force is not known: this clone is shallow", result.Reason);
            Assert.Contains("fetch-depth: 0", result.Remedy, StringComparison.Ordinal);
        });
        Assert.Equal(3, ExitCodes.Of(judgement.Verdicts));
        Assert.Empty(judgement.UnusedWaivers);
    }
}
