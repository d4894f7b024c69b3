using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// Whether those who approved may approve a weakening: where CODEOWNERS at the merge base names owners of the weakened
/// file, one of them, who is not the author. Where it names none, anyone who certainly is not the author.
/// </summary>
internal static class OwnerReview
{
    /// <summary>Null where every weakening is approved by an owner of its file; otherwise what is missing, and who owes it.</summary>
    public static (string Reason, string Remedy, string OwedBy)? Missing(IReadOnlyList<Finding> weakenings, IReadOnlyList<ReviewPredicate> approvals, IReadOnlyList<string> authors)
    {
        var certain = approvals.Where(review => Persons.IsAnother(review.Reviewer, authors)).ToList();
        if (certain.Count == 0)
        {
            var reviewer = approvals[0].Reviewer;
            return ($"nobody can tell whether {reviewer} is the author ({string.Join(", ", authors.Distinct(StringComparer.OrdinalIgnoreCase))}): the one is an address, the other an account",
                "Let the review state the author in the same form (gatehouse approval review --author), or take the code host's own review", "a reviewer other than the author");
        }

        return weakenings.Select(weakening => Missing(weakening, certain)).FirstOrDefault(missing => missing is not null);
    }

    private static (string, string, string)? Missing(Finding weakening, List<ReviewPredicate> approvals)
    {
        var owners = weakening.Owners;
        if (owners.IsDefaultOrEmpty || approvals.Exists(review => owners.Any(owner => Persons.IsTeam(owner) ? IsIn(review, owner) : Persons.Same(owner, review.Reviewer))))
            return null;
        var file = weakening.Location?.Path ?? "the policy";
        var names = string.Join(", ", owners);
        var reviewers = string.Join(", ", approvals.Select(review => review.Reviewer).Order(StringComparer.Ordinal));
        var unknown = owners.Where(Persons.IsTeam).ToList();
        if (unknown.Count > 0 && approvals.Exists(review => review.Teams.IsDefault))
        {
            return ($"nobody can tell whether {reviewers} is in {string.Join(" or ", unknown)}, which owns {file}",
                "Take the code host's own review, which says who is in which team, or name a person beside the team in CODEOWNERS", names);
        }

        return ($"{reviewers} approved, and {file} belongs to {names}", $"Ask {names} to review the change", names);
    }

    private static bool IsIn(ReviewPredicate review, string team) => !review.Teams.IsDefault && review.Teams.Contains(team, StringComparer.OrdinalIgnoreCase);
}
