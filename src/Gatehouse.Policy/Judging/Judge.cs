using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What judging gives: a verdict a gate, and what is to be said of the waivers.</summary>
/// <param name="Verdicts">In the order of the stages.</param>
/// <param name="Warnings">Waivers that expired, or that nothing used.</param>
public sealed record Judgement(ImmutableArray<GateVerdict> Verdicts, ImmutableArray<string> Warnings);

/// <summary>Holds facts against a policy. Pure: the same input gives the same verdicts.</summary>
public static class Judge
{
    /// <summary>Judges every stage that is asked for, turned on, or has facts.</summary>
    public static Judgement Run(PolicyDocument policy, JudgingContext context, IReadOnlyList<StoredFact> facts)
    {
        var pool = new FactPool(facts, policy, context);
        var verdicts = ImmutableArray.CreateBuilder<GateVerdict>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stage in Stages.All)
        {
            var criteria = PolicyCatalog.Criteria.Where(criterion => criterion.Stage == stage).OrderBy(criterion => criterion.Id, StringComparer.Ordinal).ToList();
            if (!IsJudged(stage, criteria, policy, context, pool))
                continue;
            var verdict = JudgeStage(stage, criteria, policy, context, pool);
            foreach (var waiver in verdict.Criteria.Select(criterion => criterion.Waiver).OfType<Waiver>())
                used.Add(waiver.Id);
            verdicts.Add(verdict);
        }

        return new Judgement(verdicts.ToImmutable(), [.. WaiverWarnings(policy, context, used)]);
    }

    private static bool IsJudged(Stage stage, List<ICriterion> criteria, PolicyDocument policy, JudgingContext context, FactPool pool)
    {
        if (context.Requested.Length > 0)
            return context.Requested.Contains(stage);
        return policy.Of(stage).IsOn ?? (stage is Stage.Code or Stage.Build || criteria.Any(criterion => pool.HasAny(criterion.Wants)));
    }

    private static GateVerdict JudgeStage(Stage stage, List<ICriterion> criteria, PolicyDocument policy, JudgingContext context, FactPool pool)
    {
        var stagePolicy = policy.Of(stage);
        var named = stagePolicy.Criteria;
        var results = ImmutableArray.CreateBuilder<CriterionResult>();
        foreach (var criterion in criteria)
        {
            var isNamed = named.Contains(criterion.Id);
            if (named.Length > 0 && !isNamed)
            {
                results.Add(new CriterionResult { Criterion = criterion.Id, Outcome = Outcome.NotApplicable, Reason = "the policy does not name it" });
                continue;
            }

            // Code and build are judged on every run, so what nobody supplies there is shown as not judged; a later
            // stage is judged because someone wants it, and then all of it.
            var must = isNamed || stage is not (Stage.Code or Stage.Build);
            results.Add(Judged(criterion, policy, context, pool, must));
        }

        return new GateVerdict
        {
            Stage = stage,
            Mode = stagePolicy.Mode,
            Outcome = Worst(results, isWanted: context.Requested.Contains(stage) || stagePolicy.IsOn == true),
            Criteria = results.ToImmutable(),
            PolicyDigest = policy.Digest,
            PolicySource = context.PolicySource,
            IsTrial = context.IsTrial,
            Subject = context.Subject,
            Time = context.Now,
        };
    }

    private static CriterionResult Judged(ICriterion criterion, PolicyDocument policy, JudgingContext context, FactPool pool, bool must)
    {
        if (context.MergeBaseProblem is { } problem)
        {
            return new CriterionResult
            {
                Criterion = criterion.Id,
                Outcome = Outcome.Undecided,
                Reason = $"the policy in force is not known: {problem}",
                Remedy = "Fetch the whole history in this job (fetch-depth: 0, GIT_DEPTH: 0), or name the target with --target-branch",
                OwedBy = "the owner of this CI job",
            };
        }

        var waivers = policy.Waivers.Where(waiver => WaiverRules.Covers(waiver, criterion.Id) && WaiverRules.Holds(waiver, context.Now)).ToImmutableArray();
        var result = criterion.Judge(new CriterionInput(criterion, policy, context, pool, waivers, must));
        // A waiver without ids and paths accepts whatever the criterion says; one that names no criterion does not reach so far.
        var whole = waivers.FirstOrDefault(waiver => WaiverRules.IsWhole(waiver) && !waiver.Criteria.IsDefaultOrEmpty);
        return result.Outcome is Outcome.Fail or Outcome.Undecided && whole is not null
            ? result with { Outcome = Outcome.Pass, Waiver = whole, Reason = $"waived until {whole.Expires:yyyy-MM-dd} by {whole.Owner} ({whole.Id}: {whole.Reason}); it was: {result.Reason}" }
            : result;
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

    private static IEnumerable<string> WaiverWarnings(PolicyDocument policy, JudgingContext context, HashSet<string> used)
    {
        foreach (var waiver in policy.Waivers.OrderBy(waiver => waiver.Id, StringComparer.Ordinal))
        {
            if (!WaiverRules.Holds(waiver, context.Now))
                yield return $"the waiver {waiver.Id} of {waiver.Owner} expired on {waiver.Expires:yyyy-MM-dd} and is not applied ({waiver.Source})";
            else if (!used.Contains(waiver.Id) && context.Requested.Length == 0)
                yield return $"the waiver {waiver.Id} of {waiver.Owner} is not used: remove it ({waiver.Source})";
        }
    }
}
