using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Requests, approvals, reviews and revocations of a dossier, and the waivers of the policy in force, each with what became of it. Pure.</summary>
public static class ApprovalRegister
{
    /// <summary>The entries: requests first, then approvals, reviews, revocations, waivers; each by time and id.</summary>
    /// <param name="facts">All facts of the dossier.</param>
    /// <param name="policy">In force.</param>
    /// <param name="context">The clock, and whether a CI asks: whom a gate would believe.</param>
    /// <param name="soon">What holds for fewer days than this is expiring.</param>
    public static ImmutableArray<ApprovalEntry> Of(IReadOnlyList<StoredFact> facts, PolicyDocument policy, JudgingContext context, int soon)
    {
        var read = new Reading([.. facts.GroupBy(stored => stored.Id, StringComparer.Ordinal).Select(same => same.MinBy(stored => stored.Trust)!)], policy, context, soon);
        return
        [
            .. read.Entries().OrderBy(entry => entry.Kind).ThenBy(entry => entry.Time).ThenBy(entry => entry.Id, StringComparer.Ordinal),
            .. policy.Waivers.Select(read.OfWaiver).OrderBy(entry => entry.Id, StringComparer.Ordinal),
        ];
    }

    private sealed class Reading
    {
        private readonly ImmutableArray<StoredFact> _facts;
        private readonly PolicyDocument _policy;
        private readonly JudgingContext _context;
        private readonly DateOnly _today;
        private readonly int _soon;
        private readonly Revocations _revocations;
        private readonly ImmutableArray<(StoredFact Stored, GateVerdict Verdict)> _verdicts;

        public Reading(ImmutableArray<StoredFact> facts, PolicyDocument policy, JudgingContext context, int soon)
        {
            (_facts, _policy, _context, _soon) = (facts, policy, context, soon);
            _today = DateOnly.FromDateTime(context.Now.UtcDateTime);
            _revocations = new Revocations(facts);
            _verdicts = [.. facts.Where(stored => stored.Trust is not (Trust.Tampered or Trust.CommittedInTree))
                .Select(stored => (stored, Verdict: (stored.Fact.Predicate as VerdictPredicate)?.Verdict!)).Where(pair => pair.Verdict is { IsTrial: false }).OrderBy(pair => pair.stored.Id, StringComparer.Ordinal)];
        }

        public IEnumerable<ApprovalEntry> Entries() => _facts.Select(stored => stored.Fact.Predicate switch
        {
            RequestPredicate request => OfRequest(stored, request),
            ApprovalPredicate approval => OfApproval(stored, approval),
            ReviewPredicate review => OfReview(stored, review),
            RevocationPredicate revocation => Basic(stored, ApprovalKind.Revocation, revocation.Reason) with { DecidedBy = [revocation.By], Answers = revocation.Fact },
            _ => null,
        }).OfType<ApprovalEntry>();

        public ApprovalEntry OfWaiver(Waiver waiver)
        {
            var rule = new WaiverRule(waiver);
            var decided = _verdicts.Where(pair => pair.Verdict.Criteria.Any(criterion => criterion.Outcome is not (Outcome.NotJudged or Outcome.NotApplicable) && rule.Covers(criterion.Criterion))).ToList();
            // A criterion's result names one waiver; where several accepted something, its reason names them all.
            var used = decided.Where(pair => pair.Verdict.Criteria.Any(criterion => criterion.Waiver?.Id == waiver.Id || criterion.Reason.Contains($"({waiver.Id}: ", StringComparison.Ordinal))).Select(pair => pair.Stored.Id).ToImmutableArray();
            return new ApprovalEntry
            {
                Kind = ApprovalKind.Waiver,
                Id = waiver.Id,
                State = StateOf(waiver.Expires),
                For = waiver.Criteria,
                Of = [.. waiver.Ids, .. waiver.Paths],
                DecidedBy = [waiver.Owner],
                Reason = waiver.Reason,
                Expires = waiver.Expires,
                DaysLeft = DaysLeft(waiver.Expires),
                Verdicts = used,
                IsUnused = used.Length == 0 && decided.Count > 0,
                Source = waiver.Source,
            };
        }

        private ApprovalEntry OfRequest(StoredFact stored, RequestPredicate request)
        {
            var (state, why, by) = Answered(stored, request);
            return Basic(stored, request.Stage is null ? ApprovalKind.WaiverRequest : ApprovalKind.ApprovalRequest, request.Reason) with
            {
                State = state,
                Why = why,
                RequestedBy = request.By,
                DecidedBy = by,
                For = request.Stage is { } stage ? [stage.ToName()] : request.Criteria,
                Of = [.. request.Ids, .. request.Paths],
                Expires = request.Expires,
                DaysLeft = request.Expires is { } last ? DaysLeft(last) : null,
            };
        }

