using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>
/// The same flaw from several suppliers counts once: the finding with the richest evidence is kept (ours, then the surer,
/// then by name), and the others point to it. Only active findings are merged: a suppressed one must not take an open one
/// with it. Findings of one supplier alone are never merged: it knows why it tells two.
/// </summary>
internal static class Merger
{
    // The names of our engines; every other supplier is another tool.
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "secrets", "threats", "dependencies", "code", "infrastructure", "images", "web", "runtime" };

    public static void Mark(Finding[] findings)
    {
        var active = Enumerable.Range(0, findings.Length).Where(index => findings[index].IsActive).ToList();
        if (active.Select(index => findings[index].Supplier).Distinct(StringComparer.Ordinal).Take(2).Count() < 2)
            return;
        var ids = new FlawIds(active.Select(index => findings[index]));
        foreach (var bucket in active.GroupBy(index => BucketOf(findings[index], ids)).Where(bucket => bucket.Key is not null))
            MergeBucket(findings, [.. bucket]);
    }

    // Only findings of one bucket can be the same flaw.
    private static string? BucketOf(Finding finding, FlawIds ids) => finding.Kind switch
    {
        FindingKind.Credential or FindingKind.PossibleSecret when finding.Location is { IsUri: false, Region: not null } location => "secret\0" + location.FullPath,
        FindingKind.Vulnerability when ids.FlawOf(finding) is var flaw and >= 0 => FormattableString.Invariant($"flaw\0{flaw}"),
        FindingKind.Code when finding.Location is { IsUri: false, Region: { } region } location && !finding.Cwe.IsDefaultOrEmpty => FormattableString.Invariant($"code\0{location.FullPath}\0{region.StartLine}"),
        _ => null,
    };

    // First those at exactly one place, then those that merely fit: of these one a supplier, so that a second find of the
    // same tool that we know no exact place for is never swallowed.
    private static void MergeBucket(Finding[] findings, List<int> bucket)
    {
        if (bucket.TrueForAll(index => findings[index].Supplier == findings[bucket[0]].Supplier))
            return;
        bucket.Sort((a, b) => Compare(findings[a], a, findings[b], b));
        var into = new Dictionary<int, int>();
        foreach (var fit in (ReadOnlySpan<Fit>)[Fit.Exact, Fit.Loose])
        {
            var kept = new KeptByPlace(findings);
            foreach (var index in bucket.Where(index => !into.ContainsKey(index)))
            {
                if (kept.Find(index, fit) is { } target)
                    into[index] = target;
                else
                    kept.Add(index);
            }
        }

        foreach (var group in bucket.Where(into.ContainsKey).GroupBy(index => Root(into, index)))
        {
            var richest = findings[group.Key];
            foreach (var index in group)
            {
                richest = Evidence.Join(richest, findings[index]);
                findings[index] = findings[index] with { MergedInto = richest.Fingerprint };
            }

            findings[group.Key] = richest;
        }
    }

    private static int Root(Dictionary<int, int> into, int index)
    {
        while (into.TryGetValue(index, out var next))
            index = next;
        return index;
    }

    private static int Compare(Finding a, int indexOfA, Finding b, int indexOfB)
    {
        var order = Own.Contains(b.Supplier).CompareTo(Own.Contains(a.Supplier));
        if (order == 0)
            order = b.Confidence.CompareTo(a.Confidence);
        if (order == 0)
            order = string.CompareOrdinal(a.Supplier, b.Supplier);
        if (order == 0)
            order = string.CompareOrdinal(a.RuleId, b.RuleId);
        return order != 0 ? order : indexOfA.CompareTo(indexOfB);
    }
}
