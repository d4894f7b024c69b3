using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

public sealed class WaiverTests
{
    [Fact]
    public void A_pass_by_waiver_carries_it_and_names_its_owner_and_expiry()
    {
        var result = new World().Waive("code.secrets", ids: ["rule-1"]).Scan(FactKind.SecretsScan, World.Finding(FindingKind.Credential, Severity.Critical)).Judge("code.secrets");
        Assert.Equal("W-1", result.Waiver!.Id);
        Assert.Contains("waived until 2026-07-15 by olga (W-1: we know)", result.Reason, StringComparison.Ordinal);
        Assert.Equal("rule-1", result.Findings.Single().RuleId);
    }

    [Fact]
    public void A_failure_carries_no_waiver_though_one_accepted_a_part()
    {
        var world = new World().Waive("code.secrets", ids: ["rule-1"]).Scan(FactKind.SecretsScan, World.Finding(FindingKind.Credential, Severity.Critical), World.Finding(FindingKind.Credential, Severity.Critical, "rule-2"));
        Assert.Null(world.Judge("code.secrets").Waiver);
        Assert.Empty(world.Judge().UnusedWaivers);
    }

    [Fact]
    public void Two_waivers_of_two_findings_are_both_named_and_both_used()
    {
        var world = new World().Waive("code.secrets", ids: ["rule-1"]).Waive("code.secrets", ids: ["rule-2"], id: "W-2")
            .Scan(FactKind.SecretsScan, World.Finding(FindingKind.Credential, Severity.Critical), World.Finding(FindingKind.Credential, Severity.Critical, "rule-2"));
        Assert.Contains("(W-1: we know); waived until 2026-07-15 by olga (W-2: we know)", world.Judge("code.secrets").Reason, StringComparison.Ordinal);
        Assert.Empty(world.Judge().UnusedWaivers);
    }

    [Fact]
    public void A_waiver_that_accepts_nothing_is_reported_as_unused()
    {
        var judgement = new World().Waive("code.secrets", ids: ["rule-9"]).Scan(FactKind.SecretsScan).Judge();
        Assert.Equal("W-1", Assert.Single(judgement.UnusedWaivers).Id);
        Assert.Equal(["the waiver W-1 of olga is not used: remove it (gatehouse.yaml:9)"], judgement.Warnings);
    }

    [Fact]
    public void A_waiver_of_what_was_not_judged_is_not_unused() =>
        Assert.Empty(new World().Waive("operate.alerts", ids: ["A-1"]).Scan(FactKind.SecretsScan).Judge().UnusedWaivers);

    [Fact]
    public void A_waiver_of_a_HIGH_that_only_warns_here_is_used_and_takes_the_warning_away()
    {
        var world = new World().Waive("code.secrets", ids: ["rule-1"]).Scan(FactKind.SecretsScan, World.Finding(FindingKind.PossibleSecret, Severity.High));
        Assert.Equal(Outcome.Pass, world.Judge("code.secrets").Outcome);
        Assert.Empty(world.Judge().UnusedWaivers);
    }

    [Theory]
    [InlineData("**/a", Outcome.Fail)] // One of its two pages.
    [InlineData("**/[ab]", Outcome.Pass)]
    public void A_waiver_of_a_place_accepts_a_finding_only_where_it_covers_each_of_its_places(string path, Outcome outcome)
    {
        var page = new Location("https://app.example/a") { IsUri = true };
        var finding = World.Finding(FindingKind.Web, Severity.Critical) with { Location = page, AlsoAt = [new FurtherPlace(page with { Path = "https://app.example/b" }, "there too")] };
        Assert.Equal(outcome, new World().Waive("test.web", paths: [path]).Scan(FactKind.WebScan, finding).Judge("test.web").Outcome);
    }

    [Fact]
    public void An_expired_waiver_is_not_applied_and_said()
    {
        var judgement = new World().Waive("code.secrets", ids: ["rule-1"], days: -1).Scan(FactKind.SecretsScan, World.Finding(FindingKind.Credential, Severity.Critical)).Judge();
        Assert.Equal(Outcome.Fail, judgement.Verdicts[0].Outcome);
        Assert.Equal("W-1", Assert.Single(judgement.ExpiredWaivers).Id);
        Assert.Equal(["the waiver W-1 of olga expired on 2026-06-14 and is not applied (gatehouse.yaml:9)"], judgement.Warnings);
    }

    [Fact]
    public void A_waiver_that_names_nothing_accepts_nothing()
    {
        var world = new World().Scan(FactKind.SecretsScan, World.Finding(FindingKind.Credential, Severity.Critical));
        world.Policy = world.Policy with { Waivers = [new Waiver("W-1", "we know", "olga", DateOnly.MaxValue)] };
        Assert.Equal(Outcome.Fail, world.Judge("code.secrets").Outcome);
    }

    [Fact]
    public void A_waiver_of_ids_alone_speaks_of_them_in_every_criterion()
    {
        var world = new World().Scan(FactKind.SecretsScan, World.Finding(FindingKind.Credential, Severity.Critical)).Scan(FactKind.CodeScan, World.Finding(FindingKind.Code, Severity.Critical));
        world.Policy = world.Policy with { Waivers = [new Waiver("W-1", "we know", "olga", DateOnly.MaxValue) { Ids = ["rule-1"] }] };
        Assert.Equal(Outcome.Pass, world.Judge("code.secrets").Outcome);
        Assert.Equal(Outcome.Pass, world.Judge("code.flaws").Outcome);
    }

    [Fact]
    public void A_waiver_of_ids_alone_does_not_accept_a_missing_fact()
    {
        var world = new World().Engine(FactKind.SecretsScan).Waive("code.secrets", ids: ["rule-1"]);
        Assert.Equal(Outcome.Undecided, world.Judge("code.secrets").Outcome);
    }
}
