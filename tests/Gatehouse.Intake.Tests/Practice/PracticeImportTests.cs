using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Practice;

/// <summary>Real reports of many tools: those with an importer are read to the last finding, by name and by content.</summary>
public sealed class PracticeImportTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_report_of_a_covered_tool_has_its_findings()
    {
        var reports = PracticeData.Reports();
        var wrong = new StringBuilder();
        var (covered, equal, detected, detectedEqual, excepted) = (0, 0, 0, 0, 0);
        var (argued, detectedArgued) = (0, 0);
        foreach (var tool in reports.GroupBy(report => report.Tool))
        {
            var importers = PracticeData.Importers(tool.Key);
            if (importers.Count == 0)
                continue;
            var (toolEqual, toolDetected, toolDetectedEqual, toolExcepted) = (0, 0, 0, 0);
            foreach (var report in tool)
            {
                var exception = PracticeData.Exception(report);
                toolExcepted += exception is null ? 0 : 1;
                var named = Named(report, importers);
                var isArgued = PracticeData.Argued(report) is not null;
                toolEqual += named.Count == report.Findings ? 1 : 0;
                argued += named.Count == report.Findings || isArgued ? 1 : 0;
                if (named.Count != (exception?.Findings ?? report.Findings))
                    wrong.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{report.File}: {named.Count} findings, not {exception?.Findings ?? report.Findings} {named.Problem}");
                else if (exception?.Findings == report.Findings)
                    wrong.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{report.File}: the exception is not needed any more");
                var found = Count(ReportIntake.Import(PracticeData.OpenUnnamed(report), Report.Context));
                var isDetected = named.Count >= 0 && found.Count == named.Count;
                toolDetected += isDetected ? 1 : 0;
                toolDetectedEqual += found.Count == report.Findings ? 1 : 0;
                detectedArgued += found.Count == report.Findings || isArgued ? 1 : 0;
                if (named.Count != report.Findings || found.Count != report.Findings)
                    output.WriteLine($"differs: {report.File}: {Told(named.Count)} named, {Told(found.Count)} detected, {report.Findings} expected: {PracticeData.Argued(report) ?? "not argued"}");
                if (named.Count >= 0 && isDetected == (exception?.IsUndetected == true))
                    wrong.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{report.File}: by content {found.Count} findings {found.Problem}");
            }

            output.WriteLine($"{tool.Key}: {toolEqual}/{tool.Count()} equal, {toolDetected} detected, {toolExcepted} excepted, by {string.Join('|', importers)}");
            (covered, equal, detected, detectedEqual, excepted) = (covered + tool.Count(), equal + toolEqual, detected + toolDetected, detectedEqual + toolDetectedEqual, excepted + toolExcepted);
        }

        output.WriteLine($"in all: {covered} of {reports.Count} reports covered, {equal} equal where the kind is given, {detectedEqual} where it is detected; {detected} detected as what they are, {excepted} excepted; equal or argued on the importer's page: {argued} given, {detectedArgued} detected");
        Assert.True(wrong.Length == 0, wrong.ToString());
        Assert.True(covered > 0, "no tool is covered");
    }

    [Fact]
    public void No_page_claims_a_report_that_another_importer_claims()
    {
        foreach (var report in PracticeData.Reports())
        {
            var file = PracticeData.Open(report);
            var claiming = ReportIntake.Importers.Where(importer => importer.Recognizes(file)).Select(importer => importer.Name).ToList();
            var pages = claiming.Except(IntakeCatalog.Importers.Select(importer => importer.Name)).ToList();
            Assert.True(claiming.Count <= 1 || pages.Count == 0 || PracticeData.Exception(report)?.IsUndetected == true, $"{report.File}: {string.Join(", ", claiming)}");
            var own = PracticeData.Importers(report.Tool);
            if (claiming.Count == 1 && own.Count > 0)
                Assert.True(own.Contains(claiming[0]), $"{report.File} is claimed by {claiming[0]}, and not by {string.Join("|", own)}");
            else if (claiming.Count == 1)
                output.WriteLine($"{report.File}: by {claiming[0]}");
        }
    }

    [Fact]
    public void Every_exception_is_of_a_report_that_is_there_and_is_argued_by_a_note_of_its_importer()
    {
        var reports = PracticeData.Reports();
        foreach (var tool in PracticeData.Sheets())
        {
            var own = reports.Where(report => report.Tool == tool).ToList();
            Assert.True(own.Count > 0, $"Practice/{tool}.yaml is of no tool of the practice data");
            Assert.All(PracticeData.Excepted(tool), file => Assert.Contains(own, report => Path.GetFileName(report.File) == file));
            Assert.All(own.Where(report => PracticeData.Exception(report) is not null), report => Assert.True(PracticeData.Argued(report) is not null, $"{report.File}: no note of {string.Join(", ", PracticeData.Importers(tool))} says \"{PracticeData.Exception(report)!.Note}\""));
        }
    }

    private static string Told(int count) => count == PracticeData.Refused ? "refused" : count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static (int Count, string Problem) Named(PracticeReport report, IReadOnlyList<string> importers)
    {
        (int Count, string Problem) last = (PracticeData.Refused, "");
        foreach (var importer in importers)
        {
            last = Count(ReportIntake.Import(PracticeData.Open(report), Report.Context, importer));
            if (last.Count >= 0)
                break;
        }

        return last;
    }

    private static (int Count, string Problem) Count(ImportResult result) => result.Succeeded
        ? (result.Facts.Sum(fact => fact.Predicate is ScanPredicate scan ? scan.Findings.Length : 0), "")
        : (PracticeData.Refused, string.Join('\n', result.Problems.Select(problem => problem.ToString() is { Length: > 300 } text ? text[..300] : problem.ToString())));
}
