using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>So many earlier findings of one fingerprint at one path.</summary>
internal readonly record struct Earlier(Fingerprint Fingerprint, string Path, int Count);

/// <summary>
/// Which findings were there before. Equal fingerprints are a multiset: each earlier finding is used up by one of now,
/// the nearest path first: the same path, then the same file name, then any; in both the longest common folder first.
/// What is over is new. Time is linear in paths × folder depth, however many findings share a fingerprint.
/// </summary>
internal static class MultisetMatch
{
    // Paths deeper than this are compared by their first folders.
    private const int MostFolders = 64;

    /// <summary>True at each index of <paramref name="now"/> that has an earlier finding of its own.</summary>
    /// <param name="findings">All findings.</param>
    /// <param name="now">Indices into it of those to be matched.</param>
    public static bool[] Known(IReadOnlyList<Finding> findings, IReadOnlyList<int> now, IEnumerable<Earlier> earlier)
    {
        var known = new bool[findings.Count];
        var before = earlier.Where(entry => entry.Count > 0).GroupBy(entry => entry.Fingerprint).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var group in now.Where(index => before.ContainsKey(findings[index].Fingerprint)).GroupBy(index => findings[index].Fingerprint))
        {
            // Of equal findings in one file those further up are the old ones: a copy is mostly pasted below.
            var open = group.OrderBy(index => PathOf(findings[index]), StringComparer.Ordinal)
                .ThenBy(index => findings[index].Location?.Region?.StartLine ?? 0).ThenBy(index => findings[index].Location?.Region?.StartColumn ?? 0).ThenBy(index => index)
                .Select(index => new Candidate(index, PathOf(findings[index]))).ToList();
            var left = before[group.Key].GroupBy(entry => entry.Path, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => new Stock(same.Key, (int)Math.Min(int.MaxValue, same.Sum(entry => (long)entry.Count)))).ToList();
            Match(open, left, known);
        }

        return known;
    }

    private static void Match(List<Candidate> open, List<Stock> left, bool[] known)
    {
        Pass(open, left, known, static place => place.Path);
        var deepest = Math.Min(MostFolders, left.Concat<Place>(open).Select(place => place.Folders.Length).DefaultIfEmpty(0).Max());
        for (var depth = deepest; depth >= 0 && open.Count > 0 && left.Count > 0; depth--)
            Pass(open, left, known, place => place.Prefix(depth) is { } prefix ? prefix + "\0" + place.Name : null);
        for (var depth = deepest; depth >= 0 && open.Count > 0 && left.Count > 0; depth--)
            Pass(open, left, known, place => place.Prefix(depth));
    }

    // Uses up earlier findings whose key is the same; a place without a key is not of this pass.
    private static void Pass(List<Candidate> open, List<Stock> left, bool[] known, Func<Place, string?> key)
    {
        var stocks = new Dictionary<string, Queue<Stock>>(StringComparer.Ordinal);
        foreach (var stock in left)
        {
            if (key(stock) is not { } text)
                continue;
            if (!stocks.TryGetValue(text, out var queue))
                stocks[text] = queue = new Queue<Stock>();
            queue.Enqueue(stock);
        }

        open.RemoveAll(candidate =>
        {
            if (key(candidate) is not { } text || !stocks.TryGetValue(text, out var queue) || queue.Count == 0)
                return false;
            var stock = queue.Peek();
            if (--stock.Count == 0)
                queue.Dequeue();
            return known[candidate.Index] = true;
        });
        left.RemoveAll(stock => stock.Count == 0);
    }

    private static string PathOf(Finding finding) => finding.Location?.Path ?? "";

    private abstract class Place(string path)
    {
        public string Path { get; } = path;

        public string Name { get; } = path[(path.LastIndexOf('/') + 1)..];

        // Where each leading folder ends, the slash included.
        public int[] Folders { get; } = [.. Enumerable.Range(0, path.Length).Where(at => path[at] == '/').Take(MostFolders).Select(at => at + 1)];

        public string? Prefix(int depth) => depth == 0 ? "" : depth <= Folders.Length ? Path[..Folders[depth - 1]] : null;
    }

    private sealed class Candidate(int index, string path) : Place(path)
    {
        public int Index { get; } = index;
    }

    private sealed class Stock(string path, int count) : Place(path)
    {
        public int Count { get; set; } = count;
    }
}
