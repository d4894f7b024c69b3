using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Marks the proof of a criterion for the generated catalog.</summary>
[AttributeUsage(AttributeTargets.Class)]
[CatalogOf(typeof(ICriterionProof), "CriterionProofs")]
internal sealed class CriterionProofAttribute : Attribute;

/// <summary>
/// The cases that prove one criterion: it can pass, it can fail, and without its fact it is undecided. It lies beside the
/// criterion. <see cref="CriterionChecks"/> makes more of them: the fact stale, incomplete, tampered, another job's.
/// </summary>
internal interface ICriterionProof
{
    /// <summary>The criterion's id.</summary>
    string Criterion { get; }

    /// <summary>What it must let pass.</summary>
    ProofScene Passes();

    /// <summary>What it must fail.</summary>
    ProofScene Fails();

    /// <summary>What a failure is here: a criterion that only asks whether a fact is there and good can but be undecided.</summary>
    Outcome Failure => Outcome.Fail;

    /// <summary>Where its fact is missing.</summary>
    ProofScene Lacks() => new();
}
