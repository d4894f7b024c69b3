using Gatehouse.Intake.Tests.Pages;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Sqlmap;

public sealed class SqlmapLogTests
{
    private const string Many = """
        sqlmap identified the following injection point(s) with a total of 164 HTTP(s) requests:
        ---
        Parameter: name (GET)
            Type: boolean-based blind
            Title: AND boolean-based blind
            Payload: name=hidden' AND 1=1

            Type: UNION query
            Payload: name=hidden
        Parameter: id (POST)
            Type: error-based
        ---
        sqlmap resumed the following injection point(s) from stored session:
        Parameter: name (GET)
            Type: boolean-based blind
        """;

    [Fact]
    public void A_parameter_is_one_finding_with_its_techniques()
    {
        var fact = Report.Fact(Many);
        Assert.Equal(FactKind.WebScan, fact.Kind);
        Assert.Equal(["sql-injection HIGH Web @ parameter:id (POST); CWE-89", "sql-injection HIGH Web @ parameter:name (GET); CWE-89"], Brief.Of(fact));
        Assert.Contains(Report.Findings(fact), finding => finding.Message.EndsWith("boolean-based blind, UNION query", StringComparison.Ordinal));
    }

    [Fact]
    public void Payloads_are_not_kept() => Assert.DoesNotContain(Report.Findings(Many), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));

    [Fact]
    public void A_log_that_names_no_parameter_is_partial() =>
        Assert.Equal(Completeness.Partial, Report.Fact("sqlmap identified the following injection point(s) with a total of 1 HTTP(s) requests:\n---\n").Completeness);

    [Fact]
    public void Other_text_is_refused() => Assert.Contains("no log of sqlmap", Report.Problem("Parameter: name (GET)", "sqlmap-log"), StringComparison.Ordinal);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "sqlmap-log");
}
