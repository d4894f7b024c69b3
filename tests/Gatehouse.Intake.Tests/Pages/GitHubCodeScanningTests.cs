using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class GitHubCodeScanningTests
{
    // Shape: github/code_scanning.go of google/go-github.
    private const string Many = """
        [ { "number": 4, "state": "open", "html_url": "https://code.example/4", "rule": { "id": "js/sql-injection", "severity": "error", "security_severity_level": "critical", "description": "Query built from input", "tags": [ "security", "external/cwe/cwe-089" ] }, "tool": { "name": "CodeQL", "version": "2.20" },
            "most_recent_instance": { "ref": "refs/heads/main", "state": "open", "message": { "text": "This query depends on a user-provided value." }, "location": { "path": "src/db.js", "start_line": 14, "start_column": 3, "end_line": 14, "end_column": 30 } } },
          { "number": 3, "state": "dismissed", "dismissed_reason": "false positive", "dismissed_comment": "constant", "rule": { "id": "py/weak-hash", "severity": "warning", "security_severity_level": null, "tags": null }, "tool": { "name": "CodeQL" }, "most_recent_instance": { "location": { "path": "a.py", "start_line": 2 } } },
          { "number": 2, "state": "open", "rule": { "id": "CVE-2026-0001", "severity": "note", "security_severity_level": "high", "description": "libx" }, "tool": { "name": "Grype" }, "most_recent_instance": { "message": { "text": "libx 1.0 is flawed" }, "location": { "path": "go.mod" } } } ]
        """;

    [Fact]
    public void An_alert_has_its_severity_place_and_weakness_and_is_of_the_kind_of_its_rule() =>
        Assert.Equal(
            ["js/sql-injection CRITICAL Code @ src/db.js:14:3-14:30; CWE-89", "py/weak-hash MEDIUM Code @ a.py:2:1; (constant)", "CVE-2026-0001 HIGH Vulnerability @ go.mod"],
            Report.Facts(Many).SelectMany(Brief.Of));

    [Fact]
    public void One_alert_alone_and_one_of_the_first_interface_are_read_too() =>
        Assert.Equal("a/b LOW Code @ x.go:7:1; (won't fix)", Assert.Single(Brief.Of(Report.Fact("""{ "number": 1, "state": "dismissed", "dismissed_reason": "won't fix", "rule": { "id": "a/b", "severity": "note" }, "tool": { "name": "CodeQL" }, "most_recent_instance": { "location": { "path": "x.go", "start_line": 7 } } }"""))));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "github-vulnerability");
}
