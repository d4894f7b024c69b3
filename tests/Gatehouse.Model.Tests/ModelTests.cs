using CsCheck;

namespace Gatehouse.Model.Tests;

public class ModelTests
{
    [Theory]
    [InlineData("pkg:npm/%40scope/name@1.2.3", "npm", "@scope", "name", "1.2.3")]
    [InlineData("pkg:npm/@scope/name@1.2.3", "npm", "@scope", "name", "1.2.3")]
    [InlineData("pkg:maven/org.acme/lib@1.0?type=jar#sub", "maven", "org.acme", "lib", "1.0")]
    [InlineData("pkg:golang/github.com/a/b@v1", "golang", "github.com/a", "b", "v1")]
    [InlineData("PKG:deb/debian/curl", "deb", "debian", "curl", null)]
    public void Package_urls_are_read(string text, string type, string? ns, string name, string? version)
    {
        Assert.True(PackageUrl.TryParse(text, out var purl));
        Assert.Equal((type, ns, name, version), (purl.Type, purl.Namespace, purl.Name, purl.Version));
    }

    [Theory]
    [InlineData("npm/name")]
    [InlineData("pkg:npm")]
    [InlineData("pkg:/name")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_package_url_is_refused(string? text) => Assert.False(PackageUrl.TryParse(text, out _));

    [Fact]
    public void A_package_url_survives_writing_and_reading() =>
        Gen.Select(Gen.String[Gen.Char["abc1.-_ @/%ü"], 1, 8], Gen.String[Gen.Char["abc1.-_+:"], 1, 8]).Sample((name, version) =>
        {
            var purl = new PackageUrl("generic", null, name.Replace('/', 'x'), version);
            return PackageUrl.TryParse(purl.ToString(), out var back) && back == purl;
        });

    [Fact]
    public void Subjects_match_by_digest_and_not_by_name()
    {
        var commit = Subject.OfCommit(new string('a', 40), "main");
        Assert.True(commit.Matches(Subject.OfCommit(new string('A', 40), "other")));
        Assert.False(commit.Matches(Subject.OfCommit(new string('b', 40), "main")));
        Assert.False(commit.Matches(Subject.OfTree("main", new string('a', 40))));
    }

    [Theory]
    [InlineData(9.0, Severity.Critical)]
    [InlineData(8.9, Severity.High)]
    [InlineData(6.9, Severity.Medium)]
    [InlineData(3.9, Severity.Low)]
    [InlineData(0.0, Severity.Info)]
    public void Cvss_scores_fall_into_their_bands(double score, Severity severity) => Assert.Equal(severity, Severities.FromCvss(score));

    [Fact]
    public void An_unknown_severity_is_not_guessed() => Assert.False(Severities.TryParse("scary", out _));

    [Fact]
    public void A_fingerprint_keeps_its_scheme()
    {
        Assert.True(Fingerprint.TryParse("gatehouse/1:ab", out var fingerprint));
        Assert.Equal(("gatehouse/1", "ab"), (fingerprint.Scheme, fingerprint.Value));
        Assert.False(Fingerprint.TryParse("ab", out _));
    }

    [Fact]
    public void A_suppressed_or_merged_finding_does_not_count()
    {
        var finding = new Finding { RuleId = "r", Supplier = "s", Kind = FindingKind.Code, Severity = Severity.High, Message = "m" };
        Assert.True(finding.IsActive);
        Assert.False((finding with { Suppression = new Suppression("file", "", "f") }).IsActive);
        Assert.False((finding with { MergedInto = new Fingerprint("a", "b") }).IsActive);
    }
}
