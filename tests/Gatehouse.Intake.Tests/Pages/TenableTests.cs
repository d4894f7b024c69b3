using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class TenableTests
{
    private const string Many = """
        Plugin ID,CVE,CVSS,Risk,Host,Protocol,Port,Name,Synopsis,Description,Solution
        100,CVE-2026-1,7.5,High,host.example,tcp,443,Old library,It is old.,More,Update it.
        100,CVE-2026-2,7.5,High,host.example,tcp,443,Old library,It is old.,More,Update it.
        200,,,None,host.example,tcp,22,Banner,It says its name.,More,n/a
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.OtherScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "100 HIGH Vulnerability @ host.example:443; CVE-2026-1; CVE-2026-2",
                "200 INFO Vulnerability @ host.example:22",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("Plugin ID,CVE,CVSS,Risk,Host,Protocol,Port,Name,Synopsis\n", FactKind.OtherScan, Completeness.Complete)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Sc_exports_and_nessus_files_say_the_same()
    {
        Assert.Equal(
            ["300 CRITICAL Vulnerability @ 192.0.2.7:1433; CVE-2026-3; CVE-2026-4"],
            Brief.Of(Report.Fact("\"Plugin\",\"Plugin Name\",\"Family\",\"Severity\",\"IP Address\",\"Protocol\",\"Port\",\"Synopsis\",\"CVE\"\n\"300\",\"Old server\",\"Databases\",\"Critical\",\"192.0.2.7\",\"TCP\",\"1433\",\"Old\",\"CVE-2026-3,CVE-2026-4\"\n")));
        Assert.Equal(
            ["400 MEDIUM Vulnerability @ host.example:80; CWE-79; CVE-2026-5"],
            Brief.Of(Report.Fact("""<NessusClientData_v2><Report name="r"><ReportHost name="host.example"><ReportItem port="80" protocol="tcp" severity="2" pluginID="400" pluginName="Old page"><synopsis>Old</synopsis><cve>CVE-2026-5</cve><cwe>79</cwe></ReportItem></ReportHost></Report></NessusClientData_v2>""")));
    }

    // Shape: the tenableio_export_json plugin of infobyte/faraday_plugins.
    [Fact]
    public void The_json_export_of_findings_is_read_too()
    {
        const string Json = """[ { "id": "f1", "state": "ACTIVE", "severity": 4, "asset": { "id": "a1", "name": "db.example" }, "definition": { "id": 12345, "name": "Old kernel", "description": "d", "cve": [ "CVE-2024-1" ], "cvss3": { "base_vector": "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }, "see_also": [ "https://news.example/" ] } }, { "id": "f2", "state": "FIXED", "severity": 1, "asset": { "id": "a1", "name": "db.example" }, "definition": { "id": 2, "name": "Banner", "description": "d" } } ]""";
        Assert.Equal(["12345 CRITICAL Vulnerability @ db.example; CVE-2024-1", "2 LOW Vulnerability @ db.example; (fixed in Tenable)"], Brief.Of(Report.Fact(Json)));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "tenable");
}
