using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class FortifyTests
{
    private static string Legacy(string limit = "-1", int count = 1) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <ReportDefinition type="standard"><TemplateName>Fortify Security Report</TemplateName>
          <ReportSection enabled="true"><Title>Results Outline</Title><SubSection><Title>Vulnerability Examples by Category</Title><IssueListing listing="true" limit="{limit}"><Chart chartType="list">
            <GroupingSection count="{count}"><groupTitle>SQL Injection</groupTitle>
              <Issue iid="A1" ruleID="R1"><Category>SQL Injection</Category><Folder>Critical</Folder><Abstract>run() builds SQL</Abstract><Friority>Critical</Friority>
                <Primary><FileName>A.java</FileName><FilePath>src/A.java</FilePath><LineStart>14</LineStart><Snippet>hidden-source</Snippet></Primary></Issue>
            </GroupingSection></Chart></IssueListing></SubSection></ReportSection>
          <ReportSection enabled="true"><Title>Issue Count by Category</Title><SubSection><IssueListing listing="false" limit="-1"><Chart chartType="table"><GroupingSection count="2"><groupTitle>SQL Injection</groupTitle>
              <Issue iid="A1" ruleID="R1"><Category>SQL Injection</Category><Friority>Critical</Friority></Issue>
              <Issue iid="A2" ruleID="R1"><Category>SQL Injection</Category><Friority>Low</Friority><Tag><Name>Analysis</Name><Value>Not an Issue</Value></Tag><ExternalCategory type="CWE">CWE ID 89</ExternalCategory><Primary><FilePath>src/B.java</FilePath><LineStart>3</LineStart></Primary></Issue>
          </GroupingSection></Chart></IssueListing></SubSection></ReportSection></ReportDefinition>
        """;

    [Fact]
    public void An_issue_that_two_sections_list_is_one_finding()
    {
        var fact = Report.Fact(Legacy());
        var findings = Report.Findings(fact);
        Assert.Equal(2, findings.Length);
        Assert.Equal(("R1", Severity.Critical, "src/A.java:14:1", Completeness.Complete), (findings[0].RuleId, findings[0].Severity, findings[0].Location!.ToString(), fact.Completeness));
        Assert.DoesNotContain("hidden-source", findings[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_audited_as_no_issue_is_suppressed()
    {
        var finding = Report.Findings(Legacy())[1];
        Assert.Equal((Severity.Low, "Not an Issue"), (finding.Severity, finding.Suppression!.Reason));
        Assert.Equal([89], finding.Cwe);
    }

    [Theory]
    [InlineData("1", 4, Completeness.Partial)]
    [InlineData("1", 1, Completeness.Complete)]
    [InlineData("5", 1, Completeness.Partial)]
    public void A_report_that_lists_only_examples_is_partial(string limit, int count, Completeness expected) => Assert.Equal(expected, Report.Fact(Legacy(limit, count)).Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Legacy(), "fortify");
}
