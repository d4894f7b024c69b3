using Gatehouse.Git;
using Gatehouse.Refinery;

namespace Gatehouse.Pipeline.WhatIf;

/// <summary>Ignore files and CODEOWNERS of commits, each version read once: most commits change none of them.</summary>
internal sealed class TreeFilesCache(GitRepository repository)
{
    private const int Limit = 4 << 20;

    private readonly Dictionary<(string Path, ObjectId Blob), CodeOwners> _owners = [];
    private readonly Dictionary<(string Path, ObjectId Blob), IReadOnlyList<SuppressionEntry>> _suppressions = [];

    public CodeOwners? Owners(ObjectId commit, ISet<string> warnings)
    {
        foreach (var path in CodeOwners.Paths)
        {
            if (!repository.TryFindInTree(commit, path, out var mode, out var id, out _) || !mode.IsFile())
                continue;
            if (!_owners.TryGetValue((path, id), out var owners))
            {
                if (!repository.TryReadContent(commit, path, out var bytes, out _, out _, Limit))
                    continue;
                _owners[(path, id)] = owners = CodeOwners.Read(bytes, path);
                warnings.UnionWith(owners.Warnings.Select(warning => $"{warning} (at {commit.ToShortString()})"));
            }

            return owners;
        }

        return null;
    }

    public IReadOnlyList<SuppressionEntry> Suppressions(ObjectId commit, ISuppressionFile file, ISet<string> warnings)
    {
        if (!repository.TryFindInTree(commit, file.FileName, out var mode, out var id, out _) || !mode.IsFile())
            return [];
        if (_suppressions.TryGetValue((file.FileName, id), out var known))
            return known;
        if (!repository.TryReadContent(commit, file.FileName, out var bytes, out _, out _, Limit))
            return [];
        var reading = file.Read(bytes);
        warnings.UnionWith(reading.Warnings.Select(warning => $"{warning} (at {commit.ToShortString()})"));
        return _suppressions[(file.FileName, id)] = reading.Entries;
    }
}
