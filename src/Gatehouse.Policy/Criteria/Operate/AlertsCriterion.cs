using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>A critical alert is taken in hand before its deadline; others only warn past theirs.</summary>
[Criterion]
internal sealed class AlertsCriterion : ICriterion
{
    public string Id => "operate.alerts";

    public Stage Stage => Stage.Operate;

    public string Question => "Is every critical alert taken in hand in time?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.Alerts, FactKind.Acknowledgement];

    public string OwedBy => "whoever is on call";

    public CriterionResult Judge(CriterionInput input)
    {
        var facts = input.Facts.Of(FactKind.Alerts);
        if (facts.Count == 0)
            return input.Missing(FactKind.Alerts, "Add the alerts of the runtime sensor (Falco's JSON lines) with gatehouse fact add");
        var acknowledgements = input.Facts.Of(FactKind.Acknowledgement);
        var open = facts.SelectMany(stored => ((AlertsPredicate)stored.Fact.Predicate).Alerts).DistinctBy(alert => alert.Id)
            .Where(alert => !acknowledgements.Any(stored => Covers(stored, alert))).ToList();
        var late = open.Where(alert => input.Policy.Deadlines.TryGetValue(alert.Severity, out var deadline) && input.Context.Now - alert.Time > deadline).OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.Time).ToList();
        var critical = late.Where(alert => alert.Severity == Severity.Critical).ToList();
        if (critical.Count > 0)
            return input.Result(Outcome.Fail, FormattableString.Invariant($"{critical.Count} critical alert{(critical.Count == 1 ? "" : "s")} past the deadline without acknowledgement, first {critical[0].Rule} ({Spans.Of(input.Context.Now - critical[0].Time)} ago)"), facts, critical.Select(AsFinding), "Look at it, and acknowledge it with gatehouse approval acknowledge", OwedBy);
        if (facts.FirstOrDefault(stored => stored.Fact.Completeness != Completeness.Complete) is { } partial)
            return input.Result(Outcome.Undecided, $"the alerts of {partial.Fact.Producer.Name} are incomplete", facts, remedy: "Export them again", owedBy: OwedBy);
        if (late.Count > 0)
            return input.Result(Outcome.Warn, FormattableString.Invariant($"{late.Count} alerts past their deadline"), facts, late.Select(AsFinding), "Acknowledge them");
        return input.Result(Outcome.Pass, open.Count == 0 ? "no open alert" : FormattableString.Invariant($"{open.Count} open alerts, none past its deadline"), [.. facts, .. acknowledgements]);
    }

    private static bool Covers(StoredFact stored, RuntimeAlert alert)
    {
        var acknowledgement = (AcknowledgementPredicate)stored.Fact.Predicate;
        return acknowledgement.AlertId == alert.Id || (acknowledgement.AlertId == "*" && alert.Time <= stored.Fact.Time);
    }

    private static Finding AsFinding(RuntimeAlert alert) => new()
    {
        RuleId = alert.Rule,
        Supplier = "alerts",
        Kind = FindingKind.Alert,
        Severity = alert.Severity,
        Message = alert.Message,
    };
}
