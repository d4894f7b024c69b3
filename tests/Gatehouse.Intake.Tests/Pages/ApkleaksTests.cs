using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ApkleaksTests
{
    private const string Many = """
        { "package": "com.example.app", "results": [ { "name": "Google_API_Key", "matches": [ "not-for-the-fact" ] }, { "name": "Generic_Secret", "matches": [ "x", "y" ] }, { "name": "LinkFinder", "matches": [ "https://example.com/" ] } ] }
        """;

    [Fact]
    public void A_pattern_of_a_provider_is_a_credential_and_a_link_is_no_secret()
    {
        var findings = Report.Findings(Many).ToDictionary(finding => finding.RuleId);
        Assert.Equal((FindingKind.Credential, Severity.High), (findings["Google_API_Key"].Kind, findings["Google_API_Key"].Severity));
        Assert.Equal((FindingKind.PossibleSecret, Severity.High), (findings["Generic_Secret"].Kind, findings["Generic_Secret"].Severity));
        Assert.Equal((FindingKind.Artifact, Severity.Info), (findings["LinkFinder"].Kind, findings["LinkFinder"].Severity));
        Assert.All(findings.Values, finding => Assert.Equal("com.example.app", finding.Component!.Name));
    }

    [Fact]
    public void What_matched_is_not_taken() => Assert.DoesNotContain("not-for-the-fact", System.Text.Encoding.UTF8.GetString(Attestation.Statements.Statement.Write(Report.Fact(Many))), StringComparison.Ordinal);

    [Fact]
    public void A_package_without_secrets_is_a_clean_scan() => Assert.Equal(FactKind.SecretsScan, Report.Fact("""{ "package": "com.example.app", "results": [] }""").Kind);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "apkleaks");
}
