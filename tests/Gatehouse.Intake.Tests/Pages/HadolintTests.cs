using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class HadolintTests
{
    private const string Many = """
        [ { "code": "DL3008", "column": 1, "file": "docker/Dockerfile", "level": "warning", "line": 9, "message": "Pin versions in apt get install" },
          { "code": "SC2046", "column": 5, "file": "docker/Dockerfile", "level": "style", "line": 11, "message": "Quote this" } ]
        """;

    [Fact]
    public void A_check_is_a_misconfiguration_with_its_place()
    {
        var finding = Report.Findings(Many)[0];
        Assert.Equal((FindingKind.Misconfiguration, "DL3008", Severity.Medium, "docker/Dockerfile:9:1"), (finding.Kind, finding.RuleId, finding.Severity, finding.Location!.ToString()));
        Assert.Equal(Severity.Info, Report.Findings(Many)[1].Severity);
    }

    [Fact]
    public void An_empty_list_is_a_clean_scan_where_the_user_says_whose_it_is() => Assert.Empty(Report.Findings(Report.Fact("[]", "hadolint")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "hadolint");
}
