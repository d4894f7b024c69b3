using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>Marks the findings that someone accepted, and says which acceptances are over or needed no more.</summary>
internal static class Suppressor
{
    public static void Mark(Finding[] findings, RefineRequest request, List<RefineWarning> warnings)
    {
        var inline = new InlineRules(request.HonorInline ? request.Directives : []);
        var entries = new EntryIndex(request.Suppressions);
        var ids = new FlawIds(findings);
        var today = DateOnly.FromDateTime(request.Now.UtcDateTime);
        var used = new bool[request.Suppressions.Count];
        for (var i = 0; i < findings.Length; i++)
        {
            var finding = findings[i];
            var names = ids.Of(finding);
            var found = finding.Suppression ?? inline.For(finding, names, warnings);
            if (found is { Kind: "inline" or "file" } && Forbids(request.Never, names))
                found = Refused(found.Source, finding, warnings);
            foreach (var number in entries.For(finding, names))
            {
                var entry = request.Suppressions[number];
                used[number] = true;
                if (Forbids(entry.Never, names))
                {
                    Refused(entry.Source, finding, warnings);
                    continue;
                }

                if (entry.Expires is not { } last || last >= today)
                    found ??= new Suppression("file", entry.Reason, entry.Source) { Owner = entry.Owner, Expires = entry.Expires };
            }

            findings[i] = finding with { Suppression = found };
        }

        for (var number = 0; number < used.Length; number++)
        {
            var entry = request.Suppressions[number];
            if (entry.Expires is { } last && last < today)
            {
                var effect = used[number] ? "what it covered counts again" : "it covers nothing that is still found";
                warnings.Add(new RefineWarning(entry.Source, string.Create(CultureInfo.InvariantCulture, $"the suppression of {Name(entry)} held until {last:yyyy-MM-dd} and is over; {effect}. Mend the cause and remove the entry, or decide anew.")));
            }
            else if (entry.IsOwn && !used[number])
            {
                warnings.Add(new RefineWarning(entry.Source, $"the suppression of {Name(entry)} fits no finding. Remove it."));
            }
        }
    }

    // By every id of the flaw: an alias is no way round.
    private static bool Forbids(ImmutableArray<string> never, IReadOnlyCollection<string> upperIds) =>
        never.Any(pattern => Encoding.UTF8.GetBytes(pattern.ToUpperInvariant()) is var bytes && upperIds.Any(id => WildMatch.IsExactMatch(bytes, Encoding.UTF8.GetBytes(id))));

    private static Suppression? Refused(string source, Finding finding, List<RefineWarning> warnings)
    {
        warnings.Add(new RefineWarning(source, $"the floor lets nothing silence {finding.RuleId}, so it is not applied. Mend the cause and remove it."));
        return null;
    }

    private static string Name(SuppressionEntry entry) =>
        !entry.Ids.IsDefaultOrEmpty ? string.Join(", ", entry.Ids.Take(3)) + (entry.Ids.Length > 3 ? ", …" : "")
        : !entry.IdPrefixes.IsDefaultOrEmpty ? entry.IdPrefixes[0] + "*"
        : !entry.Paths.IsDefaultOrEmpty ? entry.Paths[0].Pattern
        : entry.File ?? entry.Packages.FirstOrDefault()?.Name ?? "everything";

    /// <summary>Entries by id, so that a finding is held against the few that can fit.</summary>
    private sealed class EntryIndex
    {
        private readonly IReadOnlyList<SuppressionEntry> _entries;
        private readonly Dictionary<string, List<int>> _byId = new(StringComparer.Ordinal);
        private readonly List<int> _others = [];

        public EntryIndex(IReadOnlyList<SuppressionEntry> entries)
        {
            _entries = entries;
            for (var i = 0; i < entries.Count; i++)
            {
                var ids = entries[i].Ids.IsDefault ? [] : entries[i].Ids;
                Add(i, ids);
                if (ids.Length == 0 || !entries[i].IdPrefixes.IsDefaultOrEmpty)
                    _others.Add(i);
            }
        }

