using System.Text;
using Gatehouse.Git;
using Gatehouse.Host;

namespace Gatehouse.Engine.Sources.Tree;

/// <summary>
/// The ignore rules of one folder, worked out when the first untracked entry in it, or below, is met: a tree in which
/// everything is tracked never reads an ignore file. Shared by threads.
/// </summary>
/// <param name="parent">The rules of the folder above; null for the repository's root.</param>
/// <param name="repository">Whose rules.</param>
/// <param name="path">The folder within its repository, no slash at its end.</param>
internal sealed class FolderRules(FolderRules? parent, RepositoryView repository, ReadOnlyMemory<byte> path)
{
    private readonly Lock _lock = new();
    private IgnoreRules? _rules;
    private bool _isIgnored;

    public FolderRules Below(ReadOnlyMemory<byte> folder) => new(this, repository, folder);

    /// <summary>Whether an untracked entry of this folder is ignored. The path is within the repository.</summary>
    public bool IsIgnored(ReadOnlySpan<byte> entry, bool isFolder)
    {
        var rules = Rules();
        return _isIgnored || rules.IsIgnored(entry, isFolder);
    }

    private IgnoreRules Rules()
    {
        if (Volatile.Read(ref _rules) is { } known)
            return known;
        var above = parent?.Rules() ?? repository.BaseRules();
        lock (_lock)
        {
            if (_rules is { } made)
                return made;

            // A folder may be ignored and still be walked, for the sake of what is tracked in it.
            _isIgnored = parent is not null && (parent._isIgnored || above.IsIgnored(path.Span, isDirectory: true));
            var rules = IgnoreRules.ForDirectory(above, path.Span, OwnFile());
            Volatile.Write(ref _rules, rules);
            return rules;
        }
    }

    // A link in its place is not followed, as git does not.
    private ReadOnlySpan<byte> OwnFile()
    {
        var file = Path.Combine(repository.WorkTree, Encoding.UTF8.GetString(path.Span), ".gitignore");
        return new FileInfo(file).LinkTarget is null && BoundedFile.TryRead(file, out var bytes, out _, IgnoreRules.MaxFileBytes) ? bytes : default;
    }
}
