using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class AlertsTable
{
    internal static readonly TruthTable Table = new("operate.alerts")
    {
        { "no fact", Outcome.Undecided, "no alerts of the commit is there", world => { } },
        { "stale fact", Outcome.Undecided, "is stale: 30 hours old, at most 24 hours", world => world.Fact(FactKind.Alerts, Log(), hours: 30) },
        { "stale fact with an open critical alert: nobody looks any more", Outcome.Undecided, "is stale: 3 days old, at most 24 hours", world => world.Fact(FactKind.Alerts, Log(Alert(74)), hours: 73) },
        { "no alert", Outcome.Pass, "no alert is past its deadline", world => world.Fact(FactKind.Alerts, Log()) },
        { "critical, within its deadline", Outcome.Pass, "no alert is past its deadline", world => world.Fact(FactKind.Alerts, Log(Alert(23))) },
        { "critical, past its deadline", Outcome.Fail, "1 critical alert past the deadline without acknowledgement, first Shell in container (A-1, 25 hours ago)", world => world.Fact(FactKind.Alerts, Log(Alert(25))) },
        { "critical, acknowledged", Outcome.Pass, "no alert is past its deadline", world => world.Fact(FactKind.Alerts, Log(Alert(25))).Fact(FactKind.Acknowledgement, Ack()) },
        { "another alert acknowledged", Outcome.Fail, "1 critical alert", world => world.Fact(FactKind.Alerts, Log(Alert(25))).Fact(FactKind.Acknowledgement, Ack("A-2")) },
        { "all acknowledged, after it was seen", Outcome.Pass, "no alert", world => world.Fact(FactKind.Alerts, Log(Alert(25))).Fact(FactKind.Acknowledgement, Ack("*"), hours: 24) },
        { "all acknowledged, before it was seen", Outcome.Fail, "1 critical alert", world => world.Fact(FactKind.Alerts, Log(Alert(25))).Fact(FactKind.Acknowledgement, Ack("*"), hours: 26) },
        { "acknowledged by a stranger in CI", Outcome.Fail, "does not name", world => world.Ci().Fact(FactKind.Alerts, Log(Alert(25))).Fact(FactKind.Acknowledgement, Ack(), trust: Trust.Stranger) },
        { "HIGH, past its deadline", Outcome.Warn, "1 alert past the deadline", world => world.Fact(FactKind.Alerts, Log(Alert(8 * 24, Severity.High))) },
        { "INFO has no deadline", Outcome.Pass, "no alert", world => world.Fact(FactKind.Alerts, Log(Alert(9000, Severity.Info))) },
        { "the next log does not take back an open alert", Outcome.Fail, "1 critical alert", world => world.Fact(FactKind.Alerts, Log(Alert(25)), hours: 20).Fact(FactKind.Alerts, Log()) },
        { "nor does it when the first is stale by now", Outcome.Fail, "1 critical alert", world => world.Fact(FactKind.Alerts, Log(Alert(60)), hours: 50).Fact(FactKind.Alerts, Log()) },
        { "told twice, with another severity", Outcome.Fail, "1 critical alert", world => world.Fact(FactKind.Alerts, Log(Alert(25)), hours: 20).Fact(FactKind.Alerts, Log(Alert(1, Severity.Low))) },
        { "an alert from the future is as old as its log", Outcome.Fail, "1 critical alert", world => world.Fact(FactKind.Alerts, Log(Alert(-9000)), hours: 30).Fact(FactKind.Alerts, Log()) },
        { "incomplete", Outcome.Undecided, "is incomplete", world => world.Fact(FactKind.Alerts, Log(), completeness: Completeness.Partial) },
        { "waived by its id", Outcome.Pass, "1 late alert accepted; waived until", world => world.Waive("operate.alerts", ids: ["A-1"]).Fact(FactKind.Alerts, Log(Alert(25))) },
        { "a shorter deadline", Outcome.Fail, "1 critical alert", world => { world.Policy = world.Policy with { Deadlines = world.Policy.Deadlines.SetItem(Severity.Critical, TimeSpan.FromHours(2)) }; world.Fact(FactKind.Alerts, Log(Alert(3))); } },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    private static RuntimeAlert Alert(double hours, Severity severity = Severity.Critical, string id = "A-1") => new(id, "Shell in container", severity, Now.AddHours(-hours), "a shell");

    private static AlertsPredicate Log(params RuntimeAlert[] alerts) => new() { Alerts = [.. alerts] };

    private static AcknowledgementPredicate Ack(string id = "A-1") => new(id, "olga", "rotating");
}
