using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Secrets.Tests;

/// <summary>A rule's file: what is read, and that everything wrong is said at once with its line.</summary>
public class RuleFileTests
{
    private const string Sound = """
        id: acme-key
        provider: Acme
        title: Acme key
        kind: credential
        severity: high
        confidence: high
        description: Opens Acme.
        source: https://acme.example/keys
        structure: prefix
        literals: [acme-]
        pattern: '\bacme-[0-9a-z]{12}\b'
        entropy: 2.5
        revoke: At Acme, under keys.
        cases:
          find: ['acme-{alnum:12}', 'k: acme-{alnum:12}']
          ignore: ['acme-', 'acme-{alnum:11}']
        """;

    private static List<string> Problems(string yaml) => [.. RuleFile.Read(Encoding.UTF8.GetBytes(yaml)).Problems.Select(problem => $"{problem.Position.Line}: {problem.Message}")];

    private static void HasOne(string old, string other, string problem)
    {
        Assert.Contains(old, Sound, StringComparison.Ordinal);
        var only = Assert.Single(Problems(Sound.Replace(old, other, StringComparison.Ordinal)));
        Assert.Contains(problem, only, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_rule_is_read_whole()
    {
        var (rule, problems) = RuleFile.Read(Encoding.UTF8.GetBytes(Sound));
        Assert.Empty(problems);
        Assert.Equal(("acme-key", Severity.High, SecretStructure.Prefix, 2.5), (rule!.Id, rule.Severity, rule.Structure, rule.Entropy));
        Assert.Equal(["acme-"], rule.Literals);
        Assert.Equal(2, rule.Find.Length);
    }

    [Theory]
    [InlineData("id: acme-key", "id: Acme Key", "1: an id has lower-case letters")]
    [InlineData("title: Acme key", "title:", "3: \"title\" is missing")]
    [InlineData("kind: credential", "kind: password", "4: \"password\" is none of credential, possible-secret")]
    [InlineData("severity: high", "severity: urgent", "5: \"urgent\" is none of critical")]
    [InlineData("source: https://acme.example/keys\n", "", "8: a structural rule names the provider's page")]
    [InlineData("literals: [acme-]", "literals: []", "at least one literal is needed")]
    [InlineData("literals: [acme-]", "literals: [acme-, ac]", "shorter than 3 bytes")]
    [InlineData("literals: [acme-]", "literals: [other-]", "10: it cannot be shown that every match holds one of the literals")]
    [InlineData("{12}\\b", "+\\b", "11: the match has no bound below 16,384 bytes")]
    [InlineData("acme-[0-9a-z]{12}\\b", "acme-[0-9a-z", "11: ")]
    [InlineData("\\bacme-[0-9a-z]{12}\\b", "acme-[0-9a-z]{12}(?:[^0-9a-z]|$)", "11: the match ends with a delimiter")]
    [InlineData("\\bacme-[0-9a-z]{12}\\b", "(?P<key>acme-[0-9a-z]{12})", "11: the only named group is")]
    [InlineData("entropy: 2.5", "entropy: high", "12: \"high\" is no number of bits")]
    [InlineData("entropy: 2.5", "entropy: 9", "12: \"9\" is no number of bits")]
    [InlineData("entropy: 2.5", "checksum: md5", "12: the checksum \"md5\" is not known; known are:")]
    [InlineData("entropy: 2.5", "excluded: x", "12: the key \"excluded\" is not known")]
    [InlineData("['acme-', 'acme-{alnum:11}']", "['acme-']", "15: a rule has at least two cases to find and two to ignore")]
    public void What_is_wrong_is_said_with_its_line(string old, string other, string problem) => HasOne(old, other, problem);

    [Fact]
    public void Everything_wrong_is_said_at_once() =>
        Assert.Equal(3, Problems(Sound.Replace("severity: high", "severity: urgent", StringComparison.Ordinal).Replace("kind: credential", "kind: password", StringComparison.Ordinal).Replace("entropy: 2.5", "entropy: x", StringComparison.Ordinal)).Count);

    [Theory]
    [InlineData("- a", "a rule is a map")]
    [InlineData("", "a rule is a map")]
    [InlineData("id: [", "")]
    public void What_is_no_rule_at_all_is_refused(string yaml, string problem) => Assert.Contains(problem, Assert.Single(Problems(yaml)), StringComparison.Ordinal);

    [Fact]
    public void A_possible_secret_is_never_critical() =>
        Assert.Contains(Problems(Sound.Replace("severity: high", "severity: critical", StringComparison.Ordinal).Replace("kind: credential", "kind: possible-secret", StringComparison.Ordinal)), problem => problem.StartsWith("5: a possible secret", StringComparison.Ordinal));

    [Fact]
    public void A_pack_gives_back_what_was_packed()
    {
        var rule = RuleFile.Read(Encoding.UTF8.GetBytes(Sound)).Rule!;
        var read = Assert.Single(RulePack.Read(RulePack.Write([rule])));
        Assert.Equal(RulePack.Write([rule]), RulePack.Write([read]));
        Assert.Equal((rule.Id, rule.Pattern, rule.Source, rule.Revoke), (read.Id, read.Pattern, read.Source, read.Revoke));
        Assert.Throws<InvalidDataException>(() => RulePack.Read("GHSR\x03..."u8.ToArray()));
    }

    [Fact]
    public void A_deflated_pack_gives_back_the_same_and_is_refused_when_broken()
    {
        var rule = RuleFile.Read(Encoding.UTF8.GetBytes(Sound)).Rule!;
        var deflated = RulePack.WriteDeflated([rule]);
        Assert.Equal(RulePack.Write([rule]), RulePack.Write(RulePack.Read(deflated)));
        Assert.Null(RulePack.TryRead(deflated.AsMemory(0, deflated.Length / 2)));
        Assert.Null(RulePack.TryRead("GHSR\x7F..."u8.ToArray()));
    }
}
