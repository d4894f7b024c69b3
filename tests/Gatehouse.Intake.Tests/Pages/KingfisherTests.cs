using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class KingfisherTests
{
    private const string Active = """{ "rule": { "name": "Mailer", "id": "kingfisher.mailer.1" }, "finding": { "snippet": "hidden", "fingerprint": "1", "confidence": "medium", "entropy": "4.00", "validation": { "status": "Active Credential", "response": "hidden" }, "language": "Ruby", "line": 4, "column_start": 8, "column_end": 30, "path": "app/mail.rb", "git_metadata": null } }""";
    private const string Guess = """{ "rule": { "name": "Generic", "id": "kingfisher.generic.1" }, "finding": { "snippet": "hidden", "fingerprint": "2", "confidence": "low", "entropy": "3.00", "validation": { "status": "Not Attempted", "response": "" }, "language": "Unknown", "line": 9, "column_start": 1, "column_end": 3, "path": "", "git_metadata": { "repository_url": "https://code.example/r", "file": { "path": "b.txt", "url": "https://code.example/r/b.txt" } } } }""";

    // Shape: src/reporter/json_format.rs of mongodb/kingfisher, of June and December 2025.
    [Theory]
    [InlineData("{ \"findings\": [ " + Active + ", " + Guess + " ] }")]
    [InlineData("[ " + Active + ", " + Guess + " ]")]
    [InlineData(Active + "\n" + Guess + "\n")]
    [InlineData("[ { \"id\": \"a\", \"matches\": [ " + Active + " ] }, { \"id\": \"b\", \"matches\": [ " + Guess + " ] } ]")]
    [InlineData("{ \"id\": \"a\", \"matches\": [ " + Active + " ] }\n{ \"id\": \"b\", \"matches\": [ " + Guess + " ] }\n")]
    public void Every_form_gives_the_same_findings_and_no_secret(string report)
    {
        var fact = Report.Fact(report);
        Assert.Equal(FactKind.SecretsScan, fact.Kind);
        Assert.Equal(["kingfisher.mailer.1 CRITICAL Credential @ app/mail.rb:4:8; CWE-798", "kingfisher.generic.1 HIGH PossibleSecret @ b.txt:9:1; CWE-798"], Brief.Of(fact));
        Assert.DoesNotContain(Report.Findings(fact), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage("[ " + Active + ", " + Guess + " ]", "kingfisher");
}
