using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Why a fact is not there.</summary>
/// <param name="Reason">One sentence.</param>
/// <param name="Remedy">What to do.</param>
public sealed record FactGap(string Reason, string Remedy);

/// <summary>What a gate must know beside facts and policy.</summary>
public sealed record JudgingContext
{
    /// <summary>What is judged.</summary>
    public required Subject Subject { get; init; }

    /// <summary>The clock's time. UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Where the policy came from, for people.</summary>
    public required string PolicySource { get; init; }

    /// <summary>The branch that is judged; null where unknown.</summary>
    public string? Branch { get; init; }

    /// <summary>The branch it is to be merged into; null where unknown or none.</summary>
    public string? TargetBranch { get; init; }

    /// <summary>Whether a CI runs this.</summary>
    public bool IsCi { get; init; }

    /// <summary>Whether this is a pull or merge request.</summary>
    public bool IsChangeRequest { get; init; }

    /// <summary>Null where the merge base is known; otherwise why it is not (a shallow clone), with the remedy.</summary>
    public string? MergeBaseProblem { get; init; }

    /// <summary>Null, or why what is judged is not the change that it is judged for.</summary>
    public string? SubjectProblem { get; init; }

    /// <summary>What the code host says where it has no review that counts, or why it could not be asked; null where it has, or nobody asked.</summary>
    public FactGap? ReviewGap { get; init; }

    /// <summary>Whose change it is: addresses or account names.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>Paths that the change touches.</summary>
    public ImmutableArray<string> ChangedPaths { get; init; } = [];

    /// <summary>Labels of the change request.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Stages that the command names; empty for what the policy says.</summary>
    public ImmutableArray<Stage> Requested { get; init; } = [];

    /// <summary>Kinds of facts for which this build has an engine.</summary>
    public ImmutableHashSet<FactKind> EngineKinds { get; init; } = [];

    /// <summary>True where a policy other than the merge base's is tried out.</summary>
    public bool IsTrial { get; init; }

    /// <summary>What the change takes from the policy that judges it: <see cref="Weakening.Between"/>. Someone other than the author must review it.</summary>
    public ImmutableArray<Finding> Weakenings { get; init; } = [];

    /// <summary>
    /// Whether counted HIGH findings block: the branch or its target is production, or in CI nobody knows which it is (a
    /// detached head, a change request without a target). A push to a branch that is to be merged nowhere yet is judged as that branch.
    /// </summary>
    public bool IsProduction(PolicyDocument policy) =>
        policy.IsProduction(Branch) || policy.IsProduction(TargetBranch)
        || (IsCi && string.IsNullOrEmpty(TargetBranch) && (IsChangeRequest || string.IsNullOrEmpty(Branch)));
}
