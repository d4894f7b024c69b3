using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Formats.Tests;

public class IgnoredRateTests
{
    [Fact]
    public void Each_finding_is_in_one_count_and_merged_ones_are_in_none()
    {
        var finding = Runs.Finding("r", Severity.High);
        var waived = finding with { Location = new Location("waived.cs", Region.Line(1)) };
        Finding[] findings =
        [
            finding, waived, finding with { Suppression = new Suppression("inline", "", "a:1") }, finding with { Suppression = new Suppression("file", "", "b:1") },
            finding with { Suppression = new Suppression("baseline", "", "c") }, finding with { Probation = new Probation("secrets", new PackVersion(0, 2), null) }, finding with { MergedInto = default(Fingerprint) },
        ];
        var rate = Assert.Single(IgnoredRate.Of(findings, one => one.Location!.Path == "waived.cs"));
        Assert.Equal(new IgnoredRate("secrets", "r", 6, 1, 1, 1, 1, 1), rate);
        Assert.Equal((5, 83, true), (rate.Ignored, rate.Percent, rate.IsHigh));
    }

    [Theory]
    [InlineData(4, 4, false)]
    [InlineData(6, 2, false)]
    [InlineData(6, 3, true)]
    public void A_rule_is_named_where_half_of_enough_findings_are_ignored(int found, int ignored, bool isHigh) =>
        Assert.Equal(isHigh, new IgnoredRate("s", "r", found, ignored, 0, 0, 0, 0).IsHigh);

    [Fact]
    public void The_most_ignored_rule_comes_first_and_one_that_nobody_ignores_is_left_out()
    {
        var silenced = new Suppression("inline", "", "a:1");
        Finding[] findings = [Runs.Finding("never", Severity.High), Runs.Finding("once", Severity.High) with { Suppression = silenced }, .. Enumerable.Range(0, 3).Select(_ => Runs.Finding("often", Severity.High) with { Suppression = silenced })];
        Assert.Equal(["often", "once"], IgnoredRate.Of(findings, _ => false).Select(rate => rate.Rule));
    }

    [Fact]
    public void A_run_without_an_ignored_finding_says_so_in_JSON_and_nothing_elsewhere()
    {
        var run = Runs.Document(Runs.Finding("r", Severity.High));
        Assert.Equal(0, JsonDocument.Parse(Runs.Write("json", run)).RootElement.GetProperty("ignored").GetArrayLength());
        Assert.DoesNotContain("Ignored", Runs.Write("markdown", run), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"ignored\"", Runs.Write("html", run), StringComparison.Ordinal);
    }
}
