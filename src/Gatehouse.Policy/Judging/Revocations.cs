using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// What people took back. A revocation is honoured whoever made it, believed or not: it only makes a gate stricter, and
/// whoever can put one into the dossier could as well have left the approval out of it. The answer to one is to approve
/// again, after it. It reaches what only lets through (an approval, an approving review, an acknowledgement), and with it
/// the same person's earlier word on the same thing: else taking back the second would let the first come forward.
/// </summary>
internal sealed class Revocations
{
    private readonly List<(StoredFact Revoked, StoredFact By)> _pairs;

    public Revocations(IReadOnlyList<StoredFact> facts)
    {
        var by = facts.Where(stored => stored.Fact.Predicate is RevocationPredicate)
            .GroupBy(stored => ((RevocationPredicate)stored.Fact.Predicate).Fact, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(stored => stored.Trust).ThenBy(stored => stored.Id, StringComparer.Ordinal).First(), StringComparer.Ordinal);
        _pairs = [.. facts.Where(stored => by.ContainsKey(stored.Id) && CanBe(stored.Fact)).Select(stored => (stored, by[stored.Id]))];
    }

    /// <summary>Whether a fact of the kind can be taken back at a gate.</summary>
    public static bool CanBe(Fact fact) => fact.Predicate is ApprovalPredicate or ReviewPredicate { IsApproval: true } or AcknowledgementPredicate;

    /// <summary>The revocation that reaches a fact; null where none does.</summary>
    public StoredFact? By(StoredFact stored) => _pairs.Find(pair => pair.Revoked.Id == stored.Id || IsEarlierWord(stored.Fact, pair.Revoked.Fact)).By;

    /// <summary>Null where the fact stands; otherwise who took it back, and why.</summary>
    public string? Of(StoredFact stored)
    {
        if (By(stored) is not { Fact.Predicate: RevocationPredicate revocation } by)
            return null;
        var standing = by.Trust is Trust.SameJob or Trust.PolicyKey or Trust.LocalUnsigned ? "" : ", whom this gate need not believe to be stricter; approve again if it is wrong";
        return $"the {FactAges.Name(stored.Fact.Kind)} of {Person(stored.Fact)} was taken back by {revocation.By}: {revocation.Reason}{standing}";
    }

    private static bool IsEarlierWord(Fact fact, Fact revoked) => fact.Time <= revoked.Time && fact.Subjects.Any(one => revoked.Subjects.Any(one.Matches)) && (fact.Predicate, revoked.Predicate) switch
    {
        (ApprovalPredicate one, ApprovalPredicate other) => one.Stage == other.Stage && Persons.Same(one.Approver, other.Approver),
        (ReviewPredicate { IsApproval: true } one, ReviewPredicate other) => Persons.Same(one.Reviewer, other.Reviewer),
        _ => false,
    };

    private static string Person(Fact fact) => fact.Predicate switch
    {
        ApprovalPredicate approval => approval.Approver,
        ReviewPredicate review => review.Reviewer,
        AcknowledgementPredicate acknowledgement => acknowledgement.By,
        _ => fact.Producer.Name,
    };
}
