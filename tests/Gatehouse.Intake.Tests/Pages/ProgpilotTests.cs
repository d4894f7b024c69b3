using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ProgpilotTests
{
    private const string Many = """
        [ { "source_name": [ "$sql" ], "source_line": [ 590 ], "source_column": [ 25854 ], "source_file": [ "src/Order.php" ], "tainted_flow": [ [] ], "sink_name": "query", "sink_line": 593, "sink_column": 26002, "sink_file": "src/Order.php", "vuln_name": "sql_injection", "vuln_cwe": "CWE_89", "vuln_id": "9c4f", "vuln_type": "taint-style" },
          { "vuln_rule": "MUST_VERIFY_DEFINITION", "vuln_name": "security misconfiguration", "vuln_line": 461, "vuln_column": 18375, "vuln_file": "src/Order.php", "vuln_description": "verify the certificate", "vuln_cwe": "CWE_295", "vuln_id": "797d", "vuln_type": "custom" } ]
        """;

    [Fact]
    public void A_flow_is_high_at_its_sink_and_the_rest_is_medium() =>
        Assert.Equal(
            [("sql_injection", Severity.High, "src/Order.php:593:1", 89), ("MUST_VERIFY_DEFINITION", Severity.Medium, "src/Order.php:461:1", 295)],
            Report.Findings(Many).Select(finding => (finding.RuleId, finding.Severity, finding.Location!.ToString(), finding.Cwe[0])));

    [Fact]
    public void An_empty_list_is_a_clean_scan_where_the_importer_is_named() => Assert.Empty(Report.Findings(Report.Fact("[]", "progpilot")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "progpilot");
}
