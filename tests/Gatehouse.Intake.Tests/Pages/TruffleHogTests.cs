using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class TruffleHogTests
{
    private const string Many = """
        {"SourceMetadata":{"Data":{"Git":{"commit":"abc","file":"app/config.py","line":7,"repository":"https://git.example/shop"}}},"SourceName":"trufflehog - git","DetectorName":"AWS","DecoderName":"PLAIN","Verified":true,"Raw":"hidden-raw","RawV2":"hidden-rawv2","Redacted":"hidden"}
        {"SourceMetadata":{"Data":{"Filesystem":{"file":"notes.txt","line":2}}},"SourceName":"trufflehog - filesystem","DetectorName":"Box","Verified":false,"Raw":"hidden-raw"}
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.SecretsScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "AWS CRITICAL Credential @ app/config.py:7:1; CWE-798",
                "Box HIGH PossibleSecret @ notes.txt:2:1; CWE-798",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("\n", FactKind.SecretsScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report, "trufflehog");
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void No_secret_is_kept() => Assert.DoesNotContain(Report.Findings(Many), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));

    [Fact]
    public void Version_2_knows_no_line()
    {
        const string Old = """{"branch":"origin/main","commit":"add it","commitHash":"abc","date":"2020-01-02 03:04:05","diff":"hidden","path":"app/config.py","printDiff":"hidden","reason":"High Entropy","stringsFound":["hidden"]}""";
        var fact = Report.Fact(Old + "\n" + Old.Replace("High Entropy", "RSA private key", StringComparison.Ordinal) + "\n");
        Assert.Equal((FactKind.SecretsScan, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.Equal(["High Entropy HIGH PossibleSecret @ app/config.py; CWE-798", "RSA private key HIGH Credential @ app/config.py; CWE-798"], Brief.Of(fact).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Report.Findings(fact), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));
        Report.SurvivesDamage(Old, "trufflehog");
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "trufflehog");
}
