using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Pipeline;

/// <summary>What is scanned.</summary>
public enum ScanTarget
{
    /// <summary>Files as they lie.</summary>
    Tree,

    /// <summary>What is staged for the next commit.</summary>
    Staged,

    /// <summary>What a git range changes, at its end.</summary>
    Range,

    /// <summary>Everything that the repository ever held.</summary>
    History,

    /// <summary>Standard input.</summary>
    StandardInput,
}

/// <summary>What a run is asked to do.</summary>
public sealed record RunOptions
{
    /// <summary>The folder, relative to the working folder.</summary>
    public string Folder { get; init; } = ".";

    /// <summary>What is scanned.</summary>
    public ScanTarget Target { get; init; }

    /// <summary>For <see cref="ScanTarget.Range"/>: <c>A..B</c> or <c>A...B</c>.</summary>
    public string? Range { get; init; }

    /// <summary>Engines by name; empty for all.</summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>Gates to judge; empty for those that the policy judges.</summary>
    public ImmutableArray<Stage> Stages { get; init; } = [];

    /// <summary>False for a plain scan.</summary>
    public bool JudgesGates { get; init; } = true;

    /// <summary>False where only stored facts are judged.</summary>
    public bool Scans { get; init; } = true;

    /// <summary>False where nothing is kept in the dossier.</summary>
    public bool Keeps { get; init; } = true;

    /// <summary>False where inline directives are not honoured.</summary>
    public bool HonorsInline { get; init; } = true;

    /// <summary>The branch that this is to be merged into.</summary>
    public string? TargetBranch { get; init; }

    /// <summary>A policy to try out.</summary>
    public string? TrialPolicy { get; init; }

    /// <summary>More path patterns to leave out; refused where a gate is judged in CI, since flags may only tighten.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>A baseline file; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>Reports of other tools to take in.</summary>
    public ImmutableArray<string> Reports { get; init; } = [];

    /// <summary>True where nothing may be asked over the network.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Labels of the change request, beside those that its host tells.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>A subject to judge instead of what is checked out (an image, a commit); null for the latter.</summary>
    public Subject? Subject { get; init; }

    /// <summary>Threads; 0 for one a processor.</summary>
    public int Jobs { get; init; }

    /// <summary>After this the run ends as incomplete.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>False where every file is read anew.</summary>
    public bool UsesCache { get; init; } = true;
}
