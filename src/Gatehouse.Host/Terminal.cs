using System.Text;

namespace Gatehouse.Host;

/// <summary>
/// Standard streams as a command sees them: results on <see cref="Output"/>, everything else on <see cref="Error"/>.
/// Text from scanned content goes through <see cref="Clean"/> first.
/// </summary>
/// <param name="Output">UTF-8 without a byte order mark, flushed by <see cref="Flush"/>.</param>
/// <param name="Error">The same for messages and progress.</param>
/// <param name="Input">Raw standard input.</param>
/// <param name="IsInteractive">True where standard error is a terminal: progress may redraw.</param>
/// <param name="UsesColor">True where standard output may carry colours (<c>NO_COLOR</c>, <c>FORCE_COLOR</c>, <c>TERM=dumb</c> honoured).</param>
/// <param name="Width">Columns of the terminal, 80 where unknown.</param>
public sealed record Terminal(TextWriter Output, TextWriter Error, Func<Stream> Input, bool IsInteractive, bool UsesColor, int Width)
{
    private StandardStream? _written;

    /// <summary>The process's own streams.</summary>
    public static Terminal OfProcess(HostEnvironment host)
    {
#pragma warning disable RS0030 // The one place that touches Console: everything else takes a Terminal.
        var outputIsTerminal = !Console.IsOutputRedirected;
        var forced = host.Variable("FORCE_COLOR") is { } force && force != "0";
        var color = host.Variable("NO_COLOR") is null && host.Variable("TERM") != "dumb" && (outputIsTerminal || forced);
        var width = int.TryParse(host.Variable("COLUMNS"), out var columns) && columns is >= 20 and <= 1000 ? columns
            : outputIsTerminal ? WindowWidth() : 80;
        var output = new StandardStream(Console.OpenStandardOutput());
        return new Terminal(
            new StreamWriter(output, new UTF8Encoding(false), 16384) { AutoFlush = false, NewLine = "\n" },
            new StreamWriter(new StandardStream(Console.OpenStandardError()), new UTF8Encoding(false), 1024) { AutoFlush = true, NewLine = "\n" },
            Console.OpenStandardInput,
            !Console.IsErrorRedirected && host.Variable("CI") is null && host.Variable("TERM") != "dumb",
            color,
            width) { _written = output };
#pragma warning restore RS0030
    }

    /// <summary>
    /// Replaces control characters (C0, DEL, C1, bidirectional overrides: Unicode TR36, CVE-2021-42574) by U+FFFD, so that
    /// scanned content can neither steer the terminal nor reorder what is read. Tabs become a space.
    /// </summary>
    public static string Clean(string text)
    {
        var first = IndexOfUnsafe(text);
        if (first < 0)
            return text;
        var clean = new StringBuilder(text, 0, first, text.Length);
        for (var i = first; i < text.Length; i++)
            clean.Append(text[i] == '\t' ? ' ' : IsUnsafe(text[i]) ? '\uFFFD' : text[i]);
        return clean.ToString();
    }

    /// <summary>Writes what is buffered.</summary>
    /// <returns>Null, or one sentence where standard output did not take everything (a full disk): the result is then not to be used.</returns>
    public string? Flush()
    {
        Output.Flush();
        Error.Flush();
        return _written?.Problem is { } problem ? $"standard output: could not be written ({problem})" : null;
    }

    private static int IndexOfUnsafe(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsUnsafe(text[i]))
                return i;
        }

        return -1;
    }

    private static bool IsUnsafe(char c) => c is < ' ' or (>= '\u007F' and <= '\u009F')
        or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C' or '\u2028' or '\u2029';

#pragma warning disable RS0030
    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80; // A terminal that does not tell its size.
        }
    }
#pragma warning restore RS0030
}
