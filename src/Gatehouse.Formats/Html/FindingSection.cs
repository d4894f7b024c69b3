using Gatehouse.Model;

namespace Gatehouse.Formats.Html;

/// <summary>
/// The findings as a plain table, and the controls that the script wakes. The script replaces the rows by pages of its own; the
/// plain rows are bounded, since a browser without script lays all of them out at once.
/// </summary>
internal static class FindingSection
{
    public const int MostPlainRows = 2_000;

    public static void Write(Markup page, ListedFindings listed)
    {
        page.Line("<section id=\"findings\"><h2>Findings</h2>");
        if (listed.Unlisted > 0)
            page.Raw("<p class=\"note\">").Raw(Markup.Count(listed.Unlisted, "suppressed or merged finding is not listed", "suppressed or merged findings are not listed")).Line(": --show-suppressed lists them.</p>");
        if (listed.All.Length == 0)
        {
            page.Line("<p>No finding in what was judged.</p></section>");
            return;
        }

        WriteControls(page, listed);
        page.Line("<table class=\"wide\" id=\"table\"><thead><tr>");
        foreach (var column in (string[])["severity", "what", "where", "rule", "supplier", "owner"])
            page.Raw($"<th scope=\"col\" data-sort=\"{column}\">").Raw(column).Line("</th>");
        page.Line("</tr></thead><tbody>");
        foreach (var finding in listed.All.Take(MostPlainRows))
            Write(page, finding);
        page.Line("</tbody></table>");
        if (listed.All.Length > MostPlainRows)
            page.Raw("<p class=\"rest\">and ").Raw(Markup.Count(listed.All.Length - MostPlainRows, "finding")).Line(" more, less bad than these: allow script to list them, or ask for -o csv=FILE.</p>");
        page.Line("<nav id=\"pager\" hidden><button type=\"button\" id=\"previous\">Previous</button> <span id=\"position\"></span> <button type=\"button\" id=\"next\">Next</button></nav>");
        page.Line("</section>");
    }

    private static void WriteControls(Markup page, ListedFindings listed)
    {
        page.Line("<form id=\"filters\" hidden>");
        page.Line("<label>Filter <input type=\"search\" id=\"q\" autocomplete=\"off\" placeholder=\"words, all of which must be there\"></label>");
        foreach (var (key, name) in (ReadOnlySpan<(string, string)>)[("severity", "Severity"), ("rule", "Rule"), ("supplier", "Supplier"), ("dir", "Directory"), ("owner", "Owner"), ("new", "New")])
            page.Line($"<label>{name} <select id=\"{key}\"><option value=\"\">any</option></select></label>");
        if (listed.All.Any(finding => !finding.IsActive))
            page.Line("<label>Counted <select id=\"state\"><option value=\"\">active</option><option value=\"all\">all</option><option value=\"suppressed\">suppressed</option><option value=\"merged\">merged</option></select></label>");
        page.Line("<button type=\"button\" id=\"clear\">Clear</button>");
        page.Line("<p id=\"shown\" role=\"status\"></p>");
        page.Line("<p class=\"keys\"><kbd>/</kbd> filter, <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> details, <kbd>Esc</kbd> clear</p>");
        page.Line("</form>");
    }

    private static void Write(Markup page, Finding finding)
    {
        var severity = finding.Severity.ToLabel();
        page.Raw("<tr><td data-label=\"severity\"><span class=\"badge ").Raw(severity.ToLowerInvariant()).Raw("\">").Raw(severity).Raw("</span></td><td data-label=\"what\">");
        if (finding.Title is { } title && title != finding.Message)
            page.Raw("<b>").Text(title).Raw("</b> ");
        page.Text(finding.MessageWithPlaces());
        if (finding.Baseline == BaselineState.New)
            page.Raw(" <span class=\"mark\">new</span>");
        if (ListedFindings.StateOf(finding) is { Length: > 0 } state)
            page.Raw(" <span class=\"mark\">").Raw(state).Raw("</span>");
        if (finding.Remedy is { } remedy)
            page.Raw("<br><small>→ ").Text(remedy).Raw("</small>");
        page.Raw("</td><td data-label=\"where\"><code>").Text(finding.Location?.ToString() ?? finding.Component?.Name ?? "").Raw("</code></td><td data-label=\"rule\"><code>").Text(finding.RuleId);
        page.Raw("</code></td><td data-label=\"supplier\">").Text(finding.Supplier).Raw("</td><td data-label=\"owner\">").Text(string.Join(' ', finding.Owners)).Line("</td></tr>");
    }
}
