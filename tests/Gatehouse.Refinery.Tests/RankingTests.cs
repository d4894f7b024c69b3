using Gatehouse.Model;

namespace Gatehouse.Refinery.Tests;

/// <summary>docs/how-to/ranking.md as a table.</summary>
public class RankingTests
{
    private static readonly Finding Least = Sample.Vulnerability("CVE-1", "pkg:npm/left@1.0.0", path: "tests/package-lock.json") with
    {
        Severity = Severity.Low,
        Confidence = Confidence.Low,
        Baseline = BaselineState.Unchanged,
        Component = new Component("left", "1.0.0") { IsDirect = false },
        Vulnerability = new VulnerabilityDetail { IsReached = false },
    };

    private static readonly Dictionary<string, Func<Finding, Finding>> Changes = new()
    {
        ["nothing"] = finding => finding,
        ["known exploited"] = finding => finding with { Vulnerability = finding.Vulnerability! with { IsKnownExploited = true } },
        ["EPSS 1"] = finding => finding with { Vulnerability = finding.Vulnerability! with { Epss = 1 } },
        ["EPSS 0.5"] = finding => finding with { Vulnerability = finding.Vulnerability! with { Epss = 0.5 } },
        ["EPSS no number"] = finding => finding with { Vulnerability = finding.Vulnerability! with { Epss = double.NaN } },
        ["reached"] = finding => finding with { Vulnerability = finding.Vulnerability! with { IsReached = true } },
        ["reach unknown"] = finding => finding with { Vulnerability = finding.Vulnerability! with { IsReached = null } },
        ["fixed in 1.0.1"] = finding => finding with { Vulnerability = finding.Vulnerability! with { FixedVersions = ["1.0.1"] } },
        ["high confidence"] = finding => finding with { Confidence = Confidence.High },
        ["medium confidence"] = finding => finding with { Confidence = Confidence.Medium },
        ["new"] = finding => finding with { Baseline = BaselineState.New },
        ["not known whether new"] = finding => finding with { Baseline = BaselineState.Unknown },
        ["in production"] = finding => finding with { Location = new Location("src/package-lock.json") },
        ["direct"] = finding => finding with { Component = finding.Component! with { IsDirect = true } },
        ["directness unknown"] = finding => finding with { Component = finding.Component! with { IsDirect = null } },
        ["critical"] = finding => finding with { Severity = Severity.Critical },
        ["info"] = finding => finding with { Severity = Severity.Info },
        ["suppressed"] = finding => finding with { Suppression = new Suppression("file", "", "x") },
        ["merged"] = finding => finding with { MergedInto = Sample.Print("x") },
    };

    [Theory]
    [InlineData("nothing", 200)]
    [InlineData("known exploited", 264)]
    [InlineData("EPSS 1", 240)]
    [InlineData("EPSS 0.5", 220)]
    [InlineData("EPSS no number", 200)]
    [InlineData("reached", 230)]
    [InlineData("reach unknown", 215)]
    [InlineData("fixed in 1.0.1", 220)]
    [InlineData("high confidence", 216)]
    [InlineData("medium confidence", 208)]
    [InlineData("new", 214)]
    [InlineData("not known whether new", 207)]
    [InlineData("in production", 210)]
    [InlineData("direct", 205)]
    [InlineData("directness unknown", 202)]
    [InlineData("critical", 800)]
    [InlineData("info", 0)]
    [InlineData("suppressed", 0)]
    [InlineData("merged", 0)]
    public void Each_circumstance_has_its_points(string change, int rank) => Assert.Equal(rank, Ranking.Of(Changes[change](Least)));

    [Fact]
    public void All_points_together_stay_below_the_next_severity()
    {
        var all = Least;
        foreach (var name in new[] { "known exploited", "EPSS 1", "reached", "fixed in 1.0.1", "high confidence", "new", "in production", "direct" })
            all = Changes[name](all);
        Assert.Equal(399, Ranking.Of(all));
        Assert.Equal(999, Ranking.Of(all with { Severity = Severity.Critical }));
    }
}
