using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What an incomplete fact makes of an answer that was good so far: a failure found stays a failure, all else is Undecided.</summary>
internal static class Incompleteness
{
    /// <summary>Null where every fact is complete, or a waiver accepts each file that stayed unread.</summary>
    public static CriterionResult? Of(CriterionInput input, IReadOnlyList<StoredFact> facts)
    {
        foreach (var stored in facts.Where(stored => stored.Fact.Completeness != Completeness.Complete && !input.IsAside(stored)))
        {
            var unread = stored.Fact.Notices.Where(notice => notice.Kind == NoticeKind.Unread).ToList();
            var open = input.Open(unread);

            // A scan that failed did not get as far as single files; one that names none cannot be accepted by path.
            if (stored.Fact.Completeness == Completeness.Partial && unread.Count > 0 && open.Count == 0)
                continue;
            var state = stored.Fact.Completeness == Completeness.Failed ? "failed" : "is incomplete";
            var named = string.Join("; ", open.Take(2).Select(notice => $"{notice.Path}: {notice.Reason.TrimEnd('.')}"));
            var more = open.Count > 2 ? FormattableString.Invariant($"; and {open.Count - 2} more") : "";
            return input.Result(Outcome.Undecided, $"the {FactAges.Name(stored.Fact.Kind)} of {stored.Fact.Producer.Name} {state}{(named.Length > 0 ? ": " : "")}{named}{more}", facts,
                remedy: "Mend what could not be judged, or waive the path with a reason, an owner and an expiry", owedBy: input.Criterion.OwedBy);
        }

        return null;
    }
}
