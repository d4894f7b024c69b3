using System.Text;
using Gatehouse.Configuration;
using Gatehouse.Engine;
using Gatehouse.Rules.Secrets;

namespace Gatehouse.Secrets.Tests;

/// <summary>The engine as the runner opens it: its section, and what makes notes of another run unusable.</summary>
public class SecretsEngineTests
{
    private static EngineOpening Open(string? yaml, bool hasPack = true)
    {
        object? section = null;
        if (yaml is not null)
        {
            var configuration = ConfigurationReader.Read(Encoding.UTF8.GetBytes("version: 1\n" + yaml), "gatehouse.yaml", [new SecretsSection()]);
            Assert.Empty(configuration.Problems);
            section = configuration.Root["secrets"];
        }

        return new SecretsEngine().Open(new EngineContext
        {
            Now = DateTimeOffset.UnixEpoch,
            RulePacks = hasPack ? new Dictionary<string, ReadOnlyMemory<byte>> { [RulePack.Name] = SecretsRulePack.Bytes.ToArray() } : [],
            Section = section,
        });
    }

    private const string Own = """
        secrets:
          rules:
            - id: acme-key
              title: Acme key
              kind: credential
              severity: high
              confidence: high
              literals: [acme-]
              pattern: 'acme-[0-9a-z]{12}'
        """;

    [Fact]
    public void Without_a_section_the_built_in_rules_are_used() => Assert.NotNull(Open(null).Session);

    [Fact]
    public void Own_rules_and_disabled_ones_make_another_session()
    {
        var plain = Open(null).Session!.Digest;
        Assert.Equal(plain, Open(null).Session!.Digest);
        Assert.NotEqual(plain, Open(Own).Session!.Digest);
        Assert.NotEqual(plain, Open("secrets:\n  disable: [private-key]").Session!.Digest);
    }

    [Fact]
    public void A_misspelt_rule_to_disable_is_said() =>
        Assert.Contains("secrets.disable names \"privat-key\"", Open("secrets:\n  disable: [privat-key]").Problem, StringComparison.Ordinal);

    [Fact]
    public void An_own_rule_with_a_built_in_id_takes_its_place_only_when_that_is_disabled()
    {
        var own = Own.Replace("acme-key", "private-key", StringComparison.Ordinal);
        Assert.Contains("a built-in rule's id", Open(own).Problem, StringComparison.Ordinal);
        Assert.NotNull(Open(own + "\n  disable: [private-key]").Session);
    }

    [Fact]
    public void A_bad_own_rule_is_said_with_its_place()
    {
        var opening = Open(Own.Replace("[0-9a-z]{12}", "[0-9a-z]+", StringComparison.Ordinal));
        Assert.Null(opening.Session);
        Assert.Contains("gatehouse.yaml:10", opening.Problem, StringComparison.Ordinal);
        Assert.Contains("no bound", opening.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void With_no_rule_at_all_there_is_no_session() => Assert.Contains("no secrets rule", Open(null, hasPack: false).Problem, StringComparison.Ordinal);
}
