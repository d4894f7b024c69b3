using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class TruffleHog3Tests
{
    // Shape: trufflehog3/models.py of feeltheajf/trufflehog3.
    private const string Many = """
        [ { "rule": { "id": "mailer.token", "message": "Mailer token", "pattern": "m[a-z]+", "severity": "HIGH" }, "path": "lib/mail.py", "line": "12", "secret": "hidden-one", "context": { "12": "hidden" }, "id": "1", "branch": "main", "message": "Add it", "author": "a", "commit": "3c66", "date": "2026-01-01T10:10:10" },
          { "rule": { "id": "high-entropy", "message": "High Entropy", "severity": "MEDIUM" }, "path": "lib/b.py", "line": "17", "secret": "hidden-two", "context": { "17": "hidden" }, "id": "2", "branch": null, "message": null, "author": null, "commit": null, "date": null } ]
        """;

    [Fact]
    public void A_secret_has_its_severity_and_place_and_is_not_kept()
    {
        var fact = Report.Fact(Many);
        Assert.Equal(["mailer.token HIGH Credential @ lib/mail.py:12:1; CWE-798", "high-entropy MEDIUM PossibleSecret @ lib/b.py:17:1; CWE-798"], Brief.Of(fact));
        Assert.Equal("Mailer token in 3c66", Report.Findings(fact)[0].Message);
        Assert.DoesNotContain(Report.Findings(fact), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "trufflehog3");
}
