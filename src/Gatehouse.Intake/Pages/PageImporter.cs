using System.Collections.Immutable;
using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>The generic importer: reads the reports of one tool as its page says.</summary>
internal sealed class PageImporter(Page page) : IImporter
{
    public string Name => page.Name;

    public string Tool => page.Tool;

    public string Summary => page.Summary;

    public ImmutableArray<string> Notes => page.Notes;

    public bool Recognizes(ReportFile file) => page.Detect.Any(known => !known.IsNamed && known.Fits(file));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (page.Detect.FirstOrDefault(known => known.Fits(file)) is { } detected)
            return new PageRun(page with { Fact = detected.Fact ?? page.Fact }, reading, detected.Form, ReportTree.Of(reading, detected)).Result();
        if (IsEmptyReport(file))
            return Nothing(reading);
        if (!IsHollow(file))
            return reading.RefuseForm("report of " + page.Tool);

        // Named by the user, and not what the tool writes where it found nothing: kept, and no gate passes on it.
        reading.Unread(new SourcePosition(1, 1), $"it holds nothing, not even what {page.Tool} writes of a scan that found nothing");
        return Nothing(reading);
    }

    private ImportResult Nothing(Reading reading) => new PageRun(page, reading, PageForm.Json, new ListNode([], new SourcePosition(1, 1))).Result();

    // A tool that found nothing may write an empty list or map, or not one line: only its name, given by the user, tells whose it is.
    private bool IsEmptyReport(ReportFile file) =>
        (file.JsonList is { Values.IsEmpty: true } && page.Sources.Any(source => source.Each is [{ Path.Steps.IsEmpty: true }, ..]))
        || ((file.JsonMap is { Members.IsEmpty: true } || file.JsonList is { Values.IsEmpty: true }) && page.Sources.Any(source => source.Each is [{ Path.Steps: [AllStep] }, ..]))
        || (file.JsonMap is { Members: [{ Value: ListNode { Values.IsEmpty: true } } only] } && page.Sources.Any(source => source.Each is [{ Path.Steps: [MemberStep { Name: { } list }, ..] }, ..] && list == only.Key.Value))
        || (file.Form == ReportForm.Empty && page.Detect.Any(known => known.Form == PageForm.JsonLines));

    private static bool IsHollow(ReportFile file) => file.JsonMap is { Members.IsEmpty: true } || file.JsonList is { Values.IsEmpty: true };
}
