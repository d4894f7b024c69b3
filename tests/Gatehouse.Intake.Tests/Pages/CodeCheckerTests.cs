using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CodeCheckerTests
{
    // Shape: report/__init__.py of CodeChecker's report converter, and web/api/report_server.thrift.
    private const string Many = """
        { "version": 1, "reports": [
          { "analyzer_result_file_path": "r.plist", "file": { "id": "/b/src/a.c", "path": "/b/src/a.c", "original_path": "src/a.c" }, "line": 14, "column": 3, "message": "strcpy is unbounded", "checker_name": "security.insecureAPI.strcpy", "severity": "LOW", "report_hash": "h1", "analyzer_name": "clangsa", "category": "Security", "type": "t", "review_status": "unreviewed", "bug_path_events": [], "bug_path_positions": [], "notes": [], "macro_expansions": [], "annotations": {} },
          { "file": { "id": "1", "path": "src/b.c", "original_path": "src/b.c" }, "line": 2, "column": 1, "message": "null", "checker_name": "core.NullDereference", "severity": "HIGH", "report_hash": "h2", "review_status": "false_positive", "bug_path_events": [] } ] }
        """;

    [Fact]
    public void A_report_has_its_severity_place_and_weakness_and_a_reviewed_one_is_suppressed() =>
        Assert.Equal(["core.NullDereference HIGH Code @ src/b.c:2:1; CWE-476; (false_positive in CodeChecker)", "security.insecureAPI.strcpy LOW Code @ src/a.c:14:3; CWE-120"], Brief.Of(Report.Fact(Many)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_servers_export_has_numbers_for_words() =>
        Assert.Equal(
            ["core.DivideZero HIGH Code @ /b/c.c:9:4", "unix.Malloc MEDIUM Code @ /b/d.c:1:1; (known)"],
            Brief.Of(Report.Fact("""[ { "runId": 1, "checkerId": "core.DivideZero", "bugHash": "h", "checkedFile": "/b/c.c", "checkerMsg": "division by zero", "reportId": 1, "line": 9, "column": 4, "severity": 40, "reviewData": { "status": 0, "comment": null }, "detectionStatus": 0 }, { "runId": 1, "checkerId": "unix.Malloc", "bugHash": "i", "checkedFile": "/b/d.c", "checkerMsg": "leak", "line": 1, "column": 1, "severity": 30, "reviewData": { "status": 3, "comment": "known" }, "detectionStatus": 2 } ]""")).Select(line => line.Replace("file://", "", StringComparison.Ordinal)));

    [Fact]
    public void A_clean_report_is_taken_where_the_importer_is_named() => Assert.Empty(Report.Findings(Report.Fact("""{ "version": 1, "reports": [] }""", "codechecker")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "codechecker");
}
