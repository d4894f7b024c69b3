using System.Text;
using Gatehouse.Model;
using Gatehouse.Secrets;

namespace Gatehouse.RuleCompiler;

/// <summary>docs/rules/secrets.md: every rule with what it is, how it is known, and how to revoke it.</summary>
internal static class RulePage
{
    public static string Of(IReadOnlyList<SecretRule> rules)
    {
        var structural = rules.Count(rule => rule.Structure != SecretStructure.None);
        var text = new StringBuilder("# Secrets rules\n\n<!-- Generated from rules/secrets by tools/docs. -->\n\n");
        text.Append($"{rules.Count} rules; {structural} of them rest on a shape that the provider itself publishes (the page is named). ");
        text.Append("`gatehouse rules explain ID` shows the same at the terminal.\n\n");
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

    // Within a code span nothing can be escaped: one that holds a back-tick is set in two (CommonMark §6.1).
    private static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";

    private static string Known(SecretRule rule) => (rule.Structure, rule.Checksum) switch
    {
        (_, { } checksum) => $"{rule.Structure.ToString().ToLowerInvariant()} and {checksum}",
        (SecretStructure.None, null) => "the words round it",
        _ => rule.Structure.ToString().ToLowerInvariant(),
    };
}
