using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ChefinspectTests
{
    private const string Lines = """
        {"status":"passed","id":"cis-1","title":"NTP","impact":1.0,"platform":{"name":"redhat","target_id":"host.example"},"profile":{"name":"cis"},"results":[{"status":"passed","code_desc":"ok"}]}
        {"status":"failed","id":"cis-2","title":"No telnet","impact":0.7,"platform":{"name":"redhat","target_id":"host.example"},"profile":{"name":"cis"},"results":[{"status":"passed","code_desc":"a"},{"status":"failed","code_desc":"telnet is expected not to be installed"}]}
        """;

    private const string Json = """
        { "platform": { "name": "debian" }, "profiles": [ { "name": "p", "controls": [
            { "id": "c1", "title": "SSH", "impact": 1.0, "source_location": { "ref": "controls/ssh.rb", "line": 4 }, "results": [ { "status": "failed", "code_desc": "root login", "message": "expected no, got yes" } ] },
            { "id": "c2", "title": "FTP", "impact": 0.3, "waiver_data": { "run": false, "justification": "legacy" }, "results": [ { "status": "failed", "code_desc": "ftp" } ] },
            { "id": "c3", "title": "ok", "impact": 0.5, "results": [ { "status": "passed" }, { "status": "skipped" } ] } ] } ], "statistics": { "duration": 0.1 }, "version": "6.1" }
        """;

    [Fact]
    public void A_failed_control_is_a_finding_of_its_impact()
    {
        var finding = Assert.Single(Report.Findings(Lines));
        Assert.Equal(("cis-2", Severity.High, "No telnet: telnet is expected not to be installed", "host.example"), (finding.RuleId, finding.Severity, finding.Message, finding.Location!.Path));
    }

    [Fact]
    public void The_json_reporter_is_read_with_place_and_waiver()
    {
        var fact = Report.Fact(Json);
        Assert.Equal("6.1", fact.Producer.Version);
        Assert.Equal([("c1", Severity.Critical, "controls/ssh.rb:4:1", null), ("c2", Severity.Low, null, "legacy")], Report.Findings(fact).Select(finding => (finding.RuleId, finding.Severity, finding.Location?.ToString(), finding.Suppression?.Reason)));
    }

    [Fact]
    public void A_line_that_was_cut_makes_the_scan_partial() => Assert.Equal(Completeness.Partial, Report.Fact(Lines[..^9]).Completeness);

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(Lines, "chefinspect");
        Report.SurvivesDamage(Json, "chefinspect");
    }
}
