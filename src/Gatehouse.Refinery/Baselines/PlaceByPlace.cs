using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>
/// A finding of several places as a finding a place, each with the fingerprint that it would have alone: so a tool that tells
/// its pages one by one today and together tomorrow matches the same baseline, and a place that is new is not hidden behind
/// those that were known.
/// </summary>
internal static class PlaceByPlace
{
    public static IEnumerable<Finding> Of(Finding finding)
    {
        yield return finding;
        foreach (var place in finding.AlsoAt.IsDefault ? [] : finding.AlsoAt)
            yield return Fingerprinting.Alone(finding, place);
    }

    /// <summary>As <see cref="MultisetMatch.Known"/>: true where every place has an earlier finding of its own.</summary>
    public static bool[] Known(IReadOnlyList<Finding> findings, IReadOnlyList<int> now, IEnumerable<Earlier> earlier)
    {
        var parts = findings.ToList();
        var open = now.ToList();
        var owners = new List<int>();
        foreach (var index in now)
        {
            foreach (var part in Of(findings[index]).Skip(1))
            {
                open.Add(parts.Count);
                parts.Add(part);
                owners.Add(index);
            }
        }

        var known = MultisetMatch.Known(parts, open, earlier);
        for (var i = 0; i < owners.Count; i++)
            known[owners[i]] &= known[findings.Count + i];
        return known[..findings.Count];
    }
}
