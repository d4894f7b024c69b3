using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class NeuVectorTests
{
    private const string Many = """
        { "report": { "repository": "shop/cart", "digest": "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "vulnerabilities": [
            { "name": "CVE-2026-1", "score": 7.2, "severity": "High", "description": "d", "package_name": "openssh", "package_version": "7.2_p2-r0", "fixed_version": "7.3", "link": "https://tracker.example/1", "score_v3": 7.3, "vectors_v3": "CVSS:3.1/AV:L", "feed_rating": "" },
            { "name": "CVE-2026-2", "severity": "Low", "package_name": "busybox", "package_version": "1", "tags": [ "accepted" ] } ],
          "modules": [],
          "checks": [ { "level": "WARN", "test_number": "4.1", "description": "a user is not created" }, { "level": "INFO", "test_number": "1", "description": "General" } ],
          "secrets": [ { "type": "Private Key", "evidence": "hidden-key", "path": "/srv/key.pem" }, { "type": "", "evidence": "", "path": "" } ] } }
        """;

    [Fact]
    public void A_vulnerability_has_its_package_score_and_fix_and_is_about_the_image()
    {
        var fact = Report.Facts(Many).Single(fact => fact.Kind == FactKind.VulnerabilityScan);
        Assert.Contains(Report.Digest, fact.Subjects[0].Digests.Values);
        var findings = Report.Findings(fact);
        Assert.Equal(("CVE-2026-1", Severity.High, "openssh", 7.3, "7.3"), (findings[0].RuleId, findings[0].Severity, findings[0].Component!.Name, findings[0].Vulnerability!.Cvss, findings[0].Vulnerability!.FixedVersions[0]));
        Assert.Equal("accepted in NeuVector", findings[1].Suppression!.Reason);
    }

    [Fact]
    public void A_failed_check_and_a_secret_are_facts_of_their_own()
    {
        var facts = Report.Facts(Many);
        Assert.Equal("4.1", Assert.Single(Report.Findings(facts.Single(fact => fact.Kind == FactKind.ConfigurationScan))).RuleId);
        var secret = Assert.Single(Report.Findings(facts.Single(fact => fact.Kind == FactKind.SecretsScan)));
        Assert.Equal((FindingKind.PossibleSecret, "Private Key"), (secret.Kind, secret.RuleId));
        Assert.DoesNotContain("hidden-key", secret.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "neuvector");
}
