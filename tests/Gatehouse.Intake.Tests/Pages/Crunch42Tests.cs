using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class Crunch42Tests
{
    private const string Many = """
        { "taskId": "t", "report": { "index": [ "/components/security/Key", "/paths/~1a/get" ], "assessmentVersion": "3.1.6", "valid": true,
            "security": { "issueCounter": 2, "issues": { "v3-key-inheader": { "description": "Keys in a header", "issues": [ { "pointer": 1, "criticality": 3 }, { "pointer": 0, "criticality": 5, "specificDescription": "Key k in a header" } ], "criticality": 5, "tooManyError": false } } },
            "data": { "issueCounter": 1, "issues": { "string-maxlength": { "description": "No maximum", "issues": [ { "pointer": 9, "criticality": 2 } ], "tooManyError": false } } } } }
        """;

    [Fact]
    public void An_issue_has_its_severity_and_its_place_in_the_definition()
    {
        var findings = Report.Findings(Many);
        Assert.Equal(
            [("v3-key-inheader", Severity.Critical, "#/components/security/Key"), ("v3-key-inheader", Severity.Medium, "#/paths/~1a/get"), ("string-maxlength", Severity.Low, null)],
            findings.Select(finding => (finding.RuleId, finding.Severity, finding.Location?.Path)));
        Assert.Equal("Key k in a header", findings[0].Message);
    }

    [Fact]
    public void A_definition_with_errors_and_a_list_that_was_cut_make_the_audit_partial()
    {
        Assert.Equal(Completeness.Complete, Report.Fact(Many).Completeness);
        Assert.Equal(Completeness.Partial, Report.Fact(Many.Replace("\"criticality\": 5, \"tooManyError\": false", "\"tooManyError\": true", StringComparison.Ordinal)).Completeness);
        Assert.Equal(Completeness.Partial, Report.Fact("""{ "report": { "index": [], "assessmentVersion": "3", "security": null, "semanticErrors": { "issues": { "ref": { "description": "A reference leads nowhere", "issues": [] } } } } }""").Completeness);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "crunch42");
}
