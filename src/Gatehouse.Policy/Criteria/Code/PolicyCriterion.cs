using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>A change that weakens the policy which judges it needs the eyes of someone other than its author.</summary>
[Criterion]
internal sealed class PolicyCriterion : ICriterion
{
    public string Id => "code.policy";

    public Stage Stage => Stage.Code;

    public string Question => "Does the change weaken the policy that judges it?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.Review];

    public string OwedBy => "a code owner other than the author";

    public CriterionResult Judge(CriterionInput input)
    {
        var weakening = input.Context.Weakening;
        if (weakening.Length == 0)
            return input.Result(Outcome.NotApplicable, "the change leaves the policy as strict as it is");
        var reason = $"{weakening[0].Message}{(weakening.Length > 1 ? FormattableString.Invariant($", and {weakening.Length - 1} more") : "")}";
        var reviewers = input.Facts.Of(FactKind.Review).Select(stored => (ReviewPredicate)stored.Fact.Predicate)
            .Where(review => review.IsApproval && !input.Context.Authors.Append(review.Author).Contains(review.Reviewer, StringComparer.OrdinalIgnoreCase)).ToList();
        if (reviewers.Count > 0)
            return input.Result(Outcome.Pass, $"{reason}; approved by {reviewers[0].Reviewer}", input.Facts.Of(FactKind.Review), weakening);
        return input.Context.IsCi && input.Context.IsProduction(input.Policy)
            ? input.Result(Outcome.Fail, reason, findings: weakening, remedy: "Let a code owner other than the author review it (gatehouse approval review)", owedBy: OwedBy)
            : input.Result(Outcome.Warn, reason, findings: weakening, remedy: "A code owner other than the author will have to review it");
    }
}
