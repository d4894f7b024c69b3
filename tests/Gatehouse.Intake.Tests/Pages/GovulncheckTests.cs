using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: internal/govulncheck/govulncheck.go of golang/vuln, and its history
public sealed class GovulncheckTests
{
    private const string Many = """
        {
          "config": { "protocol_version": "v1.0.0", "scanner_name": "govulncheck", "scanner_version": "v1.1.4", "scan_level": "symbol", "scan_mode": "source" }
        }
        {
          "progress": { "message": "Looking" }
        }
        { "osv": { "id": "GO-2026-1", "aliases": [ "CVE-2026-1", "GHSA-aaaa-bbbb-cccc" ], "summary": "it overflows" } }
        { "osv": { "id": "GO-2026-2" } }
        { "finding": { "osv": "GO-2026-1", "fixed_version": "v1.1.0", "trace": [ { "module": "example.org/demo", "version": "v1.0.0" } ] } }
        { "finding": { "osv": "GO-2026-1", "fixed_version": "v1.1.0", "trace": [ { "module": "example.org/demo", "version": "v1.0.0", "package": "example.org/demo", "function": "Get", "position": { "filename": "demo.go", "line": 300, "column": 2 } }, { "module": "example.org/shop", "package": "example.org/shop", "function": "main", "position": { "filename": "main.go", "offset": 90, "line": 14, "column": 20 } } ] } }
        { "finding": { "osv": "GO-2026-2", "fixed_version": "v2.1.0", "trace": [ { "module": "example.org/calm", "version": "v2.0.0" } ] } }
        { "finding": { "osv": "GO-2026-2", "fixed_version": "v2.1.0", "trace": [ { "module": "example.org/calm", "version": "v2.0.0", "package": "example.org/calm" } ] } }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "GO-2026-1 HIGH Vulnerability @ main.go:14:20 Get; CVE-2026-1; GHSA-aaaa-bbbb-cccc; pkg:golang/example.org/demo@v1.0.0; fixed in v1.1.0",
                "GO-2026-2 HIGH Vulnerability; pkg:golang/example.org/calm@v2.0.0; fixed in v2.1.0; (nothing that is vulnerable is called)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"config\": { \"protocol_version\": \"v1.0.0\", \"scan_level\": \"symbol\" } }\n{ \"progress\": { \"message\": \"Looking\" } }", FactKind.VulnerabilityScan, Completeness.Complete)]
    [InlineData("{\n  \"config\": {\n    \"protocol_version\": \"v1.0.0\"\n  }\n}\n", FactKind.VulnerabilityScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Where_it_did_not_look_for_calls_nothing_is_suppressed() =>
        Assert.Equal(
            ["GO-2026-2 HIGH Vulnerability; pkg:golang/example.org/calm@v2.0.0"],
            Brief.Of(Report.Fact("""
                { "config": { "protocol_version": "v1.0.0", "scan_level": "module" } }
                { "finding": { "osv": "GO-2026-2", "trace": [ { "module": "example.org/calm", "version": "v2.0.0" } ] } }
                """)));

    [Theory]
    [InlineData("""{ "preamble": { "go_version": "go1.20", "tool_version": "v0.1.0" } } { "vulnerability": { "osv": { "id": "GO-2026-1", "aliases": [ "CVE-2026-1" ] }, "modules": [ { "path": "example.org/demo", "found_version": "v1.0.0", "fixed_version": "v1.1.0", "packages": [ { "path": "example.org/demo", "callstacks": [ { "symbol": "Get", "frames": [ { "package": "main", "position": { "Filename": "main.go", "Line": 14 } } ] } ] } ] } ] } }""")]
    [InlineData("""{ "Vulns": [ { "OSV": { "id": "GO-2026-1", "aliases": [ "CVE-2026-1" ] }, "Modules": [ { "Path": "example.org/demo", "FoundVersion": "v1.0.0", "FixedVersion": "v1.1.0", "Packages": [ { "Path": "example.org/demo", "CallStacks": [ { "Symbol": "Get", "Frames": [ { "PkgPath": "main", "Position": { "Filename": "main.go", "Line": 14 } } ] } ] } ] } ] } ] }""")]
    public void Older_documents_say_the_same(string report) =>
        Assert.Equal(["GO-2026-1 HIGH Vulnerability @ main.go:14:1; CVE-2026-1; pkg:golang/example.org/demo@v1.0.0; fixed in v1.1.0"], Brief.Of(Report.Fact(report)));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "govulncheck");
}
