using System.Collections.Immutable;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Secrets.Tests;

public class RuleDiffTests
{
    private const string File = "id: acme\nprovider: Acme\ntitle: Acme token\nkind: credential\nseverity: high\nconfidence: high\ndescription: A token.\nliterals: ['acme-']\npattern: 'acme-[0-9a-f]{8}'\nrevoke: In the settings.\ncases:\n  find: ['acme-0a1b2c3d', 'x=acme-0a1b2c3d']\n  ignore: ['acme-', 'acme-zz']\n";

    private static (SecretRule? Rule, IReadOnlyList<RuleProblem> Problems) Read(string more) => RuleFile.Read(Encoding.UTF8.GetBytes(File + more));

    private static SecretRule Rule(string more = "") => Read(more).Rule!;

    [Fact]
    public void A_rule_says_since_when_it_is_as_it_is_and_a_pack_keeps_it()
    {
        var rule = Rule("since: '0.10'\nraised: {version: '0.12', from: medium}\n");
        Assert.Equal((new PackVersion(0, 10), new PackVersion(0, 12), Severity.Medium), (rule.Since, rule.RaisedIn, rule.RaisedFrom));
        var back = Assert.Single(RulePack.Read(RulePack.Write([rule])));
        Assert.Equal((rule.Since, rule.RaisedIn, rule.RaisedFrom), (back.Since, back.RaisedIn, back.RaisedFrom));
        Assert.Equal((null, null, null), (Rule().Since, Rule().RaisedIn, Rule().RaisedFrom));
    }

    [Theory]
    [InlineData("since: soon\n", "is no release")]
    [InlineData("raised: {version: '0.2'}\n", "from which severity")]
    [InlineData("raised: {version: '0.2', from: critical}\n", "lower than that of now")]
    public void A_history_that_cannot_be_is_an_error(string more, string message) =>
        Assert.Contains(message, Assert.Single(Read(more).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void Each_change_is_told()
    {
        var old = Rule();
        Assert.Equal(["acme Added"], Told([], [old]));
        Assert.Equal(["acme Removed"], Told([old], []));
        Assert.Equal(["acme Raised"], Told([old], [old with { Severity = Severity.Critical }]));
        Assert.Equal(["acme Lowered"], Told([old], [old with { Severity = Severity.Low }]));
        Assert.Equal(["acme Lowered"], Told([old], [old with { Kind = FindingKind.PossibleSecret }]));
        Assert.Equal(["acme Pattern"], Told([old], [old with { Entropy = 3 }]));
        Assert.Equal(["acme Cases"], Told([old], [old with { Find = old.Find.Add("acme-11223344") }]));
        Assert.Equal(["acme Text"], Told([old], [old with { Title = "Another" }]));
        Assert.Empty(Told([old], [old]));
    }

    [Fact]
    public void Bytes_that_are_no_pack_are_none_however_they_are_cut()
    {
        var pack = RulePack.Write([Rule("since: '0.2'\n")]);
        Assert.NotNull(RulePack.TryRead(pack));
        Assert.All(Enumerable.Range(0, pack.Length), length => Assert.Null(RulePack.TryRead(pack.AsMemory(0, length))));
        Assert.Null(RulePack.TryRead(new byte[] { (byte)'G', (byte)'H', (byte)'S', (byte)'R', 2, 0xff, 0xff, 0xff, 0xff, 7 }));
    }

    private static IEnumerable<string> Told(ImmutableArray<SecretRule> old, ImmutableArray<SecretRule> now) => RuleDiff.Between(old, now).Select(change => $"{change.Rule} {change.Kind}");
}
