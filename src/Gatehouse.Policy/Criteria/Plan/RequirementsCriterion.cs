using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Policy;

/// <summary>A high-risk feature (by label, path or threat model) has a written, owned security requirement with a test.</summary>
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
            return input.Missing(FactKind.ThreatModel, "Write threats/*.yaml (docs/how-to/threat-model.md)");
        var threats = models.SelectMany(model => ((ThreatModelPredicate)model.Fact.Predicate).Threats).ToList();
        if (Why(input, threats) is not { } why)
            return input.Result(Outcome.NotApplicable, "the change is no high-risk feature: no label, path or threat says so", models);

        var requirements = models.SelectMany(model => ((ThreatModelPredicate)model.Fact.Predicate).Requirements).ToList();
        if (requirements.Count == 0)
            return input.Result(Outcome.Fail, $"{why}, and there is no security requirement", models, remedy: "Write one in threats/*.yaml, with an owner and a test", owedBy: OwedBy);
        if (requirements.FirstOrDefault(requirement => requirement.Owner is null) is { } unowned)
            return input.Result(Outcome.Fail, $"{why}, and the requirement {unowned.Id} has no owner", models, remedy: "Name who answers for it", owedBy: OwedBy);
        if (requirements.FirstOrDefault(requirement => requirement.Test is null) is { } untested)
            return input.Result(Outcome.Fail, $"{why}, and the requirement {untested.Id} has no test", models, remedy: "Name the test that proves it", owedBy: untested.Owner);
        return input.Result(Outcome.Pass, FormattableString.Invariant($"{why}; {requirements.Count} requirements, each with an owner and a test"), models);
    }

    private static string? Why(CriterionInput input, List<Threat> threats)
    {
        if (input.Context.Labels.FirstOrDefault(label => input.Policy.HighRiskLabels.Contains(label, StringComparer.OrdinalIgnoreCase)) is { } label)
            return $"the label {label} makes it a high-risk feature";
        if (FirstMatch(input.Context.ChangedPaths, input.Policy.HighRiskPaths) is { } path)
            return $"{path} is a high-risk path";
        var high = threats.Where(threat => threat.Risk >= Severity.High).ToList();
        // A threat that names no path is of the whole subject.
        var touched = high.FirstOrDefault(threat => threat.Paths.IsDefaultOrEmpty || FirstMatch(input.Context.ChangedPaths, threat.Paths) is not null);
        return touched is null ? null : $"the threat {touched.Id} is of high risk";
    }

    private static string? FirstMatch(IEnumerable<string> paths, IReadOnlyCollection<string> patterns)
    {
        var globs = patterns.Select(pattern => Glob.TryParse(pattern, out _)).OfType<Glob>().ToList();
        return globs.Count == 0 ? null : paths.FirstOrDefault(path => globs.Exists(glob => glob.IsMatch(path)));
    }
}
