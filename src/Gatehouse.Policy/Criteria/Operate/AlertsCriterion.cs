using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// A critical alert is taken in hand before its deadline; others only warn past theirs. Somebody must still be looking
/// (a fresh fact of alerts), but an alert stays open however old the log is that told of it.
/// </summary>
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
        var fresh = input.Facts.Of(FactKind.Alerts);
        if (fresh.Count == 0)
            return input.Missing([FactKind.Alerts], "Add the alerts of the runtime sensor (Falco's JSON lines) with gatehouse fact add");
        var acknowledgements = input.Facts.Of(FactKind.Acknowledgement);
        var logs = input.Facts.Believed(FactKind.Alerts);
        var late = Late(input, logs, acknowledgements).ToList();
        var open = input.Open(late.Select(alert => AsFinding(alert, input.Context.Now)));
        var critical = open.Where(finding => finding.Severity == Severity.Critical).ToList();
        if (critical.Count > 0)
            return input.Result(Outcome.Fail, FormattableString.Invariant($"{critical.Count} critical alert{(critical.Count == 1 ? "" : "s")} past the deadline without acknowledgement, first {critical[0].Message}{Doubts(input)}"), [.. logs, .. acknowledgements], open, "Look at it, and acknowledge it with gatehouse approval acknowledge", OwedBy);

        foreach (var old in logs.Except(fresh))
            input.SetAside(old);
        return open.Count > 0
            ? input.Result(Outcome.Warn, FormattableString.Invariant($"{open.Count} alert{(open.Count == 1 ? "" : "s")} past the deadline without acknowledgement, first {open[0].Message}{Doubts(input)}"), [.. logs, .. acknowledgements], open, "Acknowledge them with gatehouse approval acknowledge")
            : input.Result(Outcome.Pass, late.Count == 0 ? "no alert is past its deadline without acknowledgement" : FormattableString.Invariant($"{late.Count} late alert{(late.Count == 1 ? "" : "s")} accepted"), [.. logs, .. acknowledgements]);
    }

    private static IEnumerable<RuntimeAlert> Late(CriterionInput input, IReadOnlyList<StoredFact> logs, IReadOnlyList<StoredFact> acknowledgements) => logs
        .SelectMany(stored => ((AlertsPredicate)stored.Fact.Predicate).Alerts.Select(alert => alert.Time <= stored.Fact.Time ? alert : alert with { Time = stored.Fact.Time }))

        // Told twice, an alert is as bad and as old as the worse telling. None was seen after the log that tells of it.
        .GroupBy(alert => alert.Id, StringComparer.Ordinal)
        .Select(same => same.MaxBy(alert => alert.Severity)! with { Time = same.Min(alert => alert.Time) })
        .Where(alert => !acknowledgements.Any(stored => Covers(stored, alert)))
        .Where(alert => input.Policy.Deadlines.TryGetValue(alert.Severity, out var deadline) && input.Context.Now - alert.Time > deadline)
        .OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.Time).ThenBy(alert => alert.Id, StringComparer.Ordinal);

    private static bool Covers(StoredFact stored, RuntimeAlert alert)
    {
        var acknowledgement = (AcknowledgementPredicate)stored.Fact.Predicate;
        return acknowledgement.AlertId == alert.Id || (acknowledgement.AlertId == "*" && alert.Time <= stored.Fact.Time);
    }

    private static string Doubts(CriterionInput input) => input.Facts.WhyNot(FactKind.Acknowledgement) is { Length: > 0 } why ? "; " + why : "";

    private static Finding AsFinding(RuntimeAlert alert, DateTimeOffset now) => new()
    {
        RuleId = alert.Rule,
        Supplier = "alerts",
        Kind = FindingKind.Alert,
        Severity = alert.Severity,
        Message = $"{alert.Rule} ({alert.Id}, {Spans.Of(now - alert.Time)} ago)",
        Aliases = [alert.Id],
    };
}
