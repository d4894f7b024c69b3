using System.Collections.Immutable;

namespace Gatehouse.Model;

/// <summary>What a gate, or one criterion of it, decides.</summary>
public enum Outcome
{
    /// <summary>Every wanted fact is there and good.</summary>
    Pass,

    /// <summary>Something is wrong that does not block here.</summary>
    Warn,

    /// <summary>It may not go on.</summary>
    Fail,

    /// <summary>A wanted fact is missing, stale or incomplete: it may not go on.</summary>
    Undecided,

    /// <summary>The subject has nothing of the kind, or the policy has no use for it.</summary>
    NotApplicable,

    /// <summary>For a criterion only: this build has no engine for it, nobody brought a report, and the policy does not name it.</summary>
    NotJudged,
}

/// <summary>How strictly a stage is judged.</summary>
public enum GateMode
{
    /// <summary>Inventory first: says everything, blocks nothing.</summary>
    Observe,

    /// <summary>Judges what the change adds.</summary>
    NewCode,

    /// <summary>Judges everything.</summary>
    Enforce,
}

/// <summary>One criterion's decision.</summary>
public sealed record CriterionResult
{
    /// <summary>The criterion's id: <c>code.secrets</c>.</summary>
    public required string Criterion { get; init; }

    /// <summary>What it decides.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>One sentence that says why.</summary>
    public required string Reason { get; init; }

    /// <summary>What to do about it; null where nothing is to be done.</summary>
    public string? Remedy { get; init; }

    /// <summary>Who owes the missing fact or the mending; null where nobody is known.</summary>
    public string? OwedBy { get; init; }

    /// <summary>Ids of the facts that it looked at, sorted.</summary>
    public ImmutableArray<string> Facts { get; init; } = [];

    /// <summary>The findings that decided, worst first.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Findings that waivers accepted, worst first, whatever the criterion came to.</summary>
    public ImmutableArray<Finding> Waived { get; init; } = [];

    /// <summary>The waiver that turned a failure or an undecided into a pass.</summary>
    public Waiver? Waiver { get; init; }
}

/// <summary>Someone accepts a criterion, a risk or an incompleteness until a date.</summary>
/// <param name="Id">Its name in the policy.</param>
/// <param name="Reason">Why the risk is taken.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Expires">The last day on which it holds.</param>
public sealed record Waiver(string Id, string Reason, string Owner, DateOnly Expires)
{
    /// <summary>The criteria it speaks of (<c>code.secrets</c>, <c>build.*</c>); empty for any.</summary>
    public ImmutableArray<string> Criteria { get; init; } = [];

    /// <summary>Finding rule ids, advisory ids or aliases; empty for the whole criterion.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Path globs or purls; empty for anywhere.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>The policy file and line.</summary>
    public string? Source { get; init; }
}

/// <summary>What a gate decides about a subject, and why.</summary>
public sealed record GateVerdict
{
    /// <summary>Which gate.</summary>
    public required Stage Stage { get; init; }

    /// <summary>How strictly.</summary>
    public required GateMode Mode { get; init; }

    /// <summary>The worst criterion: Fail, Undecided, Warn, Pass, NotApplicable.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The criteria in their order.</summary>
    public required ImmutableArray<CriterionResult> Criteria { get; init; }

    /// <summary>SHA-256 of the effective policy, lower-case hex.</summary>
    public required string PolicyDigest { get; init; }

    /// <summary>Where the policy came from: <c>default</c>, <c>gatehouse.yaml at 1a2b3c4 (merge base with main)</c>.</summary>
    public required string PolicySource { get; init; }

    /// <summary>True where a policy other than the merge base's was tried out (<c>-c</c>): the verdict is not to be relied on.</summary>
    public bool IsTrial { get; init; }

    /// <summary>What was judged.</summary>
    public required Subject Subject { get; init; }

    /// <summary>When. UTC.</summary>
    public required DateTimeOffset Time { get; init; }
}
