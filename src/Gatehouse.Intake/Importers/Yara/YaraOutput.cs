using System.Buffers;
using System.Text;

namespace Gatehouse.Intake.Importers.Yara;

/// <summary>A file that a rule matched.</summary>
/// <param name="Line">In the output, from 1.</param>
/// <param name="Rule">The rule's name, after its namespace.</param>
/// <param name="Meta">With <c>-m</c>: names in lower case.</param>
internal sealed record YaraMatch(int Line, string Rule, IReadOnlyDictionary<string, string> Meta, string Path);

/// <summary>
/// What the yara command writes: <c>rule [tags or metadata] path</c> a match, and with <c>-s</c> below it
/// <c>0xoffset:$string: bytes</c>, which are never taken.
/// </summary>
internal static class YaraOutput
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    private const int MaxMeta = 100;
    private const int HeadLines = 40;

    /// <summary>True where each of the first lines is of the output, and one is a match.</summary>
    public static bool Is(ReportFile file)
    {
        var any = false;
        foreach (var (number, line) in TextLines.Of(file).Take(HeadLines))
        {
            if (line.Length == 0 || IsString(line) || IsError(line))
                continue;
            if (Match(number, line) is null)
                return false;
            any = true;
        }

        return any;
    }

    public static bool IsString(string line) =>
        line.StartsWith("0x", StringComparison.Ordinal) && line.IndexOf(':', StringComparison.Ordinal) is > 2 and < 24 and var colon && !line.AsSpan(2, colon - 2).ContainsAnyExcept(Hex);

    /// <summary>The scanner says that it could not read something.</summary>
    public static bool IsError(string line) => line.StartsWith("error scanning ", StringComparison.Ordinal) || line.StartsWith("error: ", StringComparison.Ordinal) || line.StartsWith("warning: ", StringComparison.Ordinal);

    /// <summary>The match of a line; null where it is none.</summary>
    public static YaraMatch? Match(int number, string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0 || !IsName(line.AsSpan(0, space)))
            return null;
        var rule = line[..space];
        rule = rule[(rule.LastIndexOf(':') + 1)..];
        var meta = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = space + 1;
        while (at < line.Length && line[at] == '[')
        {
            at = Bracket(line, at + 1, meta);
            if (at < 0)
                return null;
            while (at < line.Length && line[at] == ' ')
                at++;
        }

        var path = line[Math.Min(at, line.Length)..];
        // Prose is a word and more words; a path has something of a path.
        return path.Length > 0 && (path.AsSpan().IndexOfAny('/', '\\') >= 0 || (!path.Contains(' ', StringComparison.Ordinal) && path.Contains('.', StringComparison.Ordinal)))
            ? new YaraMatch(number, rule, meta, path)
            : null;
    }

    /// <summary>The output without the bytes that matched.</summary>
    public static byte[] WithoutMatches(ReportFile file)
    {
        var text = new StringBuilder();
        foreach (var (_, line) in TextLines.Of(file))
        {
            var end = IsString(line) ? line.IndexOf(": ", StringComparison.Ordinal) : -1;
            text.Append(end < 0 ? line : line[..(end + 2)] + "(not kept)").Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // name="text with \" in it",name=7,flag=true — or tags, which have no equals sign.
    private static int Bracket(string line, int at, Dictionary<string, string> meta)
    {
        while (at < line.Length && line[at] != ']')
        {
            var end = line.AsSpan(at).IndexOfAny('=', ',', ']');
            if (end < 0)
                return -1;
            var name = line.Substring(at, end).Trim().ToLowerInvariant();
            at += end;
            if (line[at] == '=')
                {
                at = Value(line, at + 1, out var value);
                if (meta.Count < MaxMeta)
                    meta.TryAdd(name, value);
            }
            if (at < line.Length && line[at] == ',')
                at++;
        }

        return at < line.Length ? at + 1 : -1;
    }

    private static int Value(string line, int at, out string value)
    {
        var text = new StringBuilder();
        if (at < line.Length && line[at] == '"')
        {
            for (at++; at < line.Length && line[at] != '"'; at++)
            {
                if (line[at] == '\\' && at + 1 < line.Length)
                    at++;
                text.Append(line[at]);
            }

            at = Math.Min(at + 1, line.Length);
        }
        else
        {
            for (; at < line.Length && line[at] is not (',' or ']'); at++)
                text.Append(line[at]);
        }

        value = text.ToString().Trim();
        return at;
    }

    // An identifier, or a namespace, a colon and one.
    private static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.Length > 300 || !(char.IsAsciiLetter(text[0]) || text[0] == '_') || text[^1] == ':')
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or ':' or '.' or '-'))
                return false;
        }

        return true;
    }
}
