using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: check/check.go and check/controls.go of aquasecurity/kube-bench
public sealed class KubeBenchTests
{
    private const string Many = """
        { "Controls": [ { "id": "4", "version": "cis-1.8", "text": "Worker Node", "node_type": "node", "tests": [ { "section": "4.1", "fail": 1, "desc": "Files", "results": [ { "test_number": "4.1.1", "test_desc": "Ensure permissions of the service file", "audit": "stat", "type": "", "remediation": "chmod 600", "status": "FAIL", "actual_value": "644", "scored": true, "reason": "" }, { "test_number": "4.1.3", "test_desc": "Ensure the proxy has a file", "type": "manual", "status": "WARN", "scored": false, "reason": "Test marked as a manual test" }, { "test_number": "4.1.4", "test_desc": "fine", "status": "PASS" } ] } ], "total_pass": 1, "total_fail": 1, "total_warn": 1, "total_info": 0 } ],
          "Totals": { "total_pass": 1, "total_fail": 1, "total_warn": 1, "total_info": 0 } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "4.1.1 MEDIUM Misconfiguration @ node",
                "4.1.3 LOW Misconfiguration @ node",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"Controls\": [], \"Totals\": { \"total_pass\": 0, \"total_fail\": 0, \"total_warn\": 0, \"total_info\": 0 } }", FactKind.ConfigurationScan, Completeness.Complete)]
    [InlineData("[ { \"id\": \"1\", \"text\": \"Master\", \"node_type\": \"master\", \"tests\": [ { \"section\": \"1.1\", \"results\": [ { \"test_number\": \"1.1.1\", \"test_desc\": \"fine\", \"status\": \"PASS\" } ] } ], \"total_pass\": 1, \"total_fail\": 0, \"total_warn\": 0 } ]", FactKind.ConfigurationScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Without_totals_it_is_a_list_and_before_that_a_document_for_each_node()
    {
        var control = Many["{ \"Controls\": [ ".Length..Many.IndexOf(" ],\n  \"Totals\"", StringComparison.Ordinal)];
        string[] expected = ["4.1.1 MEDIUM Misconfiguration @ node", "4.1.3 LOW Misconfiguration @ node"];
        Assert.Equal(expected, Brief.Of(Report.Fact($"[ {control} ]")));
        Assert.Equal(expected.Concat(expected).Order(StringComparer.Ordinal), Brief.Of(Report.Fact($"{control}\n{control}\n")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "kube-bench");
}
