using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class QarkTests
{
    private const string Many = """
        [ { "category": "file", "severity": "WARNING", "description": "Logs are detected", "name": "Logging found", "line_number": [ 17, 7 ], "file_object": "com/example/Main.java", "apk_exploit_dict": null },
          { "category": "manifest", "severity": "VULNERABILITY", "description": "Tap jacking is possible", "name": "Tap Jacking possible", "line_number": null, "file_object": null, "apk_exploit_dict": null },
          { "category": "file", "severity": "INFO", "description": "Look at it", "name": "Potential API Key found", "line_number": [ 11, 0 ], "file_object": "a.txt", "apk_exploit_dict": null } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_and_place() =>
        Assert.Equal(
            [("Tap Jacking possible", Severity.High, null), ("Logging found", Severity.Medium, "com/example/Main.java:17:1"), ("Potential API Key found", Severity.Info, "a.txt:11:1")],
            Report.Findings(Many).Select(finding => (finding.RuleId, finding.Severity, finding.Location?.ToString())));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "qark");
}
