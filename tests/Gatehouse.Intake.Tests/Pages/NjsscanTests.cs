using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class NjsscanTests
{
    // Shape: njsscan/njsscan.py and formatters/json_out.py of ajinabraham/njsscan.
    private const string Many = """
        { "errors": [], "njsscan_version": "0.4.0", "nodejs": {
          "sql_from_input": { "files": [ { "file_path": "app/db.js", "match_lines": [ 5, 6 ], "match_position": [ 1, 20 ], "match_string": "x" } ], "metadata": { "cwe": "CWE-89: SQL", "description": "The query is built from input.", "severity": "ERROR" } },
          "helmet_missing": { "metadata": { "cwe": "cwe-693", "description": "Headers are missing.", "severity": "WARNING" } } },
          "templates": { "unescaped": { "files": [ { "file_path": "views/a.ejs", "match_lines": [ 2, 2 ], "match_string": "y" } ], "metadata": { "cwe": "cwe-79", "description": "It is not escaped.", "severity": "INFO" } } } }
        """;

    [Fact]
    public void Code_and_templates_are_read_and_a_missing_safeguard_has_no_place() =>
        Assert.Equal(["sql_from_input HIGH Code @ app/db.js:5:1-6:1; CWE-89", "helmet_missing MEDIUM Code; CWE-693", "unescaped INFO Code @ views/a.ejs:2:1; CWE-79"], Brief.Of(Report.Fact(Many)));

    [Fact]
    public void A_clean_scan_is_one() => Assert.Empty(Report.Findings("""{ "errors": [], "njsscan_version": "0.1.0", "nodejs": {}, "templates": {} }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "njsscan");
}
