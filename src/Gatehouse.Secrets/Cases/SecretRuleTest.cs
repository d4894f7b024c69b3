using System.Collections.Immutable;
using System.Text;

namespace Gatehouse.Secrets;

/// <summary>Lets every rule prove itself by its own cases, among all the others: what it must find it alone finds, what it must ignore it does.</summary>
public static class SecretRuleTest
{
    /// <summary>A sentence for each case that does not hold.</summary>
    public static IEnumerable<string> Run(ImmutableArray<SecretRule> rules)
    {
        var scanner = new SecretScanner(new CompiledRules(rules));
        foreach (var rule in rules)
        {
            for (var i = 0; i < rule.Find.Length; i++)
            {
                var found = Found(CaseTemplate.Expand(rule, rule.Find[i], i));
                if (found is not [var only] || only != rule.Id)
                    yield return $"{rule.Id}: must find {rule.Find[i]}: found {(found.Count == 0 ? "nothing" : string.Join(", ", found))}";
            }

            for (var i = 0; i < rule.Ignore.Length; i++)
            {
                if (Found(CaseTemplate.Expand(rule, rule.Ignore[i], 1000 + i)).Contains(rule.Id))
                    yield return $"{rule.Id}: must ignore {rule.Ignore[i]}";
            }
        }

        // A shape whose checksum does not fit is told as a possible secret, and counts as ignored.
        List<string> Found(string text) =>
            [.. scanner.Scan("src/settings.txt"u8, Encoding.UTF8.GetBytes(text)).Where(match => match.IsProven).Select(match => rules[match.Rule].Id)];
    }
}
