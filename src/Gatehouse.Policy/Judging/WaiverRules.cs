using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Policy;

/// <summary>Which waiver speaks of what.</summary>
internal static class WaiverRules
{
    /// <summary>Whether a waiver names the criterion: none named, <c>build.*</c>, or its id.</summary>
    public static bool Covers(Waiver waiver, string criterion) =>
        waiver.Criteria.IsDefaultOrEmpty || waiver.Criteria.Any(name => name == criterion || (name.EndsWith(".*", StringComparison.Ordinal) && criterion.StartsWith(name[..^1], StringComparison.Ordinal)));

    /// <summary>The last day counts.</summary>
    public static bool Holds(Waiver waiver, DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime) <= waiver.Expires;

    /// <summary>Findings that no waiver covers, and the waiver that covers the first of the others.</summary>
    public static (IReadOnlyList<Finding> Open, Waiver? Waiver) Apply(IReadOnlyList<Finding> findings, ImmutableArray<Waiver> waivers)
    {
        var open = new List<Finding>();
        Waiver? used = null;
        foreach (var finding in findings)
        {
            var waiver = waivers.FirstOrDefault(waiver => Covers(waiver, finding));
            if (waiver is null)
                open.Add(finding);
            else
                used ??= waiver;
        }

        return (open, used);
    }

    /// <summary>The same for files that could not be read: by path only.</summary>
    public static (IReadOnlyList<ScanNotice> Open, Waiver? Waiver) ApplyToUnread(IReadOnlyList<ScanNotice> notices, ImmutableArray<Waiver> waivers)
    {
        var open = new List<ScanNotice>();
        Waiver? used = null;
        foreach (var notice in notices)
        {
            var waiver = waivers.FirstOrDefault(waiver => waiver.Ids.IsDefaultOrEmpty && !waiver.Paths.IsDefaultOrEmpty && waiver.Paths.Any(pattern => MatchesPath(pattern, notice.Path)));
            if (waiver is null)
                open.Add(notice);
            else
                used ??= waiver;
        }

        return (open, used);
    }

    /// <summary>True where the waiver accepts the whole criterion, whatever it says.</summary>
    public static bool IsWhole(Waiver waiver) => waiver.Ids.IsDefaultOrEmpty && waiver.Paths.IsDefaultOrEmpty;

    private static bool Covers(Waiver waiver, Finding finding)
    {
        var byId = waiver.Ids.IsDefaultOrEmpty || waiver.Ids.Any(id => SameId(id, finding.RuleId) || (!finding.Aliases.IsDefault && finding.Aliases.Any(alias => SameId(id, alias))));
        var byPath = waiver.Paths.IsDefaultOrEmpty || waiver.Paths.Any(pattern => pattern.StartsWith("pkg:", StringComparison.Ordinal)
            ? MatchesPurl(pattern, finding.Component?.Purl)
            : finding.Location is { } location && MatchesPath(pattern, location.Path));
        return byId && byPath;
    }

    private static bool SameId(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static bool MatchesPath(string pattern, string path) => Glob.TryParse(pattern, out _)?.IsMatch(path) == true;

    private static bool MatchesPurl(string pattern, PackageUrl? purl) =>
        purl is not null && PackageUrl.TryParse(pattern, out var wanted) && wanted.Type == purl.Type && wanted.Namespace == purl.Namespace && wanted.Name == purl.Name
        && (wanted.Version is null || wanted.Version == purl.Version);
}
