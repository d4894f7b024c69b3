using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class GitHubSecretScanningTests
{
    // Shape: github/secret_scanning.go of google/go-github.
    private const string Many = """
        [ { "number": 9, "state": "open", "resolution": null, "secret_type": "mailer_token", "secret_type_display_name": "Mailer Token", "secret": "hidden-one", "validity": "active", "locations_url": "https://api.example/9/locations", "html_url": "https://code.example/9",
            "first_location_detected": { "path": "app/mail.rb", "start_line": 4, "end_line": 4, "start_column": 10, "end_column": 40, "blob_sha": "abc" } },
          { "number": 8, "state": "resolved", "resolution": "used_in_tests", "resolution_comment": "a fixture", "secret_type": "password", "secret": "hidden-two", "validity": "unknown", "locations_url": "https://api.example/8/locations", "html_url": "https://code.example/8" } ]
        """;

    [Fact]
    public void An_active_secret_is_critical_and_a_resolved_one_is_suppressed()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((FactKind.SecretsScan, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.Equal(["mailer_token CRITICAL Credential @ app/mail.rb:4:10-4:40; CWE-798", "password HIGH PossibleSecret @ https://code.example/8; CWE-798; (used_in_tests: a fixture)"], Brief.Of(fact));
    }

    [Fact]
    public void No_secret_is_kept() => Assert.DoesNotContain(Report.Findings(Many), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "github-secret-scanning");
}
