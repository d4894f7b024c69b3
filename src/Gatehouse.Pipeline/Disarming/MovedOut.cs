using Gatehouse.Git;
using Gatehouse.Model;
using Gatehouse.Policy;
using Gatehouse.Text;

namespace Gatehouse.Pipeline.Disarming;

/// <summary>
/// Files that a change takes to where nobody looks: into a folder that the policy leaves out, or into a repository of their
/// own. What the policy leaves out is not scanned, and a submodule is mostly not even fetched, so that nothing else would tell.
/// </summary>
internal static class MovedOut
{
    public static IEnumerable<Finding> Of(ChangeSet changes, IEnumerable<string> exclude)
    {
        var globs = exclude.Select(pattern => Glob.TryParse(pattern, out _)).OfType<Glob>().ToList();
        var gone = changes.Changes.Where(change => change.Kind == ChangeKind.Deleted && !IsOut(change, globs)).ToList();
        foreach (var change in changes.Changes.Where(change => change.Kind == ChangeKind.Added && change.NewMode != EntryMode.Submodule && IsOut(change, globs)))
        {
            // A move may change the content with it, so the name is enough.
            if (gone.Find(old => old.OldId == change.NewId) is { } same || (same = gone.Find(old => Name(old) == Name(change))) is not null)
                yield return Weakening.Of("file-moved-out", $"{TextLines.Short(same.Path)} is moved to {TextLines.Short(change.Path)}, which the policy leaves out", new Location(change.Path));
        }

        foreach (var change in changes.Changes.Where(change => change.NewMode == EntryMode.Submodule && change.OldMode != EntryMode.Submodule))
            yield return Weakening.Of("submodule-added", $"{TextLines.Short(change.Path)} is a repository of its own (a submodule): what lies in it is judged only where this job fetches it", new Location(change.Path));
    }

    private static bool IsOut(FileChange change, List<Glob> globs)
    {
        foreach (var glob in globs)
        {
            if (glob.IsMatch(change.PathUtf8.Span))
                return true;
        }

        return false;
    }

    private static string Name(FileChange change) => change.Path[(change.Path.LastIndexOf('/') + 1)..];
}
