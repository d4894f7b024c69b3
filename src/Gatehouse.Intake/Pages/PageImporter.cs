using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>The generic importer: reads the reports of one tool as its page says.</summary>
internal sealed class PageImporter(Page page) : IImporter
{
    public string Name => page.Name;

    public string Tool => page.Tool;

    public string Summary => page.Summary;

    public bool Recognizes(ReportFile file) => page.Detect.Any(known => !known.IsNamed && known.Fits(file));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (page.Detect.FirstOrDefault(known => known.Fits(file)) is { } detected)
            return new PageRun(page with { Fact = detected.Fact ?? page.Fact }, reading, detected.Form, ReportTree.Of(reading, detected)).Result();
        return IsEmptyReport(file)
            ? new PageRun(page, reading, PageForm.Json, new ListNode([], new SourcePosition(1, 1))).Result()
            : reading.RefuseForm("report of " + page.Tool);
    }

    // A tool that found nothing may write an empty list or map, or not one line: only its name, given by the user, tells whose it is.
    private bool IsEmptyReport(ReportFile file) =>
        (file.JsonList is { Values.IsEmpty: true } && page.Sources.Any(source => source.Each is [{ Path.Steps.IsEmpty: true }, ..]))
        || ((file.JsonMap is { Members.IsEmpty: true } || file.JsonList is { Values.IsEmpty: true }) && page.Sources.Any(source => source.Each is [{ Path.Steps: [AllStep] }, ..]))
        || (file.Form == ReportForm.Empty && page.Detect.Any(known => known.Form == PageForm.JsonLines));
}
