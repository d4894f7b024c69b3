using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SlitherTests
{
    // Shape: slither/utils/output.py of crytic/slither.
    private const string Many = """
        { "success": true, "error": null, "results": { "detectors": [
          { "elements": [ { "type": "function", "name": "pay", "source_mapping": { "start": 1, "length": 9, "filename_relative": "contracts/Bank.sol", "filename_used": "x", "lines": [ 12, 13, 14 ], "starting_column": 5, "ending_column": 6 } } ], "description": "Reentrancy in Bank.pay()", "markdown": "m", "id": "i", "check": "reentrancy-eth", "impact": "High", "confidence": "Medium", "reference": "https://docs.example/r" },
          { "elements": [], "description": "Old compiler", "id": "j", "check": "solc-version", "impact": "Informational", "confidence": "High" } ] } }
        """;

    [Fact]
    public void A_result_has_its_severity_place_and_weakness() =>
        Assert.Equal(["reentrancy-eth HIGH Code @ contracts/Bank.sol:12:1-14:1 pay; CWE-841", "solc-version INFO Code"], Brief.Of(Report.Fact(Many)));

    [Theory]
    [InlineData("""{ "success": true, "error": null, "results": {} }""", Completeness.Complete)]
    [InlineData("""{ "success": false, "error": "it does not compile", "results": { "detectors": [] } }""", Completeness.Failed)]
    public void A_run_without_findings_says_how_it_went(string report, Completeness completeness) => Assert.Equal(completeness, Report.Fact(report, "slither").Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "slither");
}
