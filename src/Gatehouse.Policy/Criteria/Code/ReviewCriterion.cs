using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// Someone other than the author approved the change. Judged on a change request and on a production branch in CI;
/// elsewhere there is nothing to review yet. A change that weakens the policy is named, so that the reviewer sees it, and
/// needs an owner of what it weakens (<see cref="OwnerReview"/>).
/// </summary>
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
        var weakenings = input.Open(context.Weakenings.Where(input.Counts));
        var words = weakenings.Count == 0 ? "" : FormattableString.Invariant($"; the change weakens the policy in {weakenings.Count} place{(weakenings.Count == 1 ? "" : "s")}, first: {weakenings[0].Message}");
        if (!context.IsCi || !(context.IsChangeRequest || input.IsProduction))
        {
            return weakenings.Count == 0
                ? input.Result(Outcome.NotApplicable, "no change request and no production branch in CI")
                : input.Result(Outcome.Warn, "nobody reviewed the change yet" + words, findings: weakenings, remedy: "A code owner other than the author should review it");
        }

        return Reviewed(input, weakenings) is var result && weakenings.Count == 0 ? result : result with { Reason = result.Reason + words, Findings = [.. CriterionInput.Sorted(weakenings)] };
    }

    private CriterionResult Reviewed(CriterionInput input, IReadOnlyList<Finding> weakenings)
    {
        var reviews = input.Facts.Of(FactKind.Review);
        if (reviews.Count == 0 && input.Context.ReviewGap is { } gap)
        {
            // A review that is there and is not believed is told before what the host did not say.
            var why = input.Facts.WhyNot([FactKind.Review]);
            return input.Result(Outcome.Undecided, why.Length > 0 ? $"{why}; {gap.Reason}" : gap.Reason, remedy: gap.Remedy, owedBy: OwedBy);
        }

        if (reviews.Count == 0)
            return input.Missing([FactKind.Review], "Record a review with gatehouse approval review, signed by a key that the policy names", isOwed: true);
        var authors = input.Context.Authors.Concat(reviews.Select(stored => Review(stored).Author)).Where(author => author.Length > 0).ToList();
        if (authors.Count == 0)
            return input.Result(Outcome.Undecided, "nobody says who the author is, so nobody can say that the reviewer is another", reviews, remedy: "Judge it in a checkout of the commit", owedBy: OwedBy);

        // The newest word of each reviewer counts.
        var latest = reviews.Select(Review).Where(review => !authors.Exists(author => Persons.Same(author, review.Reviewer)))
            .DistinctBy(review => review.Reviewer, StringComparer.OrdinalIgnoreCase).ToList();
        if (latest.Count == 0)
            return input.Result(Outcome.Fail, "only the author reviewed the change", reviews, remedy: "Ask someone else to review it", owedBy: OwedBy);
        if (latest.Find(review => !review.IsApproval) is { } refusal)
            return input.Result(Outcome.Fail, $"{refusal.Reviewer} asks for changes", reviews, remedy: "Answer the review", owedBy: refusal.Reviewer);
        if (weakenings.Count > 0 && OwnerReview.Missing(weakenings, latest, authors) is { } missing)
            return input.Result(Outcome.Undecided, missing.Reason, reviews, remedy: missing.Remedy, owedBy: missing.OwedBy);
        return input.Result(Outcome.Pass, $"approved by {string.Join(", ", latest.Select(review => review.Reviewer).Order(StringComparer.Ordinal))}", reviews);
    }

    private static ReviewPredicate Review(StoredFact stored) => (ReviewPredicate)stored.Fact.Predicate;
}
