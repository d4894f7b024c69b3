using System.Globalization;
using System.Text;
using Gatehouse.Engine;
using Gatehouse.Model;
using Gatehouse.Rules.Secrets;

namespace Gatehouse.Secrets.Tests;

/// <summary>What a finding says of its place: docs/adr/021-lower-in-tests.md.</summary>
public class SecretFindingTests
{
    private static readonly IReadOnlyList<SecretRule> Rules = RulePack.Read(SecretsRulePack.Bytes.ToArray());

    private static Finding At(string rule, string path, bool isLowered = true, bool isNamedTest = false, DateOnly? ends = null) =>
        SecretFinding.Of(Rules.Single(known => known.Id == rule), path, new SecretNote(0, Region.Line(1), 40, true, isNamedTest, ends?.DayNumber ?? 0, 1), isLowered, new DateOnly(2026, 5, 1));

    [Theory]
    [InlineData("private-key", "tests/a.pem", FindingKind.PossibleSecret, Severity.Medium)]
    [InlineData("private-key", "README.md", FindingKind.PossibleSecret, Severity.Medium)]
    [InlineData("private-key", "src/a.pem", FindingKind.Credential, Severity.Critical)]
    [InlineData("generic-env-secret", "docs/config.rst", FindingKind.PossibleSecret, Severity.Medium)]
    [InlineData("generic-env-secret", "src/config.py", FindingKind.PossibleSecret, Severity.High)]
    [InlineData("generic-secret", "tests/a.py", FindingKind.PossibleSecret, Severity.Medium)]
    [InlineData("stripe-secret-key", "tests/a.py", FindingKind.Credential, Severity.Critical)]
    [InlineData("azure-shared-access-signature", "src/a.py", FindingKind.Credential, Severity.High)]
    [InlineData("azure-shared-access-signature", "tests/a.py", FindingKind.PossibleSecret, Severity.Medium)]
    public void What_nobody_issued_counts_for_less_in_tests_and_documents(string rule, string path, FindingKind kind, Severity severity)
    {
        var finding = At(rule, path);
        Assert.Equal((kind, severity), (finding.Kind, finding.Severity));
    }

    [Theory]
    [InlineData("private-key", "tests/a.pem", true)]
    [InlineData("private-key", "src/a.pem", false)]
    [InlineData("generic-secret", "tests/a.py", false)]
    public void A_severity_that_is_not_the_rules_is_explained(string rule, string path, bool isTold) =>
        Assert.Equal(isTold, At(rule, path).Message.Contains("in a test, a document or an example", StringComparison.Ordinal));

    [Fact]
    public void A_name_of_tests_counts_as_their_folder_does()
    {
        var finding = At("private-key", "src/keys.rs", isNamedTest: true);
        Assert.Equal((FindingKind.PossibleSecret, Severity.Medium), (finding.Kind, finding.Severity));
        Assert.Contains("its name says that it is made for tests", finding.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Critical, At("stripe-secret-key", "src/keys.rs", isNamedTest: true).Severity);
    }

    [Theory]
    [InlineData("const TEST_KEY = »", true)]
    [InlineData("let samplePrivateKey = \"-----BEGIN RSA PRIVATE KEY-----»", true)]
    [InlineData("fakeKey = \"\"\"\n-----BEGIN PRIVATE KEY-----»", true)]
    [InlineData("# for tests\nkey = »", false)]
    [InlineData("# a test\n-----BEGIN PRIVATE KEY-----»", false)]
    [InlineData("test_key: |\n  -----BEGIN PRIVATE KEY-----»", true)]
    [InlineData("latest_key = »", false)]
    [InlineData("key = »", false)]
    [InlineData("»", false)]
    public void A_name_is_what_stands_before_the_secret(string marked, bool isOfTest) =>
        Assert.Equal(isOfTest, SecretName.IsOfTest(Encoding.UTF8.GetBytes(marked.Replace("»", "MIIE", StringComparison.Ordinal)), Encoding.UTF8.GetByteCount(marked[..marked.IndexOf('»', StringComparison.Ordinal)])));

    [Theory]
    [InlineData("<pre><code class=\"bash\">\ntoken: »", true)]
    [InlineData("<pre>x</pre>\ntoken: »", false)]
    [InlineData("<prefix>\ntoken: »", false)]
    [InlineData("/// Use it so:\n```js\nlet token = »", true)]
    [InlineData("/// ```js\n/// x\n/// ```\nlet token = »", false)]
    [InlineData("let token = »", false)]
    public void A_sample_that_a_page_shows_is_told_apart(string marked, bool isSample) =>
        Assert.Equal(isSample, SampleText.Holds(Encoding.ASCII.GetBytes(marked.Replace("»", "q8Zr", StringComparison.Ordinal)), marked.IndexOf('»', StringComparison.Ordinal)));

    [Theory]
    [InlineData("2026-04-30", Severity.Low)]
    [InlineData("2026-05-01", Severity.High)]
    public void What_has_ended_opens_nothing(string ends, Severity severity)
    {
        var finding = At("azure-shared-access-signature", "src/a.py", ends: DateOnly.Parse(ends, CultureInfo.InvariantCulture));
        Assert.Equal(severity, finding.Severity);
        Assert.Equal(severity == Severity.Low, finding.Message.Contains("it ended on 2026-04-30", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://acme.example/c?se=2023-12-20T22:54:52Z&sig=»", "2023-12-20")]
    [InlineData("https://acme.example/c?sig=»&amp;se=2023-12-20", "2023-12-20")]
    [InlineData("?se=2023-12-20&sig=» ?se=2031-01-01", "2023-12-20")]
    [InlineData("?se=2023-12-20&sig=»&se=2031-01-01", "2031-01-01")]
    [InlineData("?base=2023-12-20&sig=»", null)]
    [InlineData("?se=2023-13-20&sig=»", null)]
    [InlineData("?se=2023-12-2", null)]
    [InlineData("?sig=»", null)]
    public void An_end_is_read_from_the_address_that_holds_the_secret(string marked, string? day)
    {
        var start = marked.IndexOf('»', StringComparison.Ordinal) is >= 0 and var at ? at : marked.Length;
        Assert.Equal(day is null ? 0 : DateOnly.Parse(day, CultureInfo.InvariantCulture).DayNumber, SecretEnd.Find(Encoding.ASCII.GetBytes(marked.Replace("»", "q8Zr", StringComparison.Ordinal)), start, Math.Min(start + 4, marked.Length), "se="));
    }

    [Fact]
    public void A_note_keeps_all_that_is_known()
    {
        foreach (var (isProven, isNamedTest) in new[] { (true, true), (true, false), (false, true), (false, false) })
        {
            var note = new SecretNote(7, new Region(1, 2, 3, 4), 40, isProven, isNamedTest, 700_000, 9);
            var writer = new NoteWriter();
            note.Write(writer);
            Assert.Equal(note, SecretNote.Read(writer.Written));
        }
    }

    [Fact]
    public void Who_wants_it_is_told_the_same_everywhere()
    {
        var (inTests, inSource) = (At("private-key", "tests/a.pem", isLowered: false), At("private-key", "src/a.pem"));
        Assert.Equal((inSource.Kind, inSource.Severity, inSource.Message), (inTests.Kind, inTests.Severity, inTests.Message));
    }
}
