using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Policy;

/// <summary>
/// A high-risk feature (by label, path or threat model) has a written, owned security requirement with a test. Which
/// requirements are the feature's: those that mitigate a threat to the paths that the change touches, or to the whole subject.
/// </summary>
[Criterion]
internal sealed class RequirementsCriterion : ICriterion
{
    public string Id => "plan.requirements";

    public Stage Stage => Stage.Plan;

    public string Question => "Has a high-risk feature an owned requirement with a test?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.ThreatModel];

    public string OwedBy => "the owner of the feature";

    public CriterionResult Judge(CriterionInput input)
    {
        var models = input.Facts.Of(FactKind.ThreatModel);
        if (models.Count == 0)
            return input.Missing([FactKind.ThreatModel], "Write threats/*.yaml (docs/how-to/threat-model.md)");
        var touched = models.SelectMany(model => Touched((ThreatModelPredicate)model.Fact.Predicate, input.Context)).ToList();
        if (Why(input, touched) is not { } why)
            return input.Result(Outcome.NotApplicable, "the change is no high-risk feature: no label, path or threat says so", models);

        var named = touched.SelectMany(threat => threat.MitigatedBy).ToHashSet(StringComparer.Ordinal);
        var requirements = models.SelectMany(model => ((ThreatModelPredicate)model.Fact.Predicate).Requirements).Where(requirement => named.Contains(requirement.Id)).ToList();
        if (requirements.Count == 0)
        {
            var missing = Problem("requirement-missing", $"{why}, and no security requirement speaks of what the change touches", null);
            return Answer(input, models, [missing], "Write a threat for these paths and a requirement that mitigates it in threats/*.yaml, with an owner and a test", OwedBy);
        }

        var problems = requirements.Where(requirement => requirement.Owner is null).Select(requirement => Problem(requirement.Id, $"{why}, and the requirement {requirement.Id} has no owner", requirement))
            .Concat(requirements.Where(requirement => requirement is { Owner: not null, Test: null }).Select(requirement => Problem(requirement.Id, $"{why}, and the requirement {requirement.Id} has no test", requirement)))
            .ToList();
        return problems.Count > 0
            ? Answer(input, models, problems, "Name who answers for it, and the test that proves it", requirements.Find(requirement => requirement.Test is null)?.Owner ?? OwedBy)
            : input.Result(Outcome.Pass, FormattableString.Invariant($"{why}; {requirements.Count} requirement{(requirements.Count == 1 ? "" : "s")}, each with an owner and a test"), models);
    }

    private static CriterionResult Answer(CriterionInput input, IReadOnlyList<StoredFact> models, List<Finding> problems, string remedy, string owedBy)
    {
        var open = input.Open(problems);
        return open.Count > 0
            ? input.Result(Outcome.Fail, open[0].Message, models, open, remedy, owedBy)
            : input.Result(Outcome.Pass, "what is open in the requirements is accepted", models, problems);
    }

    private static string? Why(CriterionInput input, List<Threat> touched)
    {
        if (input.Context.Labels.FirstOrDefault(label => input.Policy.HighRiskLabels.Contains(label, StringComparer.OrdinalIgnoreCase)) is { } label)
            return $"the label {label} makes it a high-risk feature";
        if (FirstMatch(input.Context.ChangedPaths, input.Policy.HighRiskPaths) is { } path)
            return $"{path} is a high-risk path";
        return touched.Find(threat => threat.Risk >= Severity.High) is { } threat ? $"the threat {threat.Id} is of high risk" : null;
    }

    // A threat that names no path is of the whole subject. Where nobody knows what changed, everything may have.
    private static IEnumerable<Threat> Touched(ThreatModelPredicate model, JudgingContext context) => model.Threats
        .Where(threat => threat.Paths.IsDefaultOrEmpty || context.ChangedPaths.IsDefaultOrEmpty || FirstMatch(context.ChangedPaths, threat.Paths) is not null);

    private static string? FirstMatch(IEnumerable<string> paths, IReadOnlyCollection<string> patterns)
    {
        var globs = patterns.Select(pattern => Glob.TryParse(pattern, out _)).OfType<Glob>().ToList();
        return globs.Count == 0 ? null : paths.FirstOrDefault(path => globs.Exists(glob => glob.IsMatch(path)));
    }

    private static Finding Problem(string rule, string message, Requirement? requirement) => new()
    {
        RuleId = rule,
        Supplier = "policy",
        Kind = FindingKind.Threat,
        Severity = Severity.High,
        Message = message,
        Location = requirement?.Location,
    };
}
