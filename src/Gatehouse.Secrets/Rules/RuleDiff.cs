using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Secrets;

/// <summary>What became of a rule from one pack to another.</summary>
public enum RuleChangeKind
{
    /// <summary>Only the newer pack has it.</summary>
    Added,

    /// <summary>Only the older pack has it.</summary>
    Removed,

    /// <summary>Its severity is higher, or it is a credential now.</summary>
    Raised,

    /// <summary>Its severity is lower, or it is only a possible secret now.</summary>
    Lowered,

    /// <summary>It finds by something else: literals, pattern, checksum, entropy, stop words, paths.</summary>
    Pattern,

    /// <summary>It is proved by other cases.</summary>
    Cases,

    /// <summary>Only its words differ.</summary>
    Text,
}

/// <summary>One change of one rule.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="What">In words.</param>
public sealed record RuleChange(string Rule, RuleChangeKind Kind, string What);

/// <summary>Two packs held against each other.</summary>
public static class RuleDiff
{
    /// <summary>The changes, by rule; a rule may have several.</summary>
    public static ImmutableArray<RuleChange> Between(IEnumerable<SecretRule> older, IEnumerable<SecretRule> newer)
    {
        var (old, now) = (older.ToDictionary(rule => rule.Id, StringComparer.Ordinal), newer.ToDictionary(rule => rule.Id, StringComparer.Ordinal));
        var changes = ImmutableArray.CreateBuilder<RuleChange>();
        foreach (var id in old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!old.TryGetValue(id, out var before))
                changes.Add(new RuleChange(id, RuleChangeKind.Added, $"{now[id].Severity.ToLabel()}{(now[id].Since is { } since ? $", since {since}" : "")}: {now[id].Title}"));
            else if (!now.TryGetValue(id, out var after))
                changes.Add(new RuleChange(id, RuleChangeKind.Removed, $"{before.Severity.ToLabel()}: {before.Title}"));
            else
                changes.AddRange(Of(before, after));
        }

        return changes.ToImmutable();
    }

    private static IEnumerable<RuleChange> Of(SecretRule before, SecretRule after)
    {
        if (before.Severity != after.Severity)
            yield return new RuleChange(after.Id, after.Severity > before.Severity ? RuleChangeKind.Raised : RuleChangeKind.Lowered, $"{before.Severity.ToLabel()} to {after.Severity.ToLabel()}");
        if (before.Kind != after.Kind)
            yield return new RuleChange(after.Id, after.Kind == FindingKind.Credential ? RuleChangeKind.Raised : RuleChangeKind.Lowered, after.Kind == FindingKind.Credential ? "possible secret to credential" : "credential to possible secret");
        var parts = Differing(
            ("pattern", before.Pattern == after.Pattern), ("literals", Same(before.Literals, after.Literals) && Same(before.LiteralsIgnoreCase, after.LiteralsIgnoreCase)),
            ("checksum", before.Checksum == after.Checksum), ("ends", before.Ends == after.Ends), ("entropy", before.Entropy.Equals(after.Entropy)), ("stop words", Same(before.StopWords, after.StopWords)),
            ("paths", Same(before.Paths, after.Paths) && Same(before.ExcludePaths, after.ExcludePaths)));
        if (parts.Length > 0)
            yield return new RuleChange(after.Id, RuleChangeKind.Pattern, parts);
        var cases = Differing(("find", Same(before.Find, after.Find)), ("ignore", Same(before.Ignore, after.Ignore)));
        if (cases.Length > 0)
            yield return new RuleChange(after.Id, RuleChangeKind.Cases, $"{cases} ({before.Find.Length} and {before.Ignore.Length} before, {after.Find.Length} and {after.Ignore.Length} now)");
        var texts = Differing(
            ("title", before.Title == after.Title), ("provider", before.Provider == after.Provider), ("description", before.Description == after.Description), ("confidence", before.Confidence == after.Confidence),
            ("source", before.Source == after.Source && before.Structure == after.Structure), ("revoke", before.Revoke == after.Revoke && before.RevokeUrl == after.RevokeUrl), ("since", before.Since == after.Since && before.RaisedIn == after.RaisedIn));
        if (texts.Length > 0)
            yield return new RuleChange(after.Id, RuleChangeKind.Text, texts);
    }

    private static string Differing(params ReadOnlySpan<(string Name, bool IsSame)> parts)
    {
        var names = new List<string>();
        foreach (var (name, isSame) in parts)
        {
            if (!isSame)
                names.Add(name);
        }

        return string.Join(", ", names);
    }

    private static bool Same(ImmutableArray<string> a, ImmutableArray<string> b) => a.AsSpan().SequenceEqual(b.AsSpan());
}
