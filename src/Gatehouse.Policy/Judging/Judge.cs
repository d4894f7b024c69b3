using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What judging gives: a verdict a gate, and what is to be said of the waivers.</summary>
/// <param name="Verdicts">In the order of the stages.</param>
/// <param name="Warnings">Waivers that expired, or that nothing used, a sentence each.</param>
public sealed record Judgement(ImmutableArray<GateVerdict> Verdicts, ImmutableArray<string> Warnings)
{
    /// <summary>Waivers that were not applied because their last day has gone, by id.</summary>
    public ImmutableArray<Waiver> ExpiredWaivers { get; init; } = [];

    /// <summary>Waivers of criteria that were decided here, and that accepted nothing, by id.</summary>
    public ImmutableArray<Waiver> UnusedWaivers { get; init; } = [];
}

/// <summary>
/// Holds facts against a policy. Pure: the same input gives the same verdicts, in whatever order the facts come. What is
/// true of every criterion is done here: an answer from an incomplete fact is Undecided, a whole waiver accepts what a
/// criterion says, and a reason names the waivers used and the unsigned facts believed.
/// </summary>
public static class Judge
{
    /// <summary>Judges every stage that is asked for, turned on, or has facts.</summary>
    public static Judgement Run(PolicyDocument policy, JudgingContext context, IReadOnlyList<StoredFact> facts) =>
        Run(policy, context, facts, PolicyCatalog.Criteria);

    internal static Judgement Run(PolicyDocument policy, JudgingContext context, IReadOnlyList<StoredFact> facts, IReadOnlyList<ICriterion> criteria)
    {
        var pool = new FactPool(facts, policy, context);
        var book = new WaiverBook(policy, context.Now);
        var byId = facts.GroupBy(stored => stored.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.MinBy(stored => stored.Trust)!, StringComparer.Ordinal);
        var verdicts = ImmutableArray.CreateBuilder<GateVerdict>();
        foreach (var stage in Stages.All.Where(stage => IsJudged(stage, policy, context, pool)))
            verdicts.Add(JudgeStage(stage, criteria, policy, context, pool, book, byId));

        var decided = verdicts.SelectMany(verdict => verdict.Criteria).Where(result => result.Outcome is not (Outcome.NotJudged or Outcome.NotApplicable)).Select(result => result.Criterion);
        var (expired, unused) = (book.AllExpired, context.MergeBaseProblem is null ? book.Unused(decided) : []);
        return new Judgement(verdicts.ToImmutable(),
        [
            .. expired.Select(waiver => $"the waiver {waiver.Id} of {waiver.Owner} expired on {waiver.Expires:yyyy-MM-dd} and is not applied{Source(waiver)}"),
            .. unused.Select(waiver => $"the waiver {waiver.Id} of {waiver.Owner} is not used: remove it{Source(waiver)}"),
        ])
        {
            ExpiredWaivers = expired,
            UnusedWaivers = unused,
        };
    }

    private static bool IsJudged(Stage stage, PolicyDocument policy, JudgingContext context, FactPool pool)
    {
        if (context.Requested.Length > 0)
            return context.Requested.Contains(stage);
        return policy.Of(stage).IsOn ?? (stage is Stage.Code or Stage.Build || pool.Opens(stage));
    }

    private static GateVerdict JudgeStage(Stage stage, IReadOnlyList<ICriterion> criteria, PolicyDocument policy, JudgingContext context, FactPool pool, WaiverBook book, Dictionary<string, StoredFact> byId)
    {
        var stagePolicy = policy.Of(stage);
        var results = ImmutableArray.CreateBuilder<CriterionResult>();
        foreach (var criterion in criteria.Where(criterion => criterion.Stage == stage).OrderBy(criterion => criterion.Id, StringComparer.Ordinal))
        {
            if (context.MergeBaseProblem is { } problem)
                results.Add(PolicyUnknown(criterion, problem));
            else if (context.SubjectProblem is { } other)
                results.Add(NotTheChange(criterion, other));
            else if (stagePolicy.Without.Contains(criterion.Id))
                results.Add(new CriterionResult { Criterion = criterion.Id, Outcome = Outcome.NotApplicable, Reason = "the policy has no use for it (without)" });
            else
                results.Add(Judged(new CriterionInput(criterion, policy, context, pool, book, MustBeJudged(criterion, stagePolicy)), book, byId));
        }

        return new GateVerdict
        {
            Stage = stage,
            // Without the policy in force nobody said "observe".
            Mode = context.MergeBaseProblem is null ? stagePolicy.Mode : GateMode.Enforce,
            Outcome = Worst(results, isWanted: context.Requested.Contains(stage) || stagePolicy.IsOn == true),
            Criteria = results.ToImmutable(),
            PolicyDigest = policy.Digest,
            PolicySource = context.PolicySource,
            IsTrial = context.IsTrial,
            Subject = context.Subject,
            Time = context.Now,
        };
    }

