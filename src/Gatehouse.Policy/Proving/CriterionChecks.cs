using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// Holds every criterion of every gate against its cases, through the judge that judges changes. A criterion without a
/// proof has failed: nothing shows that it can say no.
/// </summary>
public static class CriterionChecks
{
    // Longer than any freshness that is asked for by default.
    private static readonly TimeSpan VeryOld = TimeSpan.FromDays(3650);

    /// <summary>All checks, sorted by criterion.</summary>
    /// <param name="policy">The policy in force: what it has no use for is told as off. Cases bring their own.</param>
    /// <param name="now">The clock's time.</param>
    public static IReadOnlyList<ControlCheck> Run(PolicyDocument policy, DateTimeOffset now) =>
        Run(policy, now, PolicyCatalog.Criteria, PolicyCatalog.CriterionProofs);

    internal static IReadOnlyList<ControlCheck> Run(PolicyDocument policy, DateTimeOffset now, IReadOnlyList<ICriterion> criteria, IReadOnlyList<ICriterionProof> proofs)
    {
        var checks = new List<ControlCheck>();
        foreach (var criterion in criteria.OrderBy(criterion => criterion.Id, StringComparer.Ordinal))
        {
            if (proofs.FirstOrDefault(proof => proof.Criterion == criterion.Id) is not { } proof)
                checks.Add(new ControlCheck(criterion.Id, "its cases", CheckOutcome.Failed, "it carries no case, so nothing shows that it can fail"));
            else if (policy.Of(criterion.Stage).Without.Contains(criterion.Id))
                checks.Add(new ControlCheck(criterion.Id, "its cases", CheckOutcome.Off, "the policy has no use for it (without)"));
            else
                checks.AddRange(Rows(proof).Select(row => ControlCheck.Of(criterion.Id, row.Name, Failure(row, criterion, criteria, now))));
        }

        return checks;
    }

    private sealed record Row(string Name, Outcome Wanted, ProofScene Scene, bool IsWaivedNoLonger = false);

    private static IEnumerable<Row> Rows(ICriterionProof proof)
    {
        var good = proof.Passes();
        yield return new Row("what is good passes", Outcome.Pass, good);
        yield return new Row("what is bad fails", proof.Failure, proof.Fails());
        yield return new Row("without its fact it is undecided", Outcome.Undecided, proof.Lacks());
        yield return new Row("with a stale fact it is undecided", Outcome.Undecided, Changed(good, fact => fact with { Age = VeryOld }));
        yield return new Row("with an incomplete fact it is undecided", Outcome.Undecided, Changed(good, fact => fact with { Completeness = Completeness.Partial }));
        yield return new Row("with a tampered fact it is undecided", Outcome.Undecided, Changed(good, fact => fact with { Trust = Trust.Tampered }));
        yield return new Row("with a stranger's fact it is undecided", Outcome.Undecided, Changed(good, fact => fact with { Trust = Trust.Stranger }));
        yield return new Row("with a waiver that is over it fails all the same", proof.Failure, proof.Fails(), IsWaivedNoLonger: true);
    }

    private static ProofScene Changed(ProofScene scene, Func<ProofFact, ProofFact> change) => scene with { Facts = [.. scene.Facts.Select(change)] };

    private static string? Failure(Row row, ICriterion criterion, IReadOnlyList<ICriterion> criteria, DateTimeOffset now)
    {
        var policy = Named(row.Scene.Policy, criterion);
        if (row.IsWaivedNoLonger)
            policy = policy with { Waivers = policy.Waivers.Add(new Waiver("W-1", "a case", "selftest", DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1)) { Criteria = [criterion.Id] }) };
        var facts = row.Scene.Facts.Select((fact, index) => new StoredFact(FormattableString.Invariant($"{index:x64}"), Fact(fact, now), fact.Trust)).ToList();
        var context = new JudgingContext
        {
            Subject = ProofScene.Commit,
            Now = now,
            PolicySource = "selftest",
            Branch = "feature",
            TargetBranch = row.Scene.IsChangeRequest ? "develop" : null,
            IsCi = row.Scene.IsChangeRequest,
            IsChangeRequest = row.Scene.IsChangeRequest,
            Authors = [ProofScene.Author],
            ChangedPaths = row.Scene.ChangedPaths,
            Requested = [criterion.Stage],
        };
        var result = Judge.Run(policy, context, facts, criteria).Verdicts[0].Criteria.First(result => result.Criterion == criterion.Id);
        return result.Outcome == row.Wanted ? null : $"{row.Wanted} was expected, and it was {result.Outcome}: {result.Reason}";
    }

    private static PolicyDocument Named(PolicyDocument policy, ICriterion criterion) =>
        policy with { Stages = policy.Stages.SetItem(criterion.Stage, policy.Of(criterion.Stage) with { Criteria = [criterion.Id] }) };

    private static Fact Fact(ProofFact fact, DateTimeOffset now) => new()
    {
        Kind = fact.Kind,
        Subjects = [fact.Subject],
        Producer = new Producer("selftest"),
        Time = now - fact.Age,
        Completeness = fact.Completeness,
        Predicate = fact.Predicate,
    };
}
