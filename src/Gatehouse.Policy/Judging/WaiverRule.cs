using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Policy;

/// <summary>One waiver, ready to be held against criteria, findings and unread files.</summary>
internal sealed class WaiverRule
{
    private readonly ImmutableArray<Glob> _globs;
    private readonly ImmutableArray<PackageUrl> _packages;

    public WaiverRule(Waiver waiver)
    {
        Waiver = waiver;
        var paths = waiver.Paths.IsDefault ? [] : waiver.Paths;
        _globs = [.. paths.Where(path => !IsPurl(path)).Select(path => Glob.TryParse(path, out _)).OfType<Glob>()];
        _packages = [.. paths.Where(IsPurl).Select(path => PackageUrl.TryParse(path, out var purl) ? purl : null).OfType<PackageUrl>()];
    }

    public Waiver Waiver { get; }

    /// <summary>True where it accepts the whole criterion, whatever that says.</summary>
    public bool IsWhole => Waiver.Ids.IsDefaultOrEmpty && Waiver.Paths.IsDefaultOrEmpty;

    /// <summary>Null for a path pattern or purl; otherwise what is wrong.</summary>
    public static string? CheckPath(string path)
    {
        if (IsPurl(path))
            return PackageUrl.TryParse(path, out _) ? null : "no package URL: pkg:type/name@version is wanted";
        return Glob.TryParse(path, out var problem) is null ? problem : null;
    }

    /// <summary>The last day counts.</summary>
    public bool Holds(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime) <= Waiver.Expires;

    /// <summary>Whether it speaks of the criterion: it names its id, <c>build.*</c>, or ids or paths of any criterion. One that names nothing at all covers nothing.</summary>
    public bool Covers(string criterion) => Waiver.Criteria.IsDefaultOrEmpty ? !IsWhole : Waiver.Criteria.Any(name => Names(name, criterion));

    public static bool Names(string name, string criterion) =>
        name == criterion || (name.EndsWith(".*", StringComparison.Ordinal) && criterion.StartsWith(name[..^1], StringComparison.Ordinal));

    /// <summary>Whether it accepts the finding: by rule, advisory or alias where it names ids, and by file or package where it names paths.</summary>
    public bool Accepts(Finding finding)
    {
        var byId = Waiver.Ids.IsDefaultOrEmpty || Waiver.Ids.Any(id => SameId(id, finding.RuleId) || (!finding.Aliases.IsDefault && finding.Aliases.Any(alias => SameId(id, alias))));
        var byPath = Waiver.Paths.IsDefaultOrEmpty
            || (finding.Location is not null && finding.Places.All(place => _globs.Any(glob => glob.IsMatch(place.Path))))
            || (finding.Component?.Purl is { } purl && _packages.Any(wanted => IsSamePackage(wanted, purl)));
        return byId && byPath;
    }

    /// <summary>Whether it accepts that a file stays unread: by its path alone, never by the id of a rule.</summary>
    public bool Accepts(ScanNotice notice) => Waiver.Ids.IsDefaultOrEmpty && _globs.Any(glob => glob.IsMatch(notice.Path));

    private static bool IsPurl(string path) => path.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase);

    private static bool SameId(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static bool IsSamePackage(PackageUrl wanted, PackageUrl purl) =>
        wanted.Type == purl.Type && wanted.Namespace == purl.Namespace && wanted.Name == purl.Name && (wanted.Version is null || wanted.Version == purl.Version);
}