        // Refused wins over granted: two people who disagree have not agreed.
        private (ApprovalState State, string Why, ImmutableArray<string> By) Answered(StoredFact stored, RequestPredicate request)
        {
            if (_facts.Where(fact => fact.Trust != Trust.Tampered).Select(fact => fact.Fact.Predicate).OfType<RevocationPredicate>().Where(revocation => revocation.Fact == stored.Id).MinBy(revocation => revocation.By, StringComparer.Ordinal) is { } withdrawn)
                return (ApprovalState.Withdrawn, $"taken back by {withdrawn.By}: {withdrawn.Reason}", []);
            if (Doubt(stored) is { } doubt)
                return (ApprovalState.NotBelieved, doubt, []);
            var answers = _facts.Where(fact => fact.Fact.Predicate is DecisionPredicate decision && decision.Request == stored.Id && Counts(fact, decision.By, request)).Select(fact => (DecisionPredicate)fact.Fact.Predicate).OrderBy(decision => decision.By, StringComparer.Ordinal).ToList();
            if (answers.Find(answer => !answer.IsGranted) is { } refusal)
                return (ApprovalState.Refused, $"by {refusal.By}: {refusal.Comment}", [refusal.By]);
            var granted = answers.Select(answer => answer.By)
                .Concat(_facts.Where(fact => fact.Fact.Predicate is ApprovalPredicate approval && approval.Request == stored.Id && Counts(fact, approval.Approver, request)).Select(fact => ((ApprovalPredicate)fact.Fact.Predicate).Approver))
                .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToImmutableArray();
            if (granted.Length > 0)
                return (ApprovalState.Granted, "by " + string.Join(", ", granted), granted);
            return request.Expires is { } last && last < _today ? (ApprovalState.Expired, "nobody answered in time", []) : (ApprovalState.Requested, "", []);
        }

        // An answer counts that a gate would believe, of someone else than who asked, and not taken back.
        private bool Counts(StoredFact answer, string by, RequestPredicate request) =>
            Doubt(answer) is null && _revocations.Of(answer) is null && !Persons.Same(by, request.By);

        private ApprovalEntry OfApproval(StoredFact stored, ApprovalPredicate approval)
        {
            var used = _verdicts.Where(pair => pair.Verdict.Criteria.Any(criterion => criterion.Facts.Contains(stored.Id))).Select(pair => pair.Stored.Id).ToImmutableArray();
            var could = _verdicts.Any(pair => pair.Verdict.Stage == approval.Stage && stored.Fact.Subjects.Any(pair.Verdict.Subject.Matches) && pair.Verdict.Time >= stored.Fact.Time);
            var basic = Basic(stored, ApprovalKind.Approval, approval.Reason);
            return Judged(stored, basic, approval.Expires) with
            {
                RequestedBy = approval.Request is { } request && _facts.FirstOrDefault(fact => fact.Id == request)?.Fact.Predicate is RequestPredicate asked ? asked.By : null,
                DecidedBy = [approval.Approver],
                For = [approval.Stage.ToName()],
                Answers = approval.Request,
                Verdicts = used,
                IsUnused = used.Length == 0 && could,
            };
        }

        private ApprovalEntry OfReview(StoredFact stored, ReviewPredicate review) =>
            Judged(stored, Basic(stored, ApprovalKind.Review, review.IsApproval ? "approves" : "asks for changes"), null) with
            {
                RequestedBy = review.Author,
                DecidedBy = [review.Reviewer],
                For = [Stage.Code.ToName()],
                Verdicts = [.. _verdicts.Where(pair => pair.Verdict.Criteria.Any(criterion => criterion.Facts.Contains(stored.Id))).Select(pair => pair.Stored.Id)],
            };

        private ApprovalEntry Judged(StoredFact stored, ApprovalEntry entry, DateOnly? expires)
        {
            entry = entry with { Expires = expires, DaysLeft = expires is { } last ? DaysLeft(last) : null };
            if (_revocations.Of(stored) is { } revoked)
                return entry with { State = ApprovalState.Revoked, Why = revoked };
            if (Doubt(stored) is { } doubt)
                return entry with { State = ApprovalState.NotBelieved, Why = doubt };
            return entry with { State = expires is { } end ? StateOf(end) : ApprovalState.InForce };
        }

        private ApprovalEntry Basic(StoredFact stored, ApprovalKind kind, string reason) => new()
        {
            Kind = kind,
            Id = stored.Id,
            State = ApprovalState.InForce,
            Time = stored.Fact.Time,
            Subject = stored.Fact.Subjects[0],
            Reason = reason,
            Trust = stored.Trust,
            SignedBy = stored.SignedBy,
        };

        private string? Doubt(StoredFact stored) => Belief.Doubt(stored, _policy, _context);

        private ApprovalState StateOf(DateOnly expires) =>
            expires < _today ? ApprovalState.Expired : DaysLeft(expires) < _soon ? ApprovalState.Expiring : ApprovalState.InForce;

        private int DaysLeft(DateOnly expires) => expires.DayNumber - _today.DayNumber;
    }
}