    // Code and build are judged on every run, so what nobody supplies there is shown as not judged; a later stage is
    // judged because someone wants it, and then all of it.
    private static bool MustBeJudged(ICriterion criterion, StagePolicy stage) =>
        stage.Criteria.Contains(criterion.Id) || criterion.Stage is not (Stage.Code or Stage.Build);

    private static CriterionResult PolicyUnknown(ICriterion criterion, string problem) => new()
    {
        Criterion = criterion.Id,
        Outcome = Outcome.Undecided,
        Reason = $"the policy in force is not known: {problem}",
        Remedy = "Fetch the whole history in this job (fetch-depth: 0, GIT_DEPTH: 0), or name the target with --target-branch",
        OwedBy = "the owner of this CI job",
    };

    private static CriterionResult NotTheChange(ICriterion criterion, string problem) => new()
    {
        Criterion = criterion.Id,
        Outcome = Outcome.Undecided,
        Reason = problem,
        Remedy = "Judge in a job of the event pull_request, which checks the change out; not of pull_request_target, which checks its target out",
        OwedBy = "the owner of this CI job",
    };

    private static CriterionResult Judged(CriterionInput input, WaiverBook book, Dictionary<string, StoredFact> byId)
    {
        var answer = input.Criterion.Judge(input);
        answer = answer with { Waived = [.. CriterionInput.Sorted(input.Waived)] };
        var facts = answer.Facts.Select(id => byId[id]).ToList();
        if (answer.Outcome is Outcome.Pass or Outcome.Warn or Outcome.NotApplicable)
            answer = Incompleteness.Of(input, facts) ?? answer;
        if (answer.Outcome is Outcome.Fail or Outcome.Undecided)
        {
            if (input.Waivers.FirstOrDefault(rule => rule.IsWhole) is not { } whole)
                return answer with { Reason = answer.Reason + ExpiredWords(answer, book.Expired(input.Criterion.Id)) };
            input.Use(whole.Waiver);
            answer = answer with { Outcome = Outcome.Pass, Reason = "it was: " + answer.Reason, Waived = [.. CriterionInput.Sorted(input.Waived.Concat(answer.Findings))] };
        }

        return answer with { Reason = answer.Reason + UsedWords(answer, input.Used) + UnsignedWords(facts), Waiver = answer.Outcome is Outcome.Pass or Outcome.Warn && input.Used.Count > 0 ? input.Used[0] : null };
    }

    private static string UsedWords(CriterionResult answer, IReadOnlyList<Waiver> used) => answer.Outcome is Outcome.Pass or Outcome.Warn
        ? string.Concat(used.Select(waiver => $"; waived until {waiver.Expires:yyyy-MM-dd} by {waiver.Owner} ({waiver.Id}: {waiver.Reason})"))
        : "";

    private static string ExpiredWords(CriterionResult answer, ImmutableArray<WaiverRule> expired) => string.Concat(expired
        .Where(rule => rule.IsWhole || answer.Findings.Any(rule.Accepts))
        .Select(rule => $"; the waiver {rule.Waiver.Id} of {rule.Waiver.Owner} expired on {rule.Waiver.Expires:yyyy-MM-dd}"));

    private static string UnsignedWords(List<StoredFact> facts)
    {
        var makers = facts.Where(stored => stored.Trust == Trust.LocalUnsigned).Select(stored => stored.Fact.Producer.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        return makers.Count == 0 ? "" : $" (unsigned: {string.Join(", ", makers)})";
    }

    /// <summary>Fail, then Undecided, Warn, Pass, NotApplicable. A gate of which nothing could be judged is Undecided where it was wanted.</summary>
    private static Outcome Worst(IEnumerable<CriterionResult> results, bool isWanted)
    {
        var outcomes = results.Select(result => result.Outcome).ToHashSet();
        foreach (var outcome in new[] { Outcome.Fail, Outcome.Undecided, Outcome.Warn, Outcome.Pass })
        {
            if (outcomes.Contains(outcome))
                return outcome;
        }

        if (outcomes.Contains(Outcome.NotJudged))
            return isWanted ? Outcome.Undecided : Outcome.NotJudged;
        return Outcome.NotApplicable;
    }

    private static string Source(Waiver waiver) => waiver.Source is null ? "" : $" ({waiver.Source})";
}
