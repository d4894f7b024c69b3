using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Disarming;

/// <summary>Files beside the policy that say what counts, compared by their lines.</summary>
internal static class ControlFiles
{
    /// <summary>Entries that another tool's ignore file gains.</summary>
    public static IEnumerable<Finding> IgnoreFile(string path, byte[]? before, byte[]? now)
    {
        var known = TextLines.WithoutComments(before).Select(line => line.Text).ToHashSet(StringComparer.Ordinal);
        var gained = TextLines.WithoutComments(now).Where(line => !known.Contains(line.Text)).ToList();
        if (gained.Count == 0)
            yield break;
        var more = gained.Count == 1 ? "" : FormattableString.Invariant($" and {gained.Count - 1} more lines");
        yield return Weakening.Of("ignore-file-widened", $"{path} gains {TextLines.Short(gained[0].Text)}{more}", new Location(path, Region.Line(gained[0].Number)));
    }

    /// <summary>Any difference: a line that is added later in the file takes a path from whom it belonged to.</summary>
    public static IEnumerable<Finding> Owners(string path, byte[]? before, byte[]? now)
    {
        var (old, fresh) = (TextLines.WithoutComments(before), TextLines.WithoutComments(now));
        if (old.Count == 0 || old.Select(line => line.Text).SequenceEqual(fresh.Select(line => line.Text), StringComparer.Ordinal))
            yield break;
        var first = fresh.Zip(old).FirstOrDefault(pair => pair.First.Text != pair.Second.Text).First;
        yield return Weakening.Of("owners-changed", now is null ? $"{path} is removed" : $"{path} says otherwise who owns what", new Location(path, first.Number > 0 ? Region.Line(first.Number) : null));
    }
}
