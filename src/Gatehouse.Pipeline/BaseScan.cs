using System.Collections.Immutable;
using Gatehouse.Engine;
using Gatehouse.Git;
using Gatehouse.Model;
using Gatehouse.Refinery;

namespace Gatehouse.Pipeline;

/// <summary>
/// What the base's versions of the changed files held, so that only what a change brings is new. Only files that hold
/// findings now matter, and those that the change removed or renamed: their findings may have moved.
/// </summary>
internal static class BaseScan
{
    private const int MostFiles = 2_000;

    /// <summary>Null where no base is known, or the change is too large to compare.</summary>
    public static BaseFindings? Of(ImmutableArray<Finding> findings, Situation situation, Scan? scan, PolicyInForce policy, RunOptions options, PipelineParts parts, CancellationToken cancellation)
    {
        if (situation.Repository is not { } repository || situation.Base is not { } id || scan is null || options.Target == ScanTarget.History)
            return null;
        // Exactly the base's own commit: everything was there before.
        if (scan.Subject.Kind == SubjectKind.Commit && situation.Base == situation.Head)
            return new BaseFindings { Findings = [], ChangedPaths = [] };

        var paths = findings.Select(finding => finding.Location).OfType<Location>().Where(location => !location.IsUri).Select(location => location.Path).ToHashSet(StringComparer.Ordinal);
        var removed = RemovedPaths(repository, id, situation);
        if (paths.Count + removed.Count > MostFiles)
            return null;
        var prefix = Path.GetRelativePath(situation.TreeRoot, situation.Root).Replace('\\', '/');
        var before = ImmutableArray.CreateBuilder<Finding>();
        foreach (var path in paths.Union(removed).Order(StringComparer.Ordinal))
        {
            var inTree = prefix == "." || scan.Subject.Kind != SubjectKind.Tree || options.Target != ScanTarget.Tree ? path : prefix + "/" + path;
            if (!repository.TryReadContent(id, inTree, out var bytes, out _, out _, 64 << 20))
                continue;
            using var source = new StandardInputSource(new MemoryStream(bytes, writable: false), path);
            before.AddRange(Scan.FindingsOf(source, options, policy, parts, cancellation));
        }

        return new BaseFindings { Findings = before.ToImmutable(), ChangedPaths = [.. paths] };
    }

    private static List<string> RemovedPaths(GitRepository repository, ObjectId id, Situation situation)
    {
        if (situation.Head is not { } head || !repository.TryCompare(id, head, out var changes, out _))
            return [];
        var staged = repository.TryReadIndex(out var index, out _) && repository.TryStagedChanges(index, out var set, out _) ? set : ChangeSet.Empty;
        return [.. changes.Changes.Concat(staged.Changes).Where(change => change.Kind == ChangeKind.Deleted).Select(change => change.Path).Distinct()];
    }
}
