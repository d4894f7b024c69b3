using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CfnNagTests
{
    private const string Many = """
        [ { "filename": "./infra/a.yaml", "file_results": { "failure_count": 1, "violations": [
            { "id": "W48", "name": "SqsQueueKms", "type": "WARN", "message": "Queue should be encrypted", "logical_resource_ids": [ "First", "Second" ], "line_numbers": [ 36, 40 ] },
            { "id": "F3", "name": "IamWildcard", "type": "FAIL", "message": "Role allows *", "logical_resource_ids": [ "Role" ], "line_numbers": [ 18 ] } ] } } ]
        """;

    [Fact]
    public void A_violation_is_a_finding_at_each_of_its_resources()
    {
        var findings = Report.Findings(Many);
        Assert.Equal([("F3", Severity.High, "infra/a.yaml:18:1", "Role"), ("W48", Severity.Medium, "infra/a.yaml:36:1", "First"), ("W48", Severity.Medium, "infra/a.yaml:40:1", "Second")], findings.Select(finding => (finding.RuleId, finding.Severity, finding.Location!.ToString(), finding.Location.Symbol!)));
    }

    [Fact]
    public void A_template_that_could_not_be_read_makes_the_scan_partial()
    {
        var fact = Report.Fact("""[ { "filename": "b.yaml", "file_results": { "failure_count": 1, "violations": [ { "id": "FATAL", "name": "system", "type": "FAIL", "message": "not YAML", "logical_resource_ids": [], "line_numbers": [] } ] } } ]""");
        Assert.Equal((Completeness.Partial, "b.yaml"), (fact.Completeness, Assert.Single(fact.Notices).Path));
        Assert.Equal("b.yaml", Assert.Single(Report.Findings(fact)).Location!.Path);
    }

    [Fact]
    public void Templates_without_violations_are_a_clean_scan() => Assert.Empty(Report.Findings("""[ { "filename": "c.yaml", "file_results": { "failure_count": 0, "violations": [] } } ]"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "cfn-nag");
}
