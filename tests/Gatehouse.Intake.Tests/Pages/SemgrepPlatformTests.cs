using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SemgrepPlatformTests
{
    private const string Many = """
        { "findings": [
          { "id": 1, "match_based_id": "aa_0", "state": "unresolved", "status": "open", "triage_state": "untriaged", "severity": "high", "confidence": "low", "rule_name": "python.sql", "rule_message": "SQL from input",
            "location": { "file_path": "src/a.py", "line": 3, "column": 5, "end_line": 3, "end_column": 20 }, "rule": { "name": "python.sql", "cwe_names": [ "CWE-89: SQL Injection" ] } },
          { "id": 2, "match_based_id": "bb_0", "state": "unresolved", "status": "ignored", "triage_state": "ignored", "triage_reason": "acceptable_risk", "severity": "low", "rule_name": "python.assert", "rule_message": "assert",
            "location": { "file_path": "src/b.py", "line": 9, "column": 1, "end_line": 9, "end_column": 4 } } ] }
        """;

    [Fact]
    public void A_finding_has_its_place_weakness_and_triage()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((FactKind.CodeScan, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.Equal(["python.sql HIGH Code @ src/a.py:3:5-3:20; CWE-89", "python.assert LOW Code @ src/b.py:9:1-9:4; (ignored in Semgrep: acceptable_risk)"], Brief.Of(fact));
    }

    [Fact]
    public void None_is_read_where_the_importer_is_named() => Assert.Empty(Report.Findings(Report.Fact("""{ "findings": [] }""", "semgrep-platform")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "semgrep-platform");
}
