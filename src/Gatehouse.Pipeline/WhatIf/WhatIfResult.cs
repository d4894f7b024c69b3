using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.WhatIf;

/// <summary>What a policy would have made of a branch's last merges.</summary>
public sealed record WhatIfResult
{
    /// <summary>The branch.</summary>
    public required string Branch { get; init; }

    /// <summary>Its newest commit; null where there is none.</summary>
    public string? Tip { get; init; }

    /// <summary>Where the policy came from.</summary>
    public required string PolicySource { get; init; }

    /// <summary>Its digest.</summary>
    public required string PolicyDigest { get; init; }

    /// <summary>How many merges were asked for.</summary>
    public required int Asked { get; init; }

    /// <summary>The merges, oldest first.</summary>
    public ImmutableArray<JudgedMerge> Merges { get; init; } = [];

    /// <summary>Findings that would have blocked a merge in some mode, by the merge that brought them.</summary>
    public ImmutableArray<BlockingFinding> Findings { get; init; } = [];

    /// <summary>Criteria that history says nothing about, with why; neither passed nor blocked.</summary>
    public ImmutableArray<UnjudgedCriterion> NotJudged { get; init; } = [];

    /// <summary>Why fewer merges than asked for were judged, or some not wholly; a sentence each with the remedy. Empty where all is well.</summary>
    public ImmutableArray<string> Incomplete { get; init; } = [];

    /// <summary>What is to be known beside, a sentence each.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Contents read: each content at a path once.</summary>
    public long FilesRead { get; init; }

    /// <summary>Bytes of them.</summary>
    public long BytesRead { get; init; }
}

/// <summary>A criterion that what-if leaves out.</summary>
/// <param name="Criterion">Its id.</param>
/// <param name="Why">What would have to be known.</param>
public sealed record UnjudgedCriterion(string Criterion, string Why);

/// <summary>One first-parent commit, judged as the pull request that brought it would have been.</summary>
public sealed record JudgedMerge
{
    /// <summary>The commit's full id.</summary>
    public required string Commit { get; init; }

    /// <summary>When it was committed.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The first line of its message.</summary>
    public required string Title { get; init; }

    /// <summary>Whose change it is: the author's name.</summary>
    public required string Author { get; init; }

    /// <summary>True for a merge commit; false for a squashed, rebased or direct one.</summary>
    public required bool IsMergeCommit { get; init; }

    /// <summary>The gates, in their order.</summary>
    public ImmutableArray<JudgedGate> Gates { get; init; } = [];

    /// <summary>Files that could not be judged, at most ten.</summary>
    public ImmutableArray<ScanNotice> Unread { get; init; } = [];

    /// <summary>The worst of the gates in a mode.</summary>
    public Outcome Worst(Func<JudgedGate, Outcome> mode) => Gates.Select(mode).DefaultIfEmpty(Outcome.NotApplicable).MinBy(Rank);

    /// <summary>What stops first: failed, then undecided, warned, passed.</summary>
    internal static int Rank(Outcome outcome) => outcome switch
    {
        Outcome.Fail => 0,
        Outcome.Undecided => 1,
        Outcome.Warn => 2,
        Outcome.Pass => 3,
        Outcome.NotApplicable => 4,
        Outcome.NotJudged => 5,
    };
}

/// <summary>One gate's outcome in three modes. In observe the outcome is what would have been said, and nothing blocks.</summary>
/// <param name="Stage">Which gate.</param>
/// <param name="Mode">The policy's mode.</param>
/// <param name="AsWritten">In the policy's mode.</param>
/// <param name="NewCode">Judging what the change adds.</param>
/// <param name="Enforce">Judging everything.</param>
public sealed record JudgedGate(Stage Stage, GateMode Mode, Outcome AsWritten, Outcome NewCode, Outcome Enforce);

/// <summary>How a finding went away.</summary>
public enum FindingEnd
{
    /// <summary>It is there at the branch's tip.</summary>
    StillThere,

    /// <summary>A later commit's tree has it no more.</summary>
    Fixed,

    /// <summary>It is there, and a later commit ignores it.</summary>
    Suppressed,
}

/// <summary>A finding that would have blocked, from the merge that brought it to the one that ended it.</summary>
public sealed record BlockingFinding
{
    /// <summary>As the first merge that it would have blocked saw it.</summary>
    public required Finding Finding { get; init; }

    /// <summary>Index of the merge that brought it; null where it was there before the first of them.</summary>
    public int? Brought { get; init; }

    /// <summary>Index of the first merge that it would have blocked.</summary>
    public required int First { get; init; }

    /// <summary>The most copies of it, of the same fingerprint, that one merge's tree held; a copy is no finding of its own here.</summary>
    public int Places { get; init; }

    /// <summary>Index of the merge that ended it; null where it is still there.</summary>
    public int? Ended { get; init; }

    /// <summary>How it ended.</summary>
    public FindingEnd End { get; init; }

    /// <summary>From the merge that brought it to the one that ended it; null where one of the two is not known.</summary>
    public TimeSpan? Lasted { get; init; }

    /// <summary>Merges that it alone or with others would have blocked in enforce.</summary>
    public int BlockedInEnforce { get; init; }

    /// <summary>True where it would have blocked the merge that brought it in new-code.</summary>
    public bool BlocksAsNew { get; init; }

    /// <summary>True where it would have blocked, or in observe been told, as the policy is written.</summary>
    public bool BlocksAsWritten { get; init; }
}
