using System.Collections.Immutable;
using Gatehouse.CodeHosts;
using Gatehouse.Git;
using Gatehouse.Host;

namespace Gatehouse.Pipeline;

/// <summary>
/// Where a run is: which folder, repository, branch, target and merge base. The policy in force is the merge base's, so
/// that a change cannot disarm the gate that judges it.
/// </summary>
public sealed record Situation : IDisposable
{
    /// <summary>The folder that is judged, absolute.</summary>
    public required string Root { get; init; }

    /// <summary>Null outside git.</summary>
    public GitRepository? Repository { get; init; }

    /// <summary>The CI job; null on a developer's machine.</summary>
    public CiJob? Job { get; init; }

    /// <summary>The commit that is checked out; null where there is none.</summary>
    public ObjectId? Head { get; init; }

    /// <summary>Its branch.</summary>
    public string? Branch { get; init; }

    /// <summary>The branch it is to be merged into.</summary>
    public string? TargetBranch { get; init; }

    /// <summary>The commit whose policy is in force; null where there is none (no repository, a first commit).</summary>
    public ObjectId? Base { get; init; }

    /// <summary>The newest commit of the target branch in this clone, where it is another than <see cref="Base"/>.</summary>
    public ObjectId? TargetTip { get; init; }

    /// <summary>What the base is, for people: <c>merge base with main</c>.</summary>
    public string BaseName { get; init; } = "";

    /// <summary>Why the base is not known where it should be.</summary>
    public string? BaseProblem { get; init; }

    /// <summary>The pull or merge request that the job is about; null where it is about none.</summary>
    public ChangeRequest? Change { get; init; }

    /// <summary>Why <see cref="Change"/> is not known although the job is about one.</summary>
    public string? ChangeProblem { get; init; }

    /// <summary>Null, or why what is checked out is not that change: nothing found here would speak of it.</summary>
    public string? SubjectProblem { get; init; }

    /// <summary>Whose change it is.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>The root of the work tree, or the folder itself outside git.</summary>
    public string TreeRoot => Repository?.WorkTree ?? Root;

    /// <inheritdoc/>
    public void Dispose() => Repository?.Dispose();
}
