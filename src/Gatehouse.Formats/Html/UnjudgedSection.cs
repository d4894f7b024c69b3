using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Formats.Html;

/// <summary>What was not judged, one by one and why, and what each supplier did.</summary>
internal static class UnjudgedSection
{
    // A tree of unreadable files must not become a page that nobody can open; what is left out is counted.
    private const int MostNotices = 500;

    public static void Write(Markup page, RunDocument run)
    {
        var unjudged = new Unjudged(run);
        page.Raw("<section id=\"unjudged\"><h2>Not judged</h2>");
        if (unjudged.Count == 0)
            page.Line("<p>Everything wanted was judged.</p>");
        else
            WriteTable(page, unjudged);
        WriteDetails(page, "Parsed with errors in places", unjudged.Degraded);
        WriteDetails(page, "Skipped: binary, or left out by the policy", unjudged.Skipped);
        WriteSuppliers(page, run.Suppliers);
        page.Line("</section>");
    }

    private static void WriteTable(Markup page, Unjudged unjudged)
    {
        page.Line("<table class=\"wide\"><thead><tr><th scope=\"col\">what</th><th scope=\"col\">by</th><th scope=\"col\">why</th></tr></thead><tbody>");
        foreach (var criterion in unjudged.Undecided.Concat(unjudged.WithoutEngine))
        {
            var by = criterion.Outcome == Outcome.Undecided ? "undecided" : "no engine";
            Row(page, criterion.Criterion, by, criterion.Remedy is null ? criterion.Reason : $"{criterion.Reason} → {criterion.Remedy}");
        }

        foreach (var supplier in unjudged.Suppliers)
            Row(page, "the whole scan", supplier.Name, $"the scan is {FieldNames.Of(supplier.Completeness)}");
        WriteNotices(page, unjudged.Unread);
        page.Line("</tbody></table>");
    }

    private static void WriteNotices(Markup page, ImmutableArray<(string Supplier, ScanNotice Notice)> notices)
    {
        foreach (var (supplier, notice) in notices.Take(MostNotices))
            Row(page, notice.Path, supplier, notice.Reason);
        if (notices.Length > MostNotices)
            page.Raw("<tr><td colspan=\"3\">and ").Number(notices.Length - MostNotices).Line(" more: the JSON report lists them</td></tr>");
    }

    private static void Row(Markup page, string what, string by, string why) =>
        page.Raw("<tr><td data-label=\"what\"><code>").Text(what).Raw("</code></td><td data-label=\"by\">").Text(by).Raw("</td><td data-label=\"why\">").Text(why).Line("</td></tr>");

    private static void WriteDetails(Markup page, string title, ImmutableArray<(string Supplier, ScanNotice Notice)> notices)
    {
        if (notices.Length == 0)
            return;
        page.Raw("<details><summary>").Raw(title).Raw(" (").Number(notices.Length).Line(")</summary><table class=\"wide\"><tbody>");
        WriteNotices(page, notices);
        page.Line("</tbody></table></details>");
    }

    private static void WriteSuppliers(Markup page, ImmutableArray<SupplierSummary> suppliers)
    {
        if (suppliers.Length == 0)
        {
            page.Line("<p>No engine ran and no report was brought.</p>");
            return;
        }

        page.Line("<table class=\"wide\"><thead><tr><th scope=\"col\">supplier</th><th scope=\"col\">completeness</th><th scope=\"col\">judged</th></tr></thead><tbody>");
        foreach (var supplier in suppliers)
        {
            page.Raw("<tr><td data-label=\"supplier\">").Text(supplier.Version is null ? supplier.Name : $"{supplier.Name} {supplier.Version}");
            page.Raw("</td><td data-label=\"completeness\">").Raw(FieldNames.Of(supplier.Completeness)).Raw("</td><td data-label=\"judged\">").Raw(Markup.Count(supplier.Files, "file or target", "files or targets")).Line("</td></tr>");
        }

        page.Line("</tbody></table>");
    }
}
