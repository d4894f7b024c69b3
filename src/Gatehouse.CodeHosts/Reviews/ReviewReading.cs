using System.Collections.Immutable;

namespace Gatehouse.CodeHosts.Reviews;

/// <summary>One reviewer's last word on the commit that is judged.</summary>
/// <param name="Reviewer">The account.</param>
/// <param name="IsApproval">True where he approves, false where he asks for changes.</param>
/// <param name="Time">When, UTC; null where the host does not say.</param>
public sealed record ReviewWord(string Reviewer, bool IsApproval, DateTimeOffset? Time);

/// <summary>What the host knows of a change request.</summary>
public sealed record ReviewReading
{
    /// <summary>Words that count, by account.</summary>
    public ImmutableArray<ReviewWord> Words { get; init; } = [];

    /// <summary>Accounts whose change it is: who opened it, and who wrote and committed its newest commit.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>Labels now.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Words that do not count, and why: a sentence each.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Why not everything could be read; null where it was.</summary>
    public string? Problem { get; init; }

    /// <summary>What to do about <see cref="Problem"/>.</summary>
    public string? Remedy { get; init; }
}
