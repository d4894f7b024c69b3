using System.Globalization;
using Gatehouse.Text;

namespace Gatehouse.Formats.Html;

/// <summary>Writes HTML so that what is ours and what was scanned cannot be mixed up: <see cref="Raw"/> is for words of this project only.</summary>
internal sealed class Markup(TextWriter writer)
{
    /// <summary>Markup of our own, as it is.</summary>
    public Markup Raw(string markup)
    {
        writer.Write(markup);
        return this;
    }

    /// <summary>Any text, for an element or a quoted attribute: printable (<see cref="PrintableText"/>) and without a character that HTML gives a meaning.</summary>
    public Markup Text(string text)
    {
        foreach (var c in PrintableText.Of(text).AsSpan())
        {
            switch (c)
            {
                case '&': writer.Write("&amp;"); break;
                case '<': writer.Write("&lt;"); break;
                case '>': writer.Write("&gt;"); break;
                case '"': writer.Write("&quot;"); break;
                case '\'': writer.Write("&#39;"); break;
                default: writer.Write(c); break;
            }
        }

        return this;
    }

    public Markup Line(string markup = "")
    {
        writer.Write(markup);
        writer.Write('\n');
        return this;
    }

    public Markup Number(long value) => Raw(Digits(value));

    /// <summary><c>1 file</c>, <c>1,200 files</c>.</summary>
    public static string Count(long value, string one, string? many = null) => Digits(value) + " " + (value == 1 ? one : many ?? one + "s");

    public void Flush() => writer.Flush();

    private static string Digits(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
