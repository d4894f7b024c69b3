namespace Gatehouse.Formats.Html;

/// <summary>How often each rule's findings are ignored, and how.</summary>
internal static class IgnoredSection
{
    private const int MostRules = 50;

    public static void Write(Markup page, RunDocument run)
    {
        var rates = IgnoredRate.Of(run);
        if (rates.Length == 0)
            return;
        page.Raw("<section id=\"ignored\"><h2>Ignored</h2>");
        page.Line("<table class=\"wide\"><thead><tr><th scope=\"col\">rule</th><th scope=\"col\">ignored</th><th scope=\"col\">how</th></tr></thead><tbody>");
        foreach (var rate in rates.Take(MostRules))
        {
            page.Raw("<tr><td data-label=\"rule\"><code>").Text(rate.Rule).Raw("</code></td><td data-label=\"ignored\">").Text(FormattableString.Invariant($"{rate.Ignored} of {rate.Found} ({rate.Percent} %)"));
            page.Raw("</td><td data-label=\"how\">").Text(rate.Words).Line("</td></tr>");
        }

        if (rates.Length > MostRules)
            page.Raw("<tr><td colspan=\"3\">and ").Number(rates.Length - MostRules).Line(" rules more: the JSON report lists them</td></tr>");
        page.Line("</tbody></table></section>");
    }
}
