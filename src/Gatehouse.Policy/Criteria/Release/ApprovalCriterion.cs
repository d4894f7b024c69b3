using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Someone other than the author approved the release.</summary>
[Criterion]
internal sealed class ApprovalCriterion : ICriterion
{
    public string Id => "release.approval";

    public Stage Stage => Stage.Release;

    public string Question => "Did someone other than the author approve the release?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.Approval];

    public string OwedBy => "a person who may approve releases";

    public CriterionResult Judge(CriterionInput input)
    {
        var today = DateOnly.FromDateTime(input.Context.Now.UtcDateTime);
        var approvals = input.Facts.Of(FactKind.Approval).Where(stored => ((ApprovalPredicate)stored.Fact.Predicate).Stage == Stage.Release).ToList();
        if (approvals.Count == 0)
            return input.Missing([FactKind.Approval], "Approve it with gatehouse approval approve --stage release, signed by a key that the policy names");
        var current = approvals.Where(stored => ((ApprovalPredicate)stored.Fact.Predicate).Expires is not { } expires || today <= expires).ToList();
        if (current.Count == 0)
            return input.Result(Outcome.Undecided, "the approval expired", approvals, remedy: "Approve it again", owedBy: OwedBy);
        var others = current.Select(stored => (ApprovalPredicate)stored.Fact.Predicate).Where(approval => !input.Context.Authors.Any(author => Persons.Same(author, approval.Approver))).ToList();
        if (others.Count == 0)
            return input.Result(Outcome.Fail, "only the author approved the release", current, remedy: "Ask someone else", owedBy: OwedBy);

        // An image does not say whose change it is; where nobody knows, the verdict says that nobody checked.
        var unknown = input.Context.Authors.IsDefaultOrEmpty ? "; the author is not known here, so it is not known that the approver is another" : "";
        return input.Result(Outcome.Pass, $"approved by {string.Join(", ", others.Select(approval => approval.Approver).Distinct().Order(StringComparer.Ordinal))}: {others[0].Reason}{unknown}", current);
    }
}
