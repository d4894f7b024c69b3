using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Text;

namespace Gatehouse.Formats.Html;

/// <summary>One bar.</summary>
/// <param name="Label">What it counts; any text.</param>
/// <param name="Value">The filter's value.</param>
/// <param name="Count">How many, from 0.</param>
/// <param name="Color">A class of the style sheet.</param>
internal sealed record Bar(string Label, string Value, int Count, string Color);

/// <summary>
/// Horizontal bars as inline SVG: the label above each bar and the count at its end, so that a long path has room and
/// nothing is told by colour alone.
/// </summary>
internal static class BarChart
{
    private const int Width = 360;
    private const int RowHeight = 36;
    private const int MostLabel = 44;

    public static void Write(Markup page, string title, string key, ImmutableArray<Bar> bars, int left)
    {
        var height = (bars.Length * RowHeight) + (left > 0 ? 20 : 0);
        page.Raw("<figure><figcaption>").Raw(title).Raw("</figcaption>");
        page.Line(string.Create(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"group\" aria-label=\"{title}\">"));
        var most = Math.Max(1, bars.Max(bar => bar.Count));
        for (var i = 0; i < bars.Length; i++)
            Write(page, key, bars[i], i * RowHeight, most);
        if (left > 0)
            page.Raw(string.Create(CultureInfo.InvariantCulture, $"<text class=\"more\" x=\"0\" y=\"{height - 5}\">and {left} more</text>"));
        page.Line("</svg></figure>");
    }

    private static void Write(Markup page, string key, Bar bar, int top, int most)
    {
        // The script reads the filter from the data attributes; the address serves a copied link, and is harmless without script.
        page.Raw($"<a href=\"#{key}=").Text(Uri.EscapeDataString(PrintableText.Of(bar.Value))).Raw($"\" data-key=\"{key}\" data-value=\"").Text(bar.Value).Raw("\" aria-label=\"").Text($"{bar.Label}: {bar.Count}").Raw("\"><title>").Text(bar.Label).Raw("</title>");
        page.Raw(string.Create(CultureInfo.InvariantCulture, $"<rect class=\"hit\" x=\"0\" y=\"{top}\" width=\"{Width}\" height=\"{RowHeight - 2}\"/>"));
        page.Raw(string.Create(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{top + 14}\">")).Text(Short(PrintableText.Of(bar.Label))).Raw("</text>");
        page.Raw(string.Create(CultureInfo.InvariantCulture, $"<text class=\"count\" x=\"{Width}\" y=\"{top + 14}\">")).Number(bar.Count).Raw("</text>");
        page.Raw(string.Create(CultureInfo.InvariantCulture, $"<rect class=\"rail\" x=\"0\" y=\"{top + 20}\" width=\"{Width}\" height=\"9\" rx=\"2\"/>"));
        if (bar.Count > 0)
            page.Raw(string.Create(CultureInfo.InvariantCulture, $"<rect class=\"{bar.Color}\" x=\"0\" y=\"{top + 20}\" width=\"{Math.Max(2, (long)bar.Count * Width / most)}\" height=\"9\" rx=\"2\"/>"));
        page.Line("</a>");
    }

    // The end of a path says more than its middle.
    private static string Short(string label) => label.Length <= MostLabel ? label : string.Concat(label.AsSpan(0, 16), "…", label.AsSpan(label.Length - (MostLabel - 17)));
}
