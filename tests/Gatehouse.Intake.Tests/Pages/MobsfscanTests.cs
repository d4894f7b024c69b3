using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class MobsfscanTests
{
    // Shape: mobsfscan/mobsfscan.py and formatters/json_fmt.py of MobSF/mobsfscan.
    private const string Many = """
        { "errors": [], "mobsfscan_version": "0.4.5", "results": {
          "webview_debug": { "files": [ { "file_path": "app/Web.java", "match_lines": [ 7, 9 ], "match_position": [ 1, 20 ], "match_string": "x" }, { "file_path": "app/Other.java", "match_lines": [ 3, 3 ], "match_position": [ 1, 2 ], "match_string": "y" } ], "metadata": { "cwe": "CWE-919: Weaknesses in Mobile Applications", "description": "Debugging of a WebView is on.", "severity": "ERROR", "owasp-mobile": "M1", "reference": "https://example.org/w" } },
          "no_root_check": { "metadata": { "cwe": "cwe-250", "description": "Rooted devices are not told apart.", "severity": "INFO" } } } }
        """;

    [Fact]
    public void A_place_is_a_finding_and_a_missing_safeguard_is_one_without()
    {
        var fact = Report.Fact(Many);
        Assert.Equal(("0.4.5", Completeness.Complete), (fact.Producer.Version, fact.Completeness));
        Assert.Equal(["webview_debug HIGH Code @ app/Other.java:3:1; CWE-919", "webview_debug HIGH Code @ app/Web.java:7:1-9:1; CWE-919", "no_root_check INFO Code; CWE-250"], Brief.Of(fact));
    }

    [Fact]
    public void A_clean_scan_is_one() => Assert.Empty(Report.Findings("""{ "errors": [], "mobsfscan_version": "0.0.1", "results": {} }"""));

    [Fact]
    public void An_error_makes_it_partial() => Assert.Equal(Completeness.Partial, Report.Fact("""{ "errors": [ { "message": "timed out", "path": "a.java" } ], "mobsfscan_version": "0.3.0", "results": {} }""").Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "mobsfscan");
}
