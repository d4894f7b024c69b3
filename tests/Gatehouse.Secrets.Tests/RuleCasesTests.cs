using System.Collections.Immutable;
using System.Text;
using Gatehouse.Model;
using Gatehouse.Rules.Secrets;

namespace Gatehouse.Secrets.Tests;

/// <summary>Every rule proves itself: its cases are found, by it alone where it rests on a structure; the others stay silent.</summary>
public class RuleCasesTests
{
    private static readonly ImmutableArray<SecretRule> Rules = RulePack.Read(SecretsRulePack.Bytes.ToArray());
    private static readonly CompiledRules Compiled = new(Rules);

    public static TheoryData<string> Ids => [.. Rules.Select(rule => rule.Id)];

    private static List<string> Found(string text, bool onlyProven = false) =>
        [.. new SecretScanner(Compiled).Scan("src/settings.txt"u8, Encoding.UTF8.GetBytes(text)).Where(match => match.IsProven || !onlyProven).Select(match => Rules[match.Rule].Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_it_must_find_it_finds(string id)
    {
        var rule = Rules.Single(rule => rule.Id == id);
        for (var i = 0; i < rule.Find.Length; i++)
        {
            for (var round = 0; round < 20; round++)
            {
                var text = CaseTemplate.Expand(rule, rule.Find[i], i, round);
                Assert.True(Found(text) is [var only] && only == id, $"case {i}, round {round}: found [{string.Join(", ", Found(text))}] in the expansion of {rule.Find[i]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_it_must_ignore_it_ignores(string id)
    {
        var rule = Rules.Single(rule => rule.Id == id);
        for (var i = 0; i < rule.Ignore.Length; i++)
        {
            for (var round = 0; round < 20; round++)
            {
                var text = CaseTemplate.Expand(rule, rule.Ignore[i], 1000 + i, round);
                // A shape whose checksum does not fit is told as a possible secret, which counts as ignored here.
                Assert.False(Found(text, onlyProven: true).Contains(id), $"case {i}, round {round}: {rule.Ignore[i]}");
            }
        }
    }

    [Fact]
    public void At_least_three_hundred_rules_rest_on_a_published_structure() =>
        Assert.InRange(Rules.Count(rule => rule is { Structure: not SecretStructure.None, Source: not null }), 300, int.MaxValue);

    [Fact]
    public void Every_rule_says_how_to_revoke() => Assert.All(Rules, rule => Assert.InRange(rule.Revoke.Length, 20, 400));

    [Fact]
    public void A_credential_without_its_checksum_is_told_as_a_possible_secret()
    {
        var token = "ghp" + "_" + "a1B2c3D4e5F6g7H8i9J0" + "kLmNoPqRsTuVwXyZ";
        var match = Assert.Single(new SecretScanner(Compiled).Scan("a"u8, Encoding.UTF8.GetBytes("x = " + token)));
        Assert.False(match.IsProven);
        var finding = SecretFinding.Of(Rules[match.Rule], "a", new SecretNote(match.Rule, Region.Line(1), 40, match.IsProven, false, 0, 1), isLoweredAside: true, default);
        Assert.Equal((FindingKind.PossibleSecret, Severity.Medium), (finding.Kind, finding.Severity));
        Assert.DoesNotContain(token[4..], finding.Message, StringComparison.Ordinal);
    }
}
