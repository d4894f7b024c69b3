using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests;

/// <summary>What is taken by its name, and what never is.</summary>
public sealed class EmptyReportsTests
{
    [Theory]
    [InlineData("out/gitleaks-report.json", "[]", "gitleaks", "Gitleaks")]
    [InlineData("reports\\Gitleaks.JSON", "null", "gitleaks", "Gitleaks")]
    [InlineData("ssl_labs.json", "[]", "ssl-labs", "SSL Labs")]
    public void A_report_of_nothing_is_taken_by_its_name_and_says_so(string path, string content, string importer, string tool)
    {
        var result = Import(path, content);
        Assert.Equal(importer, result.Importer);
        var fact = Assert.Single(result.Facts);
        Assert.Equal((Completeness.Complete, 0), (fact.Completeness, Report.Findings(fact).Length));
        Assert.Equal($"it holds nothing by which to tell whose it is: taken as {tool}'s by its name", Assert.Single(fact.Notices).Reason);
    }

    [Theory]
    [InlineData("gitleaksy.json", "[]")] // The name is a part of a longer word.
    [InlineData("report.json", "[]")]
    [InlineData("gitleaks/report.json", "[]")] // A folder holds reports of several tools.
    [InlineData("gitleaks.json", "{}")] // Gitleaks never writes a map.
    [InlineData("gitleaks.json", "[1]")] // There is something.
    [InlineData("trivy.json", "null")] // It says that nothing was looked at.
    [InlineData("ptart.json", "{}")]
    public void What_is_no_complete_report_of_nothing_is_not_taken(string path, string content) => Assert.False(Import(path, content).Succeeded);

    [Fact]
    public void A_map_of_nothing_is_partial_even_where_the_importer_is_named() =>
        Assert.Equal(Completeness.Partial, Report.Fact("{}", "ptart").Completeness);

    private static ImportResult Import(string path, string content) => ReportIntake.Import(new ReportFile(path, Encoding.UTF8.GetBytes(content)), Report.Context);
}
