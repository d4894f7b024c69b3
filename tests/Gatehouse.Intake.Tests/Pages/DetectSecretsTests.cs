using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class DetectSecretsTests
{
    private static readonly string Hash = "bd56" + new string('4', 36);

    private static readonly string Many = $$"""
        { "version": "1.5.0", "plugins_used": [ { "name": "KeywordDetector" } ], "generated_at": "2026-02-01T10:00:00Z",
          "results": { "conf/app.ini": [ { "type": "Secret Keyword", "filename": "conf/app.ini", "hashed_secret": "{{Hash}}", "is_verified": false, "line_number": 15 },
                                         { "type": "Private Key", "filename": "conf/app.ini", "hashed_secret": "{{Hash}}", "is_verified": false, "line_number": 20, "is_secret": false } ] } }
        """;

    [Fact]
    public void A_place_is_told_and_never_the_hash()
    {
        var findings = Report.Findings(Many);
        var keyword = findings.Single(finding => finding.RuleId == "Secret Keyword");
        Assert.Equal((FindingKind.PossibleSecret, Severity.High, "conf/app.ini:15:1"), (keyword.Kind, keyword.Severity, keyword.Location!.ToString()));
        Assert.Equal([798], keyword.Cwe);
        Assert.DoesNotContain(findings, finding => finding.ToString().Contains(Hash, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_audited_as_no_secret_is_suppressed()
    {
        var key = Report.Findings(Many).Single(finding => finding.RuleId == "Private Key");
        Assert.Equal((FindingKind.Credential, "audited as no secret"), (key.Kind, key.Suppression!.Reason));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "detect-secrets");
}
