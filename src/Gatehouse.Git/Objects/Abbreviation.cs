using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Git.Objects;

/// <summary>Finds the object that an abbreviated id stands for; commits win over other kinds, as in git.</summary>
internal static class Abbreviation
{
    private const int MaxCandidates = 64;

    public static bool TryResolve(ObjectStore store, string prefix, out ObjectId id, [NotNullWhen(false)] out GitProblem? problem)
    {
        prefix = prefix.ToLowerInvariant();
        _ = ObjectId.TryParse(prefix.PadRight(ObjectId.HexLength, '0').AsSpan(), out var low);
        _ = ObjectId.TryParse(prefix.PadRight(ObjectId.HexLength, 'f').AsSpan(), out var high);
        var found = new SortedSet<ObjectId>();
        foreach (var pack in store.Packs)
        {
            if (pack.Index is not { } index)
                continue;
            for (var row = index.LowerBound(low); row < index.Count && found.Count < MaxCandidates && index.IdAt(row) <= high; row++)
                found.Add(index.IdAt(row));
        }

        foreach (var folder in store.Folders)
            AddLoose(Path.Combine(folder, prefix[..2]), prefix, found);

        problem = null;
        id = found.Count > 0 ? found.Min : default;
        if (found.Count == 1)
            return true;
        if (found.Count == 0)
        {
            problem = GitProblem.NotFound($"{prefix} is no branch, tag or object of this repository");
            return false;
        }

        using var reader = new ObjectReader(store);
        var commits = found.Where(candidate => reader.TryReadSize(candidate, out var kind, out _, out _) && kind == ObjectKind.Commit).ToList();
        if (commits.Count == 1)
        {
            id = commits[0];
            return true;
        }

        problem = new GitProblem(GitProblemKind.Ambiguous, $"{prefix} fits {found.Count} objects; give more digits");
        return false;
    }

    private static void AddLoose(string folder, string prefix, SortedSet<ObjectId> found)
    {
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder))
            {
                var hex = prefix[..2] + Path.GetFileName(path);
                if (found.Count < MaxCandidates && hex.StartsWith(prefix, StringComparison.Ordinal) && ObjectId.TryParse(hex.AsSpan(), out var id))
                    found.Add(id);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return; // No loose object begins with these digits.
        }
    }
}
