using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>A policy, a change and the facts about it, of one case. Begins as a branch at a desk with the default policy and no fact.</summary>
internal sealed record ProofScene
{
    /// <summary>What is judged in every case.</summary>
    public static Subject Commit { get; } = Subject.OfCommit(new string('a', 40), "the case's commit");

    public PolicyDocument Policy { get; init; } = PolicyDocument.Default;

    /// <summary>A pull request in CI, to a branch that is not production.</summary>
    public bool IsChangeRequest { get; init; }

    public ImmutableArray<string> ChangedPaths { get; init; } = [];

    public ImmutableArray<ProofFact> Facts { get; init; } = [];

    /// <summary>Whose change it is.</summary>
    public const string Author = "ann@example.org";

    public ProofScene With(FactKind kind, Predicate predicate, Subject? subject = null) =>
        this with { Facts = Facts.Add(new ProofFact(kind, predicate) { Subject = subject ?? Commit }) };

    public ProofScene Scan(FactKind kind, params ReadOnlySpan<Finding> findings) => With(kind, new ScanPredicate { Findings = [.. findings], Judged = 1 });

    /// <summary>The findings that most criteria fail on.</summary>
    public static Finding Critical(FindingKind kind) => new()
    {
        RuleId = "case",
        Supplier = "selftest",
        Kind = kind,
        Severity = Severity.Critical,
        Message = "a finding of the case",
        Location = new Location("src/a", Region.Line(1)),
    };
}

/// <summary>One fact of a case.</summary>
internal sealed record ProofFact(FactKind Kind, Predicate Predicate)
{
    public Subject Subject { get; init; } = ProofScene.Commit;

    public TimeSpan Age { get; init; } = TimeSpan.FromMinutes(1);

    public Trust Trust { get; init; } = Trust.SameJob;

    public Completeness Completeness { get; init; } = Completeness.Complete;
}
