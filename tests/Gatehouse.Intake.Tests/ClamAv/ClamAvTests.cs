using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.ClamAv;

public sealed class ClamAvTests
{
    private const string Many = """
        LibClamAV Warning: old
        files/a b: c.bin: Win.Test.EICAR_HDB-1 FOUND
        files/a b: c.bin: PUA.Tool.Miner FOUND
        files/d.bin: OK

        ----------- SCAN SUMMARY -----------
        Known viruses: 8
        Engine version: 1.2.2
        Scanned files: 2
        Infected files: 1
        """;

    [Fact]
    public void A_signature_is_a_finding_in_its_file()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((Completeness.Complete, "1.2.2", 2), (fact.Completeness, fact.Producer.Version, Assert.IsType<ScanPredicate>(fact.Predicate).Judged));
        Assert.Equal(
            [("Win.Test.EICAR_HDB-1", Severity.Critical, "files/a b: c.bin"), ("PUA.Tool.Miner", Severity.Medium, "files/a b: c.bin")],
            Report.Findings(fact).Select(finding => (finding.RuleId, finding.Severity, finding.Location!.Path)));
    }

    [Theory]
    [InlineData("Infected files: 1", "Infected files: 3")]
    [InlineData("files/d.bin: OK", "files/d.bin: Can't open file ERROR")]
    [InlineData("Known viruses: 8", "Known viruses: 0")]
    public void What_was_not_scanned_or_is_missing_makes_the_scan_partial(string sound, string unsound) =>
        Assert.Equal(Completeness.Partial, Report.Fact(Many.Replace(sound, unsound, StringComparison.Ordinal)).Completeness);

    [Fact]
    public void Output_without_a_summary_counts_only_by_name_and_is_partial()
    {
        Assert.Contains("no known format", Report.Problem("a.bin: X.Y FOUND\n"), StringComparison.Ordinal);
        Assert.Equal(Completeness.Partial, Report.Fact("a.bin: X.Y FOUND\n", "clamav").Completeness);
        Assert.Contains("no output of ClamAV", Report.Problem("hello\n", "clamav"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clean_scan_has_no_finding() => Assert.Empty(Report.Findings("a.bin: OK\n\n----------- SCAN SUMMARY -----------\nKnown viruses: 8\nScanned files: 1\nInfected files: 0\n"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "clamav");
}
