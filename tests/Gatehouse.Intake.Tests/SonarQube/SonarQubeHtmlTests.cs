using Gatehouse.Intake.Tests.Pages;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.SonarQube;

public sealed class SonarQubeHtmlTests
{
    private const string Many = """
        <!DOCTYPE html><html><head><title>SonarQube Vulnerability Report</title></head><body>
        <h2>Summary of the Detected Vulnerabilities</h2><table><tr><th>Severity</th></tr><tr><td>BLOCKER</td></tr></table>
        <h2>Detail of the Detected Vulnerabilities</h2>
        <table><thead><tr><th>Rule</th><th>Severity</th><th>Component</th><th>Line</th><th>Description</th><th>Message</th><th style="display:none;">Key</th></tr></thead>
        <tbody><tr><td><a href="https://sonar.example/coding_rules#rule_key=java:S2068">java:S2068</a></td><td>BLOCKER</td><td class="component">src/Db.java</td><td>66</td><td>Credentials are hard-coded</td><td>&#39;PWD&#39; &amp; more</td><td>k</td></tr>
        <tr><td>java:S1</td><td>MINOR</td><td class="component">src/Db.java</td><td></td><td>Odd</td><td>Odd</td><td>k</td></tr></tbody></table>
        <h3>Known Security Rules</h3><table><tr><td><a href="https://sonar.example/coding_rules#rule_key=java:S2068">java:S2068</a></td><td><table><tr><td>inner</td></tr></table><a href="https://cwe.mitre.org/data/definitions/798.html">MITRE</a></td></tr></table>
        </body></html>
        """;

    [Fact]
    public void A_row_has_its_severity_place_and_the_weaknesses_of_its_rule()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((FactKind.CodeScan, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.Equal(["java:S2068 CRITICAL Code @ src/Db.java:66:1; CWE-798", "java:S1 LOW Code @ src/Db.java"], Brief.Of(fact));
        Assert.Equal("'PWD' & more", Report.Findings(fact)[0].Message);
    }

    [Fact]
    public void A_table_without_rows_found_nothing() =>
        Assert.Empty(Report.Findings(Report.Fact("""<title>SonarQube Vulnerability Report</title>Detail of the Detected Vulnerabilities<table><th>Rule</th><th>Severity</th></table>""")));

    [Fact]
    public void A_report_without_the_table_is_refused() =>
        Assert.Contains("no table of detected vulnerabilities", Report.Problem("<html><title>SonarQube Vulnerability Report</title></html>"), StringComparison.Ordinal);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "sonarqube-html");
}
