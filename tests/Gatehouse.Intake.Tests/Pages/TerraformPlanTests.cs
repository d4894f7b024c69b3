using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class TerraformPlanTests
{
    private const string Many = """
        { "format_version": "1.2", "terraform_version": "1.9.5", "planned_values": { "root_module": {} }, "resource_changes": [ { "address": "aws_s3_bucket.shop", "change": { "actions": [ "create" ] } } ], "configuration": {}, "timestamp": "2026-02-28T10:00:00Z", "errored": false,
          "checks": [
            { "address": { "kind": "check", "name": "health", "to_display": "check.health" }, "status": "fail", "instances": [ { "address": { "to_display": "check.health" }, "status": "fail", "problems": [ { "message": "shop is not healthy" } ] } ] },
            { "address": { "kind": "output_value", "to_display": "output.url" }, "status": "pass", "instances": [ { "address": { "to_display": "output.url" }, "status": "pass" } ] } ] }
        """;

    [Fact]
    public void A_failed_check_is_a_finding_that_no_gate_takes_for_a_scan()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((FactKind.OtherScan, Completeness.Complete, "1.9.5"), (fact.Kind, fact.Completeness, fact.Producer.Version));
        Assert.Equal(["check MEDIUM Misconfiguration"], Brief.Of(fact));
        Assert.Equal("check.health: shop is not healthy", Report.Findings(fact)[0].Message);
    }

    [Theory]
    [InlineData("\"errored\": false", "\"errored\": true")]
    [InlineData("\"status\": \"pass\", \"instances\": [", "\"status\": \"unknown\", \"instances\": [")]
    public void What_the_plan_does_not_know_makes_it_partial(string from, string to) =>
        Assert.Equal(Completeness.Partial, Report.Fact(Many.Replace(from, to, StringComparison.Ordinal)).Completeness);

    [Fact]
    public void A_plan_without_checks_has_no_finding() => Assert.Empty(Report.Findings("""{ "format_version": "1.2", "terraform_version": "1.9.5", "planned_values": {} }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "terraform-plan");
}
