using System.Collections.Immutable;

namespace Gatehouse.Pipeline;

/// <summary>The paths that a change touches, between its base and what is checked out.</summary>
internal static class ChangedPaths
{
    public static ImmutableArray<string> Of(Situation situation)
    {
        if (situation.Repository is not { } repository || situation.Head is not { } head)
            return [];
        if (situation.Base == head)
            return StagedPaths(situation);
        return repository.TryCompare(situation.Base, head, out var changes, out _)
            ? [.. changes.Changes.Select(change => change.Path).Order(StringComparer.Ordinal)]
            : [];
    }

    private static ImmutableArray<string> StagedPaths(Situation situation) =>
        situation.Repository!.TryReadIndex(out var index, out _) && situation.Repository.TryStagedChanges(index, out var changes, out _)
            ? [.. changes.Changes.Select(change => change.Path).Order(StringComparer.Ordinal)]
            : [];
}
