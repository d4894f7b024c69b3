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
            return input.Missing(FactKind.ThreatModel, "Write threats/*.yaml (docs/how-to/threat-model.md)");
        var findings = models.SelectMany(model => Open((ThreatModelPredicate)model.Fact.Predicate)).ToList();
        var (open, waiver) = WaiverRules.Apply(findings, input.Waivers);
        if (open.Count > 0)
            return input.Result(Outcome.Fail, FormattableString.Invariant($"{open.Count} high-risk threat{(open.Count == 1 ? "" : "s")} without mitigation, first {open[0].RuleId}"), models, open, "Write a requirement that mitigates it, with an owner and a test");
        if (models.FirstOrDefault(model => model.Fact.Completeness != Completeness.Complete) is { } partial)
            return input.Result(Outcome.Undecided, $"the threat model is not sound: {partial.Fact.Notices.FirstOrDefault()?.Reason ?? "it could not be read"}", models, remedy: "Mend the file", owedBy: OwedBy);
        return waiver is not null
            ? input.Result(Outcome.Pass, $"an open threat is waived until {waiver.Expires:yyyy-MM-dd} by {waiver.Owner} ({waiver.Id}: {waiver.Reason})", models, findings, waiver: waiver)
            : input.Result(Outcome.Pass, FormattableString.Invariant($"{models.Sum(model => ((ThreatModelPredicate)model.Fact.Predicate).Threats.Length)} threats, every high-risk one mitigated"), models);
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
            Message = $"{threat.Title}: no requirement with an owner and a test mitigates it",
            Location = threat.Location,
        });
    }
}
