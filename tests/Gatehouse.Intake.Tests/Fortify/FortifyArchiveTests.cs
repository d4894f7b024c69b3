using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Fortify;

public sealed class FortifyArchiveTests
{
    private const string Groups = """<Group name="Impact">4.0</Group><Group name="Accuracy">5.0</Group><Group name="Probability">5.0</Group><Group name="altcategoryCWE">CWE ID 259,CWE ID 798</Group>""";

    private static string Fvdl(string groups = Groups) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <FVDL xmlns="xmlns://www.fortifysoftware.com/schema/fvdl" version="1.12"><WriteDate date="2026-02-01" time="10:00:00.5+01:00"/><Build><NumberFiles>3</NumberFiles></Build>
          <Vulnerabilities>
            <Vulnerability><ClassInfo><ClassID>C1</ClassID><Kingdom>Security Features</Kingdom><Type>Password Management</Type><Subtype>Hardcoded Password</Subtype><DefaultSeverity>4.0</DefaultSeverity></ClassInfo>
              <InstanceInfo><InstanceID>I1</InstanceID><InstanceSeverity>4.0</InstanceSeverity><Confidence>5.0</Confidence></InstanceInfo>
              <AnalysisInfo><Unified><Context><Function name="main" enclosingClass="Hello"/></Context><ReplacementDefinitions><Def key="PrimaryLocation.file" value="Hello.java"/></ReplacementDefinitions>
                <Trace><Primary><Entry><Node label="other"><SourceLocation path="src/Other.java" line="1"/></Node></Entry><Entry><Node isDefault="true"><SourceLocation path="src/Hello.java" line="16" lineEnd="17"/></Node></Entry></Primary></Trace></Unified></AnalysisInfo></Vulnerability>
            <Vulnerability><ClassInfo><ClassID>C2</ClassID><Type>Poor Style</Type><DefaultSeverity>2.0</DefaultSeverity></ClassInfo><InstanceInfo><InstanceID>I2</InstanceID><InstanceSeverity>2.0</InstanceSeverity><Confidence>5.0</Confidence></InstanceInfo>
              <AnalysisInfo><Unified><Trace><Primary><Entry><NodeRef id="7"/></Entry></Primary></Trace></Unified></AnalysisInfo></Vulnerability>
          </Vulnerabilities>
          <UnifiedNodePool><Node id="7"><SourceLocation path="pom.xml" line="3"/></Node></UnifiedNodePool>
          <Description contentType="preformatted" classID="C1"><Abstract>&lt;Content&gt;A password lies in &lt;Replace key="PrimaryLocation.file"/&gt;.&lt;/Content&gt;</Abstract></Description>
          <EngineData><EngineVersion>24.2.0</EngineVersion><RuleInfo><Rule id="C1"><MetaInfo>{groups}</MetaInfo></Rule></RuleInfo></EngineData></FVDL>
        """;

    private const string Audit = """<ns2:Audit xmlns:ns2="xmlns://www.fortify.com/schema/audit"><ns2:IssueList><ns2:Issue instanceId="I2" suppressed="true"><ns2:ThreadedComments><ns2:Comment><ns2:Content>handled elsewhere</ns2:Content></ns2:Comment></ns2:ThreadedComments></ns2:Issue></ns2:IssueList></ns2:Audit>""";

    private static readonly byte[] Whole = Packed.Of(("audit.fvdl", Fvdl()), ("audit.xml", Audit), ("src-archive/0001", "class Hello {}"));

    private static Fact Fact(byte[] archive)
    {
        var result = Report.Import(archive);
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return Assert.Single(result.Facts);
    }

    [Fact]
    public void A_vulnerability_has_its_priority_place_and_weakness()
    {
        var fact = Fact(Whole);
        var finding = Report.Findings(fact)[0];
        Assert.Equal((FactKind.CodeScan, "24.2.0", new DateTimeOffset(2026, 2, 1, 9, 0, 0, 500, TimeSpan.Zero)), (fact.Kind, fact.Producer.Version, fact.Time));
        Assert.Equal(("C1", Severity.Critical, "src/Hello.java:16:1", "Hello.main"), (finding.RuleId, finding.Severity, finding.Location!.ToString(), finding.Location.Symbol));
        Assert.Equal([259, 798], finding.Cwe);
        Assert.Equal("Password Management: Hardcoded Password: A password lies in Hello.java.", finding.Message);
    }

    // Impact, accuracy and probability of 5; the instance's confidence is 5.
    [Theory]
    [InlineData("4.0", "5.0", "5.0", Severity.Critical)]
    [InlineData("4.0", "1.0", "5.0", Severity.High)]
    [InlineData("1.0", "5.0", "5.0", Severity.Medium)]
    [InlineData("1.0", "1.0", "5.0", Severity.Low)]
    public void The_priority_is_that_of_impact_and_likelihood(string impact, string accuracy, string probability, Severity expected)
    {
        var groups = $"<Group name=\"Impact\">{impact}</Group><Group name=\"Accuracy\">{accuracy}</Group><Group name=\"Probability\">{probability}</Group>";
        Assert.Equal(expected, Report.Findings(Fact(Packed.Of(("audit.fvdl", Fvdl(groups))))).Single(finding => finding.RuleId == "C1").Severity);
    }

    [Fact]
    public void Without_the_rules_values_the_instance_tells() => Assert.Equal([Severity.High, Severity.Low], Report.Findings(Fact(Packed.Of(("audit.fvdl", Fvdl(""))))).Select(finding => finding.Severity));

    [Fact]
    public void What_auditors_suppressed_is_suppressed_with_their_words()
    {
        var finding = Report.Findings(Fact(Whole)).Single(finding => finding.RuleId == "C2");
        Assert.Equal(("handled elsewhere", "pom.xml:3:1"), (finding.Suppression!.Reason, finding.Location!.ToString()));
    }

    [Fact]
    public void An_error_of_the_scan_makes_it_partial() =>
        Assert.Equal(Completeness.Partial, Fact(Packed.Of(("audit.fvdl", Fvdl().Replace("<RuleInfo>", "<Errors><Error code=\"1202\">could not parse A.java</Error></Errors><RuleInfo>", StringComparison.Ordinal)))).Completeness);

    [Fact]
    public void An_archive_that_is_cut_is_refused() => Assert.Empty(Report.Import(Whole[..(Whole.Length / 2)], "fortify-fpr").Facts);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Whole, "fortify-fpr");
}
