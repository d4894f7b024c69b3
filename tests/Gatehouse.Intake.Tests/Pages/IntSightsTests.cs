using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class IntSightsTests
{
    private const string Json = """
        { "Alerts": [ { "_id": "5c80", "Assets": [ { "Type": "Domains", "Value": "app.example" } ], "Closed": { "IsClosed": true },
          "Details": { "Title": "HTTP headers weakness", "Severity": "High", "Type": "ExploitableData", "SubType": "VulnerabilityInTechnologyInUse", "Description": "CSP was not sent", "Source": { "URL": "https://scan.example/1" } } } ] }
        """;

    private const string Csv = "Alert ID,Title,Description,Severity,Type,Source Date (UTC),Report Date (UTC),Network Type,Source URL,Source Name,Assets,Tags,Assignees,Remediation,Status,Closed Reason,Additional Info,Rating,Alert Link\n"
        + "a1,Open ports,Port 22,Medium,Exploitable Data,,,Clear Web,https://scan.example,,app.example,,,Not Sent,Open,,,,https://dash.example/a1\n,,,,,,,,,,,,,,,,,,\n";

    [Fact]
    public void An_alert_has_its_asset_and_a_closed_one_is_suppressed()
    {
        var finding = Assert.Single(Report.Findings(Json));
        Assert.Equal(("VulnerabilityInTechnologyInUse", Severity.High, "app.example"), (finding.RuleId, finding.Severity, finding.Location!.Path));
        Assert.NotNull(finding.Suppression);
    }

    [Fact]
    public void The_csv_export_is_read_without_its_empty_rows()
    {
        var finding = Assert.Single(Report.Findings(Csv));
        Assert.Equal(("Exploitable Data", Severity.Medium, "https://dash.example/a1"), (finding.RuleId, finding.Severity, finding.HelpUri));
        Assert.Null(finding.Suppression);
    }

    [Fact]
    public void No_alerts_are_a_clean_report() => Assert.Empty(Report.Findings("""{ "Alerts": [] }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Json, "intsights");
}
