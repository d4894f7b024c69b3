using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

public sealed class PackPinTests
{
    private static readonly PackVersion Release = new(0, 3);

    [Theory]
    [InlineData(null, "0.3", null, true)]
    [InlineData(null, "0.2", null, false)]
    [InlineData("0.3", "0.3", null, false)]
    [InlineData("0.2", "0.3", null, true)]
    [InlineData("0.1", "0.2", null, true)]
    [InlineData("0.9", "0.10", null, true)]
    [InlineData(null, null, "0.3", true)]
    [InlineData("0.3", null, "0.3", false)]
    [InlineData("0.1", null, null, false)]
    public void A_rule_that_came_or_was_raised_after_the_pin_is_on_probation(string? pin, string? since, string? raised, bool isOn)
    {
        var history = new RuleHistory("secrets", Version(since), Version(raised), raised is null ? null : Severity.Medium);
        Assert.Equal(isOn, PackPins.Probation(history, Pinned(pin), Release) is not null);
    }

    [Fact]
    public void A_new_credential_rule_warns_where_it_would_fail()
    {
        var finding = World.Finding(FindingKind.Credential, Severity.Critical) with { Probation = new Probation("secrets", Release, null) };
        var result = new World().Ci().On("main").Scan(FactKind.SecretsScan, finding).Judge("code.secrets");
        Assert.Equal(Outcome.Warn, result.Outcome);
        Assert.Contains("rule-1 is new in 0.3, and warns until packs.secrets is at 0.3", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Severity.High, "main", Outcome.Fail)]
    [InlineData(Severity.High, "feature", Outcome.Warn)]
    [InlineData(Severity.Medium, "main", Outcome.Warn)]
    public void A_raised_rule_stops_what_it_stopped_before(Severity before, string branch, Outcome outcome)
    {
        var finding = World.Finding(FindingKind.Code, Severity.Critical) with { Probation = new Probation("code", Release, before) };
        Assert.Equal(outcome, new World().Ci().On(branch).Scan(FactKind.CodeScan, finding).Judge("code.flaws").Outcome);
    }

    [Fact]
    public void Another_rule_of_the_same_scan_still_fails()
    {
        var newer = World.Finding(FindingKind.Credential, Severity.Critical, "newer") with { Probation = new Probation("secrets", Release, null) };
        var result = new World().Scan(FactKind.SecretsScan, newer, World.Finding(FindingKind.Credential, Severity.High, "older")).Judge("code.secrets");
        Assert.Equal((Outcome.Fail, "older"), (result.Outcome, Assert.Single(result.Findings).RuleId));
    }

    [Theory]
    [InlineData("0.2", "0.1", true)]
    [InlineData("0.1", "0.2", false)]
    [InlineData(null, "0.2", true)]
    [InlineData(null, "0.3", false)]
    [InlineData("0.3", null, true)]
    [InlineData("0.2", null, false)]
    public void A_lower_pin_is_a_weakening(string? before, string? after, bool isWeaker) =>
        Assert.Equal(isWeaker, Weakening.Between(Pinned(before), Pinned(after), "f", Release).Any(finding => finding.RuleId == "policy-pack-pin-lowered"));

    [Theory]
    [InlineData("0.2", "0.2")]
    [InlineData("1.10.3", "1.10")]
    [InlineData("0.2.0-beta.1+abc", "0.2")]
    [InlineData("1", null)]
    [InlineData("1.x", null)]
    [InlineData("-1.2", null)]
    public void A_release_is_two_numbers(string text, string? read) => Assert.Equal(read, PackVersion.TryParse(text, out var version) ? version.ToString() : null);

    [Fact]
    public void What_a_waiver_accepted_is_named()
    {
        var world = new World().Scan(FactKind.CodeScan, World.Finding(FindingKind.Code, Severity.Critical, "a"), World.Finding(FindingKind.Code, Severity.Critical, "b")).Waive("code.flaws", ids: ["a"]);
        var result = world.Judge("code.flaws");
        Assert.Equal((Outcome.Fail, "b", "a"), (result.Outcome, Assert.Single(result.Findings).RuleId, Assert.Single(result.Waived).RuleId));
    }

    private static PolicyDocument Pinned(string? pin) => Version(pin) is { } version ? PolicyDocument.Default with { Packs = ImmutableDictionary<string, PackVersion>.Empty.Add("secrets", version) } : PolicyDocument.Default;

    private static PackVersion? Version(string? text) => PackVersion.TryParse(text, out var version) ? version : null;
}
