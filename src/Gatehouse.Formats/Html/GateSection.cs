using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Formats.Html;

/// <summary>Each gate with its criteria: outcome, reason, remedy, waiver, the findings that decided and the facts cited.</summary>
internal static class GateSection
{
    private const int MostDeciding = 3;

    public static void Write(Markup page, RunDocument run)
    {
        if (run.Verdicts.Length == 0)
            return;
        page.Line("<section id=\"gates\"><h2>Gates</h2>");
        foreach (var verdict in run.Verdicts)
            Write(page, verdict);
        page.Line("</section>");
    }

    private static void Write(Markup page, GateVerdict verdict)
    {
        page.Raw("<h3>").Raw(verdict.Stage.ToName()).Raw(" ");
        Write(page, verdict.Outcome);
        if (verdict.Mode != GateMode.Enforce)
            page.Raw(" <small>mode: ").Raw(FieldNames.Of(verdict.Mode)).Raw("</small>");
        page.Line("</h3>");
        page.Line("<table class=\"wide gate\"><thead><tr><th scope=\"col\">criterion</th><th scope=\"col\">outcome</th><th scope=\"col\">why</th><th scope=\"col\">facts</th></tr></thead><tbody>");
        foreach (var criterion in verdict.Criteria)
            Write(page, criterion);
        page.Line("</tbody></table>");
    }

    private static void Write(Markup page, CriterionResult criterion)
    {
        page.Raw("<tr><td data-label=\"criterion\"><code>").Text(criterion.Criterion).Raw("</code></td><td data-label=\"outcome\">");
        Write(page, criterion.Outcome);
        page.Raw("</td><td data-label=\"why\">").Text(criterion.Reason);
        if (criterion.Remedy is { } remedy)
            page.Raw("<br>→ ").Text(remedy);
        if (criterion.OwedBy is { } owner)
            page.Raw("<br><small>owed by ").Text(owner).Raw("</small>");
        if (criterion.Waiver is { } waiver)
            page.Raw("<br><small>waived (").Text(waiver.Id).Raw(") until ").Raw(waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Raw(" by ").Text(waiver.Owner).Raw(": ").Text(waiver.Reason).Raw("</small>");
        WriteDeciding(page, criterion);
        page.Raw("</td><td data-label=\"facts\">");
        WriteFacts(page, criterion);
        page.Line("</td></tr>");
    }

    private static void Write(Markup page, Outcome outcome) =>
        page.Raw($"<span class=\"outcome {FieldNames.Of(outcome)}\">").Raw(FieldNames.Of(outcome).Replace('-', ' ')).Raw("</span>");

    private static void WriteDeciding(Markup page, CriterionResult criterion)
    {
        if (criterion.Findings.Length == 0)
            return;
        page.Raw("<ul>");
        foreach (var finding in criterion.Findings.Take(MostDeciding))
            page.Raw("<li>").Raw(finding.Severity.ToLabel()).Raw(" ").Text(finding.MessageWithPlaces()).Raw(" <code>").Text(finding.Location?.ToString() ?? finding.Component?.Name ?? "").Raw("</code></li>");
        if (criterion.Findings.Length > MostDeciding)
            page.Raw("<li>and ").Number(criterion.Findings.Length - MostDeciding).Raw(" more</li>");
        page.Raw("</ul>");
    }

    private static void WriteFacts(Markup page, CriterionResult criterion)
    {
        if (criterion.Facts.Length == 0)
        {
            page.Raw("none");
            return;
        }

        page.Raw("<details><summary>").Raw(Markup.Count(criterion.Facts.Length, "fact")).Raw("</summary>");
        foreach (var fact in criterion.Facts)
            page.Raw("<code>").Text(fact).Raw("</code> ");
        page.Raw("</details>");
    }
}
