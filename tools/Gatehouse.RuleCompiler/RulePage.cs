using System.Text;
using Gatehouse.Model;
using Gatehouse.Secrets;

namespace Gatehouse.RuleCompiler;

/// <summary>docs/rules/secrets.md: every rule with what it is, how it is known, and how to revoke it.</summary>
internal static class RulePage
{
    public static string Of(IReadOnlyList<SecretRule> rules)
    {
        var text = new StringBuilder("# Secrets rules\n\n<!-- Generated from rules/secrets by tools/docs. -->\n\n");
        text.Append($"{rules.Count} rules. `gatehouse rules explain ID` shows the same at the terminal.\n\n");
        text.Append("| known by | rules |\n|---|---|\n");
        foreach (var (how, wanted) in Counts)
            text.Append($"| {how} | {rules.Count(wanted)} |\n");
        text.Append('\n');
        text.Append("| rule | provider | severity | known by |\n|---|---|---|---|\n");
        foreach (var rule in rules.OrderBy(rule => rule.Id, StringComparer.Ordinal))
            text.Append($"| [{rule.Id}](#{rule.Id}) | {rule.Provider} | {rule.Severity.ToLabel()} | {Known(rule)} |\n");
        foreach (var rule in rules.OrderBy(rule => rule.Id, StringComparer.Ordinal))
        {
            text.Append($"\n## {rule.Id}\n\n**{rule.Title}** ({rule.Severity.ToLabel()}). {rule.Description}\n\n");
            text.Append($"- Known by: {Known(rule)}{(rule.Source is null ? "" : $", <{rule.Source}>")}\n");
            text.Append($"- Pattern: {Code(rule.Pattern)}\n");
            text.Append($"- Revoke: {rule.Revoke}{(rule.RevokeUrl is null ? "" : $" <{rule.RevokeUrl}>")}\n");
        }

        return text.ToString();
    }

    // Each rule counts once.
    private static readonly (string How, Func<SecretRule, bool> Wanted)[] Counts =
    [
        ("a prefix, length or checksum that the provider's own page states (the page is named)", rule => IsStructural(rule)),
        ("a shape of the provider's that no page of its own states, or the words round it", rule => !IsStructural(rule) && rule.Provider != "Generic"),
        ("the words round it, whoever issued it (generic)", rule => !IsStructural(rule) && rule.Provider == "Generic"),
    ];

    private static bool IsStructural(SecretRule rule) => rule.Structure != SecretStructure.None;

    // Within a code span nothing can be escaped: one that holds a back-tick is set in two (CommonMark §6.1).
    private static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";

    private static string Known(SecretRule rule) => (rule.Structure, rule.Checksum) switch
    {
        (_, { } checksum) => $"{rule.Structure.ToString().ToLowerInvariant()} and {checksum}",
        (SecretStructure.None, null) => "the words round it",
        _ => rule.Structure.ToString().ToLowerInvariant(),
    };
}
