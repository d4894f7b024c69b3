using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class TalismanTests
{
    // Shape: detector/helpers/detection_results.go of thoughtworks/talisman.
    private const string Many = """
        { "summary": { "types": { "filecontent": 1, "filesize": 1, "filename": 0, "warnings": 1, "ignores": 1 } }, "results": [
          { "filename": "conf/app.yaml", "failure_list": [ { "type": "filecontent", "message": "it holds hidden-one", "commits": [ "a1" ], "severity": "high" } ], "warning_list": [ { "type": "filecontent", "message": "it holds hidden-two", "commits": [], "severity": "low" } ], "ignore_list": [] },
          { "filename": "big.bin", "failure_list": [ { "type": "filesize", "message": "large", "commits": [], "severity": "low" } ], "warning_list": null, "ignore_list": null },
          { "filename": "id_rsa", "failure_list": [], "warning_list": [], "ignore_list": [ { "type": "filename", "message": "", "commits": null } ] } ] }
        """;

    [Fact]
    public void Failures_and_warnings_are_findings_and_what_is_ignored_is_suppressed()
    {
        var fact = Report.Fact(Many);
        Assert.Equal(
            ["filecontent HIGH PossibleSecret @ conf/app.yaml; CWE-798", "filecontent LOW PossibleSecret @ conf/app.yaml; CWE-798", "filename HIGH PossibleSecret @ id_rsa; CWE-798; (ignored by .talismanrc)", "filesize LOW Artifact @ big.bin"],
            Brief.Of(fact).Order(StringComparer.Ordinal));
        Assert.Equal(FactKind.SecretsScan, fact.Kind);
        Assert.DoesNotContain(Report.Findings(fact), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void A_clean_scan_is_one() => Assert.Empty(Report.Findings("""{ "summary": { "types": { "filecontent": 0, "filesize": 0, "filename": 0, "warnings": 0, "ignores": 0 } }, "results": [] }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "talisman");
}
