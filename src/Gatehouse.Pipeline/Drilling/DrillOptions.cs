using System.Collections.Immutable;

namespace Gatehouse.Pipeline.Drilling;

/// <summary>What should refuse a planted case.</summary>
public enum DrillControl
{
    /// <summary>The hook that git runs before a commit.</summary>
    PreCommit,

    /// <summary>The hook that git runs before a push.</summary>
    PrePush,

    /// <summary>The job of a CI, or a script that stands for it.</summary>
    Pipeline,
}

/// <summary>The controls by their names on the command line.</summary>
public static class DrillControls
{
    /// <summary>All, in the order in which a change meets them.</summary>
    public static IReadOnlyList<DrillControl> All { get; } = [DrillControl.PreCommit, DrillControl.PrePush, DrillControl.Pipeline];

    /// <summary><c>pre-commit pre-push ci</c></summary>
    public static string ToName(this DrillControl control) => control switch
    {
        DrillControl.PreCommit => "pre-commit",
        DrillControl.PrePush => "pre-push",
        DrillControl.Pipeline => "ci",
    };
}

/// <summary>What a drill is asked to do.</summary>
public sealed record DrillOptions
{
    /// <summary>A folder of the repository.</summary>
    public string Folder { get; init; } = ".";

    /// <summary>The controls to try.</summary>
    public ImmutableArray<DrillControl> Controls { get; init; } = [.. DrillControls.All];

    /// <summary>The cases to plant, by name; empty for those that every control should refuse.</summary>
    public ImmutableArray<string> Cases { get; init; } = [];

    /// <summary>A script that stands for the CI's job; null to find the job.</summary>
    public string? Script { get; init; }

    /// <summary>Variables that are handed on beside the few that are always.</summary>
    public ImmutableArray<string> Variables { get; init; } = [];

    /// <summary>How long one command may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>True where git may speak other protocols than files.</summary>
    public bool AllowsNetwork { get; init; }

    /// <summary>True where the folder is to stay.</summary>
    public bool KeepsFolder { get; init; }

    /// <summary>Made up for this drill, of a provider's shape.</summary>
    public required string Credential { get; init; }

    /// <summary>Likewise, in PEM.</summary>
    public required string PrivateKey { get; init; }
}
