using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

/// <summary>What docs/how-to/map-a-report.md shows works as it is shown.</summary>
public sealed class HowToTests
{
    [Fact]
    public void The_page_that_is_shown_reads_the_report_that_is_shown()
    {
        var fact = Assert.Single(Import(Block("yaml")).Facts);
        Assert.Equal((FactKind.CodeScan, new Producer("Sweeper", "3.1"), Completeness.Partial), (fact.Kind, fact.Producer, fact.Completeness));
        Assert.Equal(("src/broken.py", "line 13: syntax error"), (Assert.Single(fact.Notices).Path, fact.Notices[0].Reason));
        var finding = Assert.Single(Report.Findings(fact));
        Assert.Equal(("S100", Severity.High, "src/login.py:14:8", "SQL is built from user input (S100)"), (finding.RuleId, finding.Severity, finding.Location!.ToString(), finding.Message));
        Assert.Equal([89], finding.Cwe);
    }

    [Fact]
    public void A_page_that_is_wrong_is_refused_with_its_own_places()
    {
        var problems = Import(Block("yaml").Replace("fact: code-scan", "fact: code", StringComparison.Ordinal).Replace("rule: check", "ruel: check", StringComparison.Ordinal)).Problems;
        Assert.Equal(3, problems.Length);
        Assert.Contains("sweeper.yaml:4:7: fact should be a word, and is the text \"code\": use one of secrets-scan, code-scan", problems[0].ToString());
        Assert.Contains(problems, problem => problem.Message.Contains("lacks rule", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Message.Contains("has no key \"ruel\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_that_is_not_there_is_said_so()
    {
        var problem = Assert.Single(ReportIntake.Import(new ReportFile("r.json", "{}"u8.ToArray()), Report.Context, "not-there/page.yaml").Problems);
        Assert.Contains("not-there/page.yaml: no such file", problem.ToString());
    }

    private static ImportResult Import(string page)
    {
        var folder = Directory.CreateTempSubdirectory("gatehouse-page-");
        try
        {
            var path = Path.Combine(folder.FullName, "sweeper.yaml");
            File.WriteAllText(path, page);
            return ReportIntake.Import(new ReportFile("sweeper.json", Encoding.UTF8.GetBytes(Block("json"))), Report.Context, path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Block(string language)
    {
        var page = File.ReadAllText(Path.Combine(Practice.PracticeData.Root, "docs", "how-to", "map-a-report.md"));
        var start = page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
