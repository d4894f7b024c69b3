using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

/// <summary>Whom a gate believes, for each kind of fact, in CI and outside it.</summary>
public sealed class BeliefTable
{
    private const string Key = "0123456789abcdef";

    public static TheoryData<FactKind, Trust, bool, bool> Rows()
    {
        var rows = new TheoryData<FactKind, Trust, bool, bool>();
        foreach (var kind in Enum.GetValues<FactKind>())
        {
            foreach (var isCi in (bool[])[true, false])
            {
                rows.Add(kind, Trust.SameJob, isCi, true);
                rows.Add(kind, Trust.LocalUnsigned, isCi, !isCi);
                rows.Add(kind, Trust.Unsigned, isCi, false);
                rows.Add(kind, Trust.Stranger, isCi, false);
                rows.Add(kind, Trust.CommittedInTree, isCi, false);
                rows.Add(kind, Trust.Tampered, isCi, false);
            }
        }

        return rows;
    }

    [Theory, MemberData(nameof(Rows))]
    public void Trust_decides_whether_a_fact_counts(FactKind kind, Trust trust, bool isCi, bool isBelieved)
    {
        var doubt = Doubt(kind, trust, PolicyDocument.Default, isCi);
        Assert.Equal(isBelieved, doubt is null);
        Assert.True(doubt is null || doubt.Contains("tool", StringComparison.Ordinal), "a doubt names who made the fact");
    }

    [Theory]
    [InlineData("approval", new[] { FactKind.Approval, FactKind.Request, FactKind.Decision, FactKind.Revocation })]
    [InlineData("review", new[] { FactKind.Review })]
    [InlineData("acknowledgement", new[] { FactKind.Acknowledgement })]
    [InlineData("provenance", new[] { FactKind.Provenance })]
    [InlineData("signature", new[] { FactKind.Signature })]
    [InlineData("report", new[] { FactKind.SecretsScan, FactKind.CodeScan, FactKind.VulnerabilityScan, FactKind.LicenseScan, FactKind.ConfigurationScan, FactKind.WebScan, FactKind.OtherScan, FactKind.Sbom, FactKind.TestRun, FactKind.ThreatModel, FactKind.Deployment, FactKind.Alerts, FactKind.Verdict })]
    public void A_key_may_state_what_the_policy_says_and_nothing_else(string may, FactKind[] kinds)
    {
        var policy = PolicyDocument.Default with { Keys = [new TrustedKey("olga", Key, "", [may])] };
        foreach (var kind in Enum.GetValues<FactKind>())
        {
            var doubt = Doubt(kind, Trust.PolicyKey, policy, isCi: true, Key);
            Assert.Equal(kinds.Contains(kind), doubt is null);
            Assert.True(doubt is null || doubt.Contains("signed by olga, whose key may not state a", StringComparison.Ordinal), doubt);
        }
    }

    [Fact]
    public void A_key_that_the_policy_no_longer_names_is_a_strangers()
    {
        var doubt = Doubt(FactKind.Review, Trust.PolicyKey, PolicyDocument.Default, isCi: true, Key);
        Assert.Equal("the review of tool is signed by a key that the policy does not name (0123456789ab)", doubt);
    }

    [Fact]
    public void The_same_fact_from_memory_and_from_the_folder_is_one_fact_by_the_better_trust()
    {
        var world = new World().Ci().Scan(FactKind.SecretsScan);
        world.Facts.Add(world.Facts[0] with { Trust = Trust.Unsigned });
        Assert.Equal(Outcome.Pass, world.Judge("code.secrets").Outcome);
        world.Facts.Reverse();
        Assert.Equal(Outcome.Pass, world.Judge("code.secrets").Outcome);
    }

    [Fact]
    public void A_fact_that_is_not_believed_takes_nothing_away_from_one_that_is()
    {
        var world = new World().Ci().Scan(FactKind.SecretsScan).Fact(FactKind.SecretsScan, new ScanPredicate(), trust: Trust.Stranger, producer: "other");
        Assert.Equal(Outcome.Pass, world.Judge("code.secrets").Outcome);
    }

    [Fact]
    public void A_newer_clean_scan_that_is_not_believed_does_not_replace_an_older_one_that_is()
    {
        var bad = new ScanPredicate { Findings = [World.Finding(FindingKind.Credential, Severity.Critical)] };
        var world = new World().Ci().Fact(FactKind.SecretsScan, bad, hours: 5).Fact(FactKind.SecretsScan, new ScanPredicate(), trust: Trust.Stranger);
        Assert.Equal(Outcome.Fail, world.Judge("code.secrets").Outcome);
    }

    private static string? Doubt(FactKind kind, Trust trust, PolicyDocument policy, bool isCi, string? signedBy = null)
    {
        var world = new World().Fact(kind, new ScanPredicate(), trust: trust, signedBy: signedBy);
        return Belief.Doubt(world.Facts[0], policy, world.Context with { IsCi = isCi });
    }
}
