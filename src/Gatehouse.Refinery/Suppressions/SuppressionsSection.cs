using System.Collections.Immutable;
using Gatehouse.Configuration;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary><c>suppressions</c>: findings that someone accepts until a date, with a reason.</summary>
[Section]
public sealed class SuppressionsSection : ISection
{
    /// <inheritdoc/>
    public string Name => "suppressions";

    /// <inheritdoc/>
    public string Description => "Findings that someone accepts until a date: they are shown as suppressed and do not count.";

    /// <inheritdoc/>
    public Shape Shape { get; } = new ListShape(new ObjectShape(
        new Field("ids", new ListShape(new TextShape(CheckId)), "Rules, advisories or their aliases.") { IsRequired = true },
        new Field("paths", Shape.GlobList, "Only there.") { Default = "everywhere" },
        new Field("purls", new ListShape(new TextShape(CheckPurl)), "Only in these packages: pkg:npm/name, with or without a version.") { Default = "every package" },
        new Field("reason", Shape.Text, "Why it is no problem, or why it must wait.") { IsRequired = true },
        new Field("owner", Shape.Text, "Who answers for it.") { IsRequired = true },
        new Field("expires", Shape.Date, "The last day on which it holds, at most a year ahead.") { IsRequired = true }));

    /// <summary>The entries of a section that is sound by its shape; the problems are those that the shape cannot see.</summary>
    /// <param name="section">The value of <c>suppressions</c>.</param>
    /// <param name="today">For the bound of an expiry.</param>
    /// <param name="never">Patterns of ids that an entry of the file of this number may not silence; null for none.</param>
    public static (ImmutableArray<SuppressionEntry> Entries, ImmutableArray<ConfigurationProblem> Problems) Read(ConfigurationValue section, DateOnly today, Func<int, ImmutableArray<string>>? never = null)
    {
        var entries = ImmutableArray.CreateBuilder<SuppressionEntry>();
        var problems = ImmutableArray.CreateBuilder<ConfigurationProblem>();
        foreach (var item in section.Items())
        {
            var expires = item["expires"].DateOrNull() ?? default;
            if (expires > today.AddYears(1))
                problems.Add(item["expires"].Problem(FormattableString.Invariant($"{expires:yyyy-MM-dd} is more than a year ahead"), "Choose a nearer day; what never applies is better switched off in the rules"));
            entries.Add(new SuppressionEntry
            {
                Source = FormattableString.Invariant($"{item.File}:{item.Position.Line}"),
                Ids = [.. item["ids"].Texts()],
                Paths = [.. item["paths"].Texts().Select(pattern => Glob.TryParse(pattern, out _)).OfType<Glob>()],
                Packages = [.. item["purls"].Texts().Select(PackageMatch.OfPurl).OfType<PackageMatch>()],
                Reason = item["reason"].Text(),
                Owner = item["owner"].Text(),
                Expires = expires,
                Never = never?.Invoke(item.Layer) ?? [],
                IsOwn = true,
            });
        }

        return (entries.ToImmutable(), problems.ToImmutable());
    }

    private static string? CheckId(string id) => id.Contains('*', StringComparison.Ordinal) ? "an id is written in full, without *" : null;

    private static string? CheckPurl(string purl) => PackageMatch.OfPurl(purl) is null ? "it is no package URL such as pkg:npm/name@1.2.3" : null;
}
