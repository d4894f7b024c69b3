using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Falco;

public sealed class FalcoTests
{
    private const string First = """{"output":"10:00:00.1: Critical Shell in container (user=root)","priority":"Critical","rule":"Shell in container","source":"syscall","tags":["container"],"time":"2026-02-28T10:00:00.1Z","output_fields":{"user.name":"root","proc.pid":7}}""";
    private const string Second = """{"output":"Read of a sensitive file","priority":"Warning","rule":"Sensitive read","time":"2026-02-28T09:00:00Z","output_fields":{"fd.name":"/etc/shadow"}}""";

    [Fact]
    public void A_line_is_an_alert_and_they_are_sorted_by_time()
    {
        var fact = Report.Fact(First + "\n\n" + Second + "\n");
        Assert.Equal((FactKind.Alerts, Completeness.Complete, Report.Now), (fact.Kind, fact.Completeness, fact.Time));
        var alerts = Alerts(fact);
        Assert.Equal([("Sensitive read", Severity.Medium), ("Shell in container", Severity.Critical)], alerts.Select(alert => (alert.Rule, alert.Severity)));
        Assert.Equal(new DateTimeOffset(2026, 2, 28, 9, 0, 0, TimeSpan.Zero), alerts[0].Time);
        Assert.Equal("Read of a sensitive file", alerts[0].Message);
    }

    [Fact]
    public void The_same_alert_again_has_the_same_id_whatever_the_order_of_its_fields_and_is_one()
    {
        var reordered = First.Replace("""{"user.name":"root","proc.pid":7}""", """{"proc.pid":7,"user.name":"root"}""", StringComparison.Ordinal).Replace("10:00:00.1: Critical ", "", StringComparison.Ordinal);
        Assert.Single(Alerts(Report.Fact(First + "\n" + reordered)));
        var other = Assert.Single(Alerts(Report.Fact(First.Replace("\"proc.pid\":7", "\"proc.pid\":8", StringComparison.Ordinal))));
        Assert.NotEqual(Assert.Single(Alerts(Report.Fact(First))).Id, other.Id);
    }

    [Theory]
    [InlineData("Emergency", Severity.Critical)]
    [InlineData("Alert", Severity.Critical)]
    [InlineData("Error", Severity.High)]
    [InlineData("Notice", Severity.Low)]
    [InlineData("Informational", Severity.Info)]
    [InlineData("Debug", Severity.Info)]
    public void Priorities_are_severities(string priority, Severity severity) =>
        Assert.Equal(severity, Assert.Single(Alerts(Report.Fact(First.Replace("\"Critical\"", $"\"{priority}\"", StringComparison.Ordinal)))).Severity);

    [Fact]
    public void No_line_is_no_alert_where_the_importer_is_named() => Assert.Empty(Alerts(Report.Fact("\n", "falco")));

    [Fact]
    public void A_list_of_alerts_is_read_too() => Assert.Equal(2, Alerts(Report.Fact($"[{First},{Second}]")).Length);

    [Theory]
    [InlineData("{\"output\":\"cut of")]
    [InlineData("Mon Jan 1 00:00:00 2026: Falco starts")]
    [InlineData("{\"hostname\":\"a\"}")]
    [InlineData("[1]")]
    public void A_line_that_is_no_alert_makes_them_partial_with_its_number(string line)
    {
        var fact = Report.Fact(First + "\n" + line + "\n" + Second);
        Assert.Equal((Completeness.Partial, 2), (fact.Completeness, Alerts(fact).Length));
        Assert.StartsWith("line 2: ", Assert.Single(fact.Notices).Reason);
    }

    [Theory]
    [InlineData("\"priority\":\"Critical\"", "\"priority\":\"Odd\"")]
    [InlineData("\"time\":\"2026-02-28T10:00:00.1Z\",", "")]
    [InlineData("\"rule\":\"Shell in container\"", "\"rule\":{}")]
    public void What_an_alert_lacks_makes_them_partial(string from, string to) =>
        Assert.Equal(Completeness.Partial, Report.Fact(Second + "\n" + First.Replace(from, to, StringComparison.Ordinal)).Completeness);

    [Fact]
    public void An_alert_of_the_future_is_of_now_and_said_so()
    {
        var fact = Report.Fact(First.Replace("2026-02-28", "2030-01-01", StringComparison.Ordinal));
        Assert.Equal(Report.Now, Assert.Single(Alerts(fact)).Time);
        Assert.NotEmpty(fact.Notices);
    }

    [Fact]
    public void Other_lines_are_refused() => Assert.Contains("no line is an alert of Falco", Report.Problem("{\"a\":1}\n{\"b\":2}", "falco"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(First + "\n" + Second + "\n", "falco");

    private static System.Collections.Immutable.ImmutableArray<RuntimeAlert> Alerts(Fact fact) => Assert.IsType<AlertsPredicate>(fact.Predicate).Alerts;
}
