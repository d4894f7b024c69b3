using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Every threat of high risk has a mitigation.</summary>
[Criterion]
internal sealed class ThreatsCriterion : ICriterion
{
    public string Id => "plan.threats";

    public Stage Stage => Stage.Plan;

    public string Question => "Is every high-risk threat mitigated?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.ThreatModel];

    public string OwedBy => "the owner of the threat model";

    public CriterionResult Judge(CriterionInput input)
    {
        var models = input.Facts.Of(FactKind.ThreatModel);
        if (models.Count == 0)
            return input.Missing([FactKind.ThreatModel], "Write threats/*.yaml (docs/how-to/threat-model.md)");
        if (models.All(model => FactKinds.IsEmpty(model.Fact)))
            return input.Result(Outcome.Undecided, "nothing is written in the threat model", models, remedy: "Write threats/*.yaml (docs/how-to/threat-model.md)", owedBy: OwedBy);
        var findings = models.SelectMany(model => Open((ThreatModelPredicate)model.Fact.Predicate)).ToList();
        var open = input.Open(findings);
        if (open.Count > 0)
            return input.Result(Outcome.Fail, FormattableString.Invariant($"{open.Count} high-risk threat{(open.Count == 1 ? "" : "s")} without mitigation, first {open[0].RuleId}: {open[0].Title}"), models, open, "Write a requirement that mitigates it, with an owner and a test", OwedBy);
        var threats = models.Sum(model => ((ThreatModelPredicate)model.Fact.Predicate).Threats.Length);
        return input.Result(Outcome.Pass, FormattableString.Invariant($"{threats} threat{(threats == 1 ? "" : "s")}, every high-risk one mitigated{(findings.Count > 0 ? " or accepted" : "")}"), models, findings);
    }

    // A mitigation counts only where the requirement is there, owned and has a test.
    private static IEnumerable<Finding> Open(ThreatModelPredicate model)
    {
        var met = model.Requirements.Where(requirement => requirement is { Owner: not null, Test: not null }).Select(requirement => requirement.Id).ToHashSet(StringComparer.Ordinal);
        return model.Threats.Where(threat => threat.Risk >= Severity.High && !threat.MitigatedBy.Any(met.Contains)).Select(threat => new Finding
        {
            RuleId = threat.Id,
            Supplier = "threats",
            Kind = FindingKind.Threat,
            Severity = threat.Risk,
            Title = threat.Title,
            Message = $"{threat.Title}: no requirement with an owner and a test mitigates it",
            Location = threat.Location,
        });
    }
}
