using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Someone other than the author approved the change. Judged on a change request and on a production branch in CI; elsewhere there is nothing to review yet.</summary>
[Criterion]
internal sealed class ReviewCriterion : ICriterion
{
    public string Id => "code.review";

    public Stage Stage => Stage.Code;

    public string Question => "Did someone other than the author approve the change?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.Review];

    public string OwedBy => "a reviewer other than the author";

    public CriterionResult Judge(CriterionInput input)
    {
        var context = input.Context;
        if (!context.IsCi || !(context.IsChangeRequest || context.IsProduction(input.Policy)))
            return input.Result(Outcome.NotApplicable, "no change request and no production branch in CI");
        var reviews = input.Facts.Of(FactKind.Review);
        if (reviews.Count == 0)
            return input.Missing(FactKind.Review, "Record a review with gatehouse approval review, signed by a key that the policy names");

        // The newest word of each reviewer counts.
        var latest = reviews.GroupBy(stored => ((ReviewPredicate)stored.Fact.Predicate).Reviewer, StringComparer.OrdinalIgnoreCase)
            .Select(group => (ReviewPredicate)group.First().Fact.Predicate)
            .Where(review => !IsAuthor(review, context)).ToList();
        if (latest.Count == 0)
            return input.Result(Outcome.Fail, "only the author reviewed the change", reviews, remedy: "Ask someone else to review it", owedBy: OwedBy);
        if (latest.FirstOrDefault(review => !review.IsApproval) is { } refusal)
            return input.Result(Outcome.Fail, $"{refusal.Reviewer} asks for changes", reviews, remedy: "Answer the review", owedBy: refusal.Reviewer);
        return input.Result(Outcome.Pass, $"approved by {string.Join(", ", latest.Select(review => review.Reviewer).Order(StringComparer.Ordinal))}", reviews);
    }

    private static bool IsAuthor(ReviewPredicate review, JudgingContext context) =>
        context.Authors.Append(review.Author).Any(author => string.Equals(author, review.Reviewer, StringComparison.OrdinalIgnoreCase));
}
