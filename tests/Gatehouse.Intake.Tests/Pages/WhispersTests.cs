using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class WhispersTests
{
    // Shape: whispers/models/pair.py of adeptex/whispers.
    private const string Many = """
        [ { "key": "aws_key", "value": "hidden-one", "file": "conf/a.yml", "line": 4, "rule_id": "aws-id", "message": "AWS access key", "severity": "Critical" },
          { "key": "password", "value": "hidden-two", "file": "conf/b.yml", "line": 9, "rule_id": "password", "message": "Password", "severity": "High" } ]
        """;

    [Fact]
    public void A_secret_has_its_severity_and_place_and_is_not_kept()
    {
        var fact = Report.Fact(Many);
        Assert.Equal(["aws-id CRITICAL Credential @ conf/a.yml:4:1; CWE-798", "password HIGH PossibleSecret @ conf/b.yml:9:1; CWE-798"], Brief.Of(fact));
        Assert.DoesNotContain(Report.Findings(fact), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void Old_versions_have_words_of_their_own_for_severity() =>
        Assert.Equal("Hardcoded password HIGH PossibleSecret @ a.ini:2:1; CWE-798", Assert.Single(Brief.Of(Report.Fact("""[ { "severity": "BLOCKER", "message": "Hardcoded password", "file": "a.ini", "line": 2, "key": "password", "value": "hidden" } ]"""))));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "whispers");
}
