using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>Puts the owners of its path on each finding.</summary>
internal static class Ownership
{
    public static void Mark(Finding[] findings, CodeOwners? owners)
    {
        if (owners is null)
            return;
        var known = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        for (var i = 0; i < findings.Length; i++)
        {
            if (findings[i].Location is not { IsUri: false } location)
                continue;
            if (!known.TryGetValue(location.Path, out var names))
                known[location.Path] = names = owners.Of(location.Path);
            findings[i] = findings[i] with { Owners = names };
        }
    }
}
