using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class XanitizerTests
{
    private const string Many = """
        <?xml version="1.0" encoding="UTF-8"?>
        <XanitizerFindingsList xanitizerVersionShort="5.1" timeStamp="2026-01-02 10:00:00" allFindings="2" findingsNotRemovedByFilter="2">
          <finding id="1"><problemType>Command Injection</problemType><problemTypeId>ci:OSCommandInjection</problemTypeId><rating>9.50</rating><classification>Warning</classification><reviewed>Not Reviewed</reviewed><package>org.example</package><class>Run</class><file>Run.java</file><line>108</line><cweNumber>CWE-78</cweNumber><endNode lineNo="108" relativePath="src/org/example/Run.java"/></finding>
          <finding id="2"><problemType>Known vulnerability</problemType><problemTypeId>OWASPDependencyCheck</problemTypeId><rating>5.00</rating><reviewed>False Positive</reviewed><file>demo.jar</file><line>-2</line><cweNumber>CWE-1,035</cweNumber></finding>
        </XanitizerFindingsList>
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.CodeScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "ci:OSCommandInjection CRITICAL Code @ src/org/example/Run.java:108:1 org.example.Run; CWE-78",
                "OWASPDependencyCheck MEDIUM Code @ demo.jar; CWE-1035; (False Positive in Xanitizer)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("<XanitizerFindingsList findingsNotRemovedByFilter=\"0\"></XanitizerFindingsList>", FactKind.CodeScan, Completeness.Complete)]
    [InlineData("<XanitizerFindingsList findingsNotRemovedByFilter=\"4\"></XanitizerFindingsList>", FactKind.CodeScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "xanitizer");
}
