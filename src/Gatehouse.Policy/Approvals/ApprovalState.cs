using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What became of a request, an approval or a waiver.</summary>
public enum ApprovalState
{
    /// <summary>Asked for, and nobody answered.</summary>
    Requested,

    /// <summary>A request that was granted.</summary>
    Granted,

    /// <summary>A request that was refused.</summary>
    Refused,

    /// <summary>A request that was taken back.</summary>
    Withdrawn,

    /// <summary>An approval or waiver that holds.</summary>
    InForce,

    /// <summary>It holds, and not for long.</summary>
    Expiring,

    /// <summary>Its last day has gone.</summary>
    Expired,

    /// <summary>An approval that was taken back.</summary>
    Revoked,

    /// <summary>A gate would not believe it here.</summary>
    NotBelieved,
}

/// <summary>What sort of entry it is.</summary>
public enum ApprovalKind
{
    /// <summary>An approval is asked for.</summary>
    ApprovalRequest,

    /// <summary>A waiver is asked for.</summary>
    WaiverRequest,

    /// <summary>A subject was approved for a stage.</summary>
    Approval,

    /// <summary>A change was reviewed.</summary>
    Review,

    /// <summary>Something was taken back.</summary>
    Revocation,

    /// <summary>A waiver of the policy in force.</summary>
    Waiver,
}

/// <summary>One line of the register: all that an auditor asks of it.</summary>
public sealed record ApprovalEntry
{
    /// <summary>What it is.</summary>
    public required ApprovalKind Kind { get; init; }

    /// <summary>The digest of the fact, or a waiver's id.</summary>
    public required string Id { get; init; }

    /// <summary>What became of it.</summary>
    public required ApprovalState State { get; init; }

    /// <summary>Why it is in that state, in words; empty where the state says it.</summary>
    public string Why { get; init; } = "";

    /// <summary>When it was stated; null for a waiver, which the policy does not date.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>What it is about; null for a waiver.</summary>
    public Subject? Subject { get; init; }

    /// <summary>The stage, or the criteria of a waiver.</summary>
    public ImmutableArray<string> For { get; init; } = [];

    /// <summary>Ids and paths of a waiver.</summary>
    public ImmutableArray<string> Of { get; init; } = [];

    /// <summary>Who asked; null where nobody did by a request.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>Who decided: the approver, the reviewer, the waiver's owner.</summary>
    public ImmutableArray<string> DecidedBy { get; init; } = [];

    /// <summary>The stated reason.</summary>
    public required string Reason { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>Days left, the last day counted as 0; null where it has no end.</summary>
    public int? DaysLeft { get; init; }

    /// <summary>Why the fact may be believed; null for a waiver.</summary>
    public Trust? Trust { get; init; }

    /// <summary>The key that signed it and was verified; null where unsigned or unknown.</summary>
    public string? SignedBy { get; init; }

    /// <summary>The request that it answers, or the fact that it takes back.</summary>
    public string? Answers { get; init; }

    /// <summary>Ids of stored verdicts that used it, sorted.</summary>
    public ImmutableArray<string> Verdicts { get; init; } = [];

    /// <summary>True where verdicts that could have used it are stored, and none did.</summary>
    public bool IsUnused { get; init; }

    /// <summary>The policy file and line of a waiver.</summary>
    public string? Source { get; init; }
}
