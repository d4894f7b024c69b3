using System.Collections.Immutable;
using System.Text;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>One line: a pattern and its owners.</summary>
/// <param name="Section">The section's name in lower case; empty before the first one.</param>
/// <param name="IsExclusion">GitLab's <c>!pattern</c>: the section has nothing to say there, whatever follows.</param>
internal sealed record OwnerRule(string Section, OwnerPattern Pattern, ImmutableArray<string> Owners, bool IsExclusion)
{
    public static ImmutableArray<string> OwnersOf(ImmutableArray<OwnerRule> rules, string path)
    {
        var bytes = Encoding.UTF8.GetBytes(path);
        var settled = new HashSet<string>(StringComparer.Ordinal);
        var owners = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            if (rule.IsExclusion && rule.Pattern.IsMatch(bytes))
                settled.Add(rule.Section);
        }

        for (var i = rules.Length - 1; i >= 0; i--)
        {
            var rule = rules[i];
            if (rule.IsExclusion || settled.Contains(rule.Section) || !rule.Pattern.IsMatch(bytes))
                continue;
            settled.Add(rule.Section);
            owners.UnionWith(rule.Owners);
        }

        return [.. owners];
    }
}

/// <summary>
/// A pattern as gitignore(5) reads it, with CODEOWNERS' one difference: <c>docs/*</c> means the files in that folder and
/// none further down. Braces mean themselves.
/// </summary>
internal sealed class OwnerPattern
{
    private readonly byte[] _pattern;
    private readonly bool _isExact;

    public OwnerPattern(string text)
    {
        _isExact = text.EndsWith("/*", StringComparison.Ordinal);
        var isAnchored = text.TrimEnd('/').Contains('/', StringComparison.Ordinal);
        text = text.TrimStart('/');
        if (!isAnchored)
            text = "**/" + text;
        _pattern = Encoding.UTF8.GetBytes(text.EndsWith('/') ? text + "**" : text);
    }

    public bool IsMatch(ReadOnlySpan<byte> path) => _isExact ? WildMatch.IsExactMatch(_pattern, path) : WildMatch.IsMatch(_pattern, path);
}
