using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Engine.Sources.Tree;
using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>
/// Regular files below a folder as they lie. Links are never followed, <c>.git</c> is never entered. Within a git
/// repository tracked files count whatever an ignore file says, and untracked ones unless one ignores them; outside,
/// everything counts.
/// </summary>
public sealed class WorkingTreeSource : FileSource
{
    private readonly string _root;
    private readonly UserExcludes _excludes;
    private readonly Task<(RepositoryView? View, GitProblem? Problem)> _repository;

    /// <summary>Opens a folder.</summary>
    /// <param name="root">It may be anywhere in a repository.</param>
    /// <param name="variables">Environment variables, to find the user's own ignore file; null for none.</param>
    public WorkingTreeSource(string root, IReadOnlyDictionary<string, string>? variables = null)
    {
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _excludes = variables is null ? UserExcludes.None : new UserExcludes(variables);

        // Reading the index of a large repository takes as long as reading the note cache: the two go side by side.
        _repository = Task.Run(() => (RepositoryView.TryOpen(_root, _excludes, out var problem), problem));
    }

    /// <inheritdoc/>
    public override string Description => "working tree";

    /// <inheritdoc/>
    public override string? CacheKey => "tree " + _root;

    /// <inheritdoc/>
    public override SourceSummary Visit(IFileVisitor visitor, SourceOptions options, CancellationToken cancellation)
    {
        var (repository, problem) = _repository.GetAwaiter().GetResult();
        using var walk = new TreeWalk(_root, repository, _excludes, options, cancellation);
        var outcome = walk.Run(visitor);
        IReadOnlyList<ScanNotice> notices = outcome.Notices;
        if (problem is not null)
            notices = [new ScanNotice(NoticeKind.Degraded, ".", $"the git repository was not used, so ignore files do not count and the commit is not known: {problem.Sentence}"), .. notices];
        return new SourceSummary
        {
            Subject = TreeSubject.Of(repository, outcome, isRepositoryBroken: problem is not null),
            Files = outcome.Files,
            Notices = notices,
            IsInterrupted = outcome.IsInterrupted,
        };
    }

    /// <inheritdoc/>
    public override bool TryOpen(string path, long limit, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem)
    {
        using var access = FolderAccess.Create(_root);
        return TreeOpening.TryOpen(access, Encoding.UTF8.GetBytes(path), limit, out bytes, out problem);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _repository.GetAwaiter().GetResult().View?.Dispose();
        base.Dispose(disposing);
    }
}
