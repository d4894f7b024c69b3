using System.Collections.Immutable;

namespace Gatehouse.Pipeline.Setup;

/// <summary>What init is asked to do.</summary>
public sealed record SetupOptions
{
    /// <summary>A folder of the repository.</summary>
    public required string Folder { get; init; }

    /// <summary>The CI to write for; null for the one in use.</summary>
    public ImmutableArray<CiKind>? Ci { get; init; }

    /// <summary>Whether git hooks are installed.</summary>
    public bool InstallsHooks { get; init; } = true;

    /// <summary>Whether this repository is to offer hooks to pre-commit.</summary>
    public bool OffersPreCommit { get; init; }

    /// <summary>Where CI gets Gatehouse's source; null for what an earlier init wrote, or variables.</summary>
    public SourcePin? Source { get; init; }

    /// <summary>Plan and write nothing.</summary>
    public bool IsDryRun { get; init; }
}

/// <summary>What init came to.</summary>
/// <param name="Files">In the order in which they are written.</param>
/// <param name="Notes">What to know, and to do next; a sentence each.</param>
public sealed record SetupOutcome(ImmutableArray<PlannedFile> Files, ImmutableArray<string> Notes)
{
    /// <summary>Whether any file is new or other than it was.</summary>
    public bool IsChanged => Files.Any(file => file.After is not null);

    /// <summary>Whether a file was refused or could not be written.</summary>
    public bool IsRefused => Files.Any(file => file.State == PlannedState.Refused);
}