        public IEnumerable<int> For(Finding finding, IReadOnlyCollection<string> ids)
        {
            var fitting = new SortedSet<int>();
            foreach (var id in ids)
            {
                if (_byId.TryGetValue(id, out var some))
                    fitting.UnionWith(some.Where(number => EntryMatch.FitsPlace(_entries[number], finding)));
            }

            fitting.UnionWith(_others.Where(number => EntryMatch.FitsWithoutId(_entries[number], ids) && EntryMatch.FitsPlace(_entries[number], finding)));
            return fitting;
        }

        private void Add(int number, IEnumerable<string> ids)
        {
            foreach (var id in ids.Select(id => id.ToUpperInvariant()).Distinct(StringComparer.Ordinal))
            {
                if (!_byId.TryGetValue(id, out var numbers))
                    _byId[id] = numbers = [];
                numbers.Add(number);
            }
        }
    }
}

/// <summary>Whether an entry speaks of a finding.</summary>
internal static class EntryMatch
{
    /// <summary>Whether an entry that is not looked up by a whole id speaks of one of these: by a prefix, or by its place alone.</summary>
    public static bool FitsWithoutId(SuppressionEntry entry, IReadOnlyCollection<string> upperIds) =>
        entry.IdPrefixes.IsDefaultOrEmpty
            ? entry.Ids.IsDefaultOrEmpty && (!entry.Paths.IsDefaultOrEmpty || !entry.Packages.IsDefaultOrEmpty || entry.File is not null)
            : entry.IdPrefixes.Any(prefix => prefix.Length > 0 && upperIds.Any(id => id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));

    public static bool FitsPlace(SuppressionEntry entry, Finding finding)
    {
        if (!entry.Kinds.IsDefaultOrEmpty && !entry.Kinds.Contains(finding.Kind))
            return false;
        var path = finding.Location is { IsUri: false } location ? location.Path : null;
        // A list of places names the member: path!member, as gitleaks writes it.
        if (entry.File is not null && !string.Equals(entry.File, path is null ? null : finding.Location!.FullPath, StringComparison.Ordinal))
            return false;
        if (entry.Line is { } line && finding.Location?.Region?.StartLine != line)
            return false;
        if (entry.Paths.IsDefaultOrEmpty && entry.Packages.IsDefaultOrEmpty)
            return true;
        return (FitsPath(entry, finding.Location) && finding.Places.Skip(1).All(place => !place.IsUri && FitsPath(entry, place))) || (!entry.Packages.IsDefault && entry.Packages.Any(package => FitsPackage(package, finding, path)));
    }

    // By the file of the repository, or by the member's full path.
    private static bool FitsPath(SuppressionEntry entry, Location? location)
    {
        if (location is not { IsUri: false } || entry.Paths.IsDefaultOrEmpty)
            return false;
        byte[] file = Encoding.UTF8.GetBytes(location.Path), full = Encoding.UTF8.GetBytes(location.FullPath);
        return (Any(entry.Paths, file) || Any(entry.Paths, full)) && !Any(entry.ExceptPaths, file) && !Any(entry.ExceptPaths, full);
    }

    private static bool Any(System.Collections.Immutable.ImmutableArray<Glob> globs, byte[] path)
    {
        foreach (var glob in globs.IsDefault ? [] : globs)
        {
            if (glob.IsMatch(path))
                return true;
        }

        return false;
    }

    private static bool FitsPackage(PackageMatch package, Finding finding, string? path)
    {
        if (finding.Component is not { } component)
            return false;
        var purl = component.Purl;
        return (package.Type is null || string.Equals(package.Type, purl?.Type, StringComparison.OrdinalIgnoreCase))
            && (package.Namespace is null || string.Equals(package.Namespace, purl?.Namespace ?? "", StringComparison.Ordinal))
            && (package.Name is null || string.Equals(package.Name, component.Name, StringComparison.Ordinal) || string.Equals(package.Name, purl?.Name, StringComparison.Ordinal))
            && (package.Version is null || string.Equals(package.Version, purl?.Version ?? component.Version, StringComparison.Ordinal))
            && (package.Path is null || (path is not null && package.Path.IsMatch(path)));
    }
}
