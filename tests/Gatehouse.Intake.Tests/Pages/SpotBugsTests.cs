using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SpotBugsTests
{
    private const string Many = """
        <?xml version="1.0" encoding="UTF-8"?>
        <BugCollection version="4.8.0" timestamp="1767225600000" analysisTimestamp="1767225600000">
          <Project projectName="demo"/>
          <BugInstance type="COMMAND_INJECTION" priority="1" rank="10" category="SECURITY" cweid="78"><ShortMessage>Command injection</ShortMessage><LongMessage>A command is built from input</LongMessage>
            <Class classname="org.example.Run"><SourceLine classname="org.example.Run" start="1" end="90" sourcepath="org/example/Run.java"/></Class>
            <Method classname="org.example.Run" name="go"><SourceLine start="10" end="20" sourcepath="org/example/Run.java"/></Method>
            <SourceLine start="12" end="13" sourcepath="org/example/Run.java"/></BugInstance>
          <BugInstance type="DM_DEFAULT_ENCODING" priority="3" category="I18N"><Class classname="org.example.Io"><SourceLine start="5" end="9" sourcepath="org/example/Io.java"/></Class></BugInstance>
          <BugPattern type="DM_DEFAULT_ENCODING" cweid="838"><ShortDescription>Default encoding</ShortDescription></BugPattern>
        </BugCollection>
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.CodeScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "COMMAND_INJECTION HIGH Code @ org/example/Run.java:12:1-13:1 org.example.Run.go; CWE-78",
                "DM_DEFAULT_ENCODING LOW Code @ org/example/Io.java:5:1-9:1 org.example.Io; CWE-838",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("<BugCollection version=\"4.8.0\"><Project/></BugCollection>", FactKind.CodeScan, Completeness.Complete)]
    [InlineData("<BugCollection version=\"4.8.0\"><Project/><Errors errors=\"1\"><MissingClass>org.example.Gone</MissingClass></Errors></BugCollection>", FactKind.CodeScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "spotbugs");
}
