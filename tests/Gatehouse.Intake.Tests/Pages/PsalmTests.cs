using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PsalmTests
{
    // Shape: src/Psalm/Internal/Analyzer/IssueData.php of vimeo/psalm.
    private const string Many = """
        [ { "link": "https://psalm.dev/244", "severity": "error", "line_from": 8, "line_to": 8, "type": "TaintedSql", "message": "Detected tainted SQL", "file_name": "src/Db.php", "file_path": "/app/src/Db.php", "snippet": "x", "selected_text": "$q", "from": 90, "to": 92, "snippet_from": 80, "snippet_to": 99, "column_from": 11, "column_to": 13, "shortcode": 244, "error_level": -2, "taint_trace": [], "other_references": null },
          { "severity": "info", "line_from": 2, "line_to": 3, "type": "MissingReturnType", "message": "no type", "file_name": "src/A.php", "file_path": "/app/src/A.php", "selected_text": "f", "snippet_from": 1, "column_from": 1, "column_to": 4 } ]
        """;

    [Fact]
    public void Taint_is_high_and_has_its_weakness() =>
        Assert.Equal(["TaintedSql HIGH Code @ src/Db.php:8:11-8:13; CWE-89", "MissingReturnType INFO Code @ src/A.php:2:1-3:4"], Brief.Of(Report.Fact(Many)));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "psalm");
}
