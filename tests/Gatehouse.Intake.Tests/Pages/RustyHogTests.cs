using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class RustyHogTests
{
    // Shape: the structs of src/ of newrelic/rusty-hog.
    private const string Git = """
        [ { "commit": "Add mail", "commitHash": "abc", "date": "2026-01-01 10:00:00", "diff": "hidden", "stringsFound": [ "hidden" ], "path": "src/mail.rs", "reason": "Mailer Token", "old_file_id": "0", "new_file_id": "1", "old_line_num": 0, "new_line_num": 14, "parent_commit_hash": "def" },
          { "commit": "x", "commitHash": "abd", "date": "", "diff": "hidden", "stringsFound": [ "hidden" ], "path": "b.txt", "reason": "Entropy", "old_file_id": "0", "new_file_id": "1", "old_line_num": 3, "new_line_num": 0, "parent_commit_hash": "" } ]
        """;

    [Fact]
    public void A_secret_in_git_has_its_place_and_is_not_kept()
    {
        var fact = Report.Fact(Git);
        Assert.Equal(["Entropy HIGH PossibleSecret @ b.txt; CWE-798", "Mailer Token HIGH Credential @ src/mail.rs:14:1; CWE-798"], Brief.Of(fact));
        Assert.DoesNotContain(Report.Findings(fact), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""[ { "stringsFound": [ "hidden" ], "path": "a.txt", "reason": "Mailer Token", "linenum": 3, "lineindextuples": [ [ 0, 4 ] ] } ]""", "a.txt:3:1")]
    [InlineData("""[ { "diff": "hidden", "stringsFound": [ "hidden" ], "bucket": "b", "key": "k/a.txt", "region": "r", "reason": "Mailer Token" } ]""", "s3://b/k/a.txt")]
    [InlineData("""[ { "date": "d", "diff": "hidden", "path": "/f", "stringsFound": [ "hidden" ], "g_drive_id": "1", "reason": "Mailer Token", "web_link": "https://drive.example/1" } ]""", "https://drive.example/1")]
    [InlineData("""[ { "stringsFound": [ "hidden" ], "page_id": "1", "reason": "Mailer Token", "url": "https://wiki.example/1" } ]""", "https://wiki.example/1")]
    [InlineData("""[ { "stringsFound": [ "hidden" ], "issue_id": "A-1", "reason": "Mailer Token", "url": "https://issues.example/A-1", "location": "description" } ]""", "https://issues.example/A-1")]
    [InlineData("""[ { "stringsFound": [ "hidden" ], "channel_id": "C", "reason": "Mailer Token", "url": "https://chat.example/C", "ts": "1", "location": "message" } ]""", "https://chat.example/C")]
    public void Its_other_scanners_have_places_of_their_own(string report, string place) =>
        Assert.Equal($"Mailer Token HIGH Credential @ {place}; CWE-798", Assert.Single(Brief.Of(Report.Fact(report))));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Git, "rusty-hog");
}
