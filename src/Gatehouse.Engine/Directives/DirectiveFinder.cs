using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Engine.Directives;

/// <summary>
/// Finds the comments that ask for a finding to be ignored, ours and those of other tools, in the bytes that the engines
/// saw. Whether one is in a comment at all, and holds, is for the refinery to decide.
/// </summary>
internal static class DirectiveFinder
{
    /// <summary>A file with more is no source file; what is over is not looked at, so that findings stay.</summary>
    public const int MostInOneFile = 10_000;

    private const int LongestReason = 500;

    // What opens a comment in the languages that we meet: // /* # ; -- <!-- <%-- {# ' @
    private static readonly SearchValues<byte> CommentBytes = SearchValues.Create(" \t/*#;-<!%{'@"u8);

    public static ImmutableArray<InlineDirective> Find(string path, ReadOnlySpan<byte> text)
    {
        List<(int At, int Length, Syntax Syntax)>? hits = null;
        foreach (var syntax in Syntax.All)
        {
            var at = 0;
            while ((hits?.Count ?? 0) < MostInOneFile && text[at..].IndexOf(syntax.Word) is var next and >= 0)
            {
                var start = at + next;
                at = start + syntax.Word.Length;
                if (syntax.IsWhole(text, start, at))
                    (hits ??= []).Add((start, syntax.Word.Length, syntax));
            }
        }

        if (hits is null)
            return [];
        hits.Sort(static (left, right) => left.At != right.At ? left.At.CompareTo(right.At) : right.Length.CompareTo(left.Length));
        var found = ImmutableArray.CreateBuilder<InlineDirective>();
        var (line, lineStart, counted) = (1, 0, 0);
        foreach (var (at, length, syntax) in hits)
        {
            var before = text[counted..at];
            line += before.Count((byte)'\n');
            if (before.LastIndexOf((byte)'\n') is var last and >= 0)
                lineStart = counted + last + 1;
            counted = at;
            var (ids, reason) = syntax.Arguments(Argument(text[(at + length)..]));
            found.Add(new InlineDirective(path, line, syntax.Name, ids, reason, StandsAlone(text[lineStart..at])));
        }

        return found.ToImmutable();
    }

    // The rest of the line, without what closes a comment.
    private static string Argument(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        var line = end < 0 ? rest : rest[..end];
        var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, LongestReason)]);
        foreach (var close in (ReadOnlySpan<string>)["*/", "-->", "--%>", "#}", "}}"])
        {
            if (text.IndexOf(close, StringComparison.Ordinal) is var at and >= 0)
                text = text[..at];
        }

        return text;
    }

    private static bool StandsAlone(ReadOnlySpan<byte> before) => before.IndexOfAnyExcept(CommentBytes) < 0;

    private sealed class Syntax(string name, string word, Func<string, (ImmutableArray<string> Ids, string Reason)> arguments)
    {
        private static readonly char[] IdSeparators = [',', ' ', '\t'];

        public static Syntax[] All { get; } =
        [
            new("gitleaks:allow", "gitleaks:allow", static _ => ([], "")),
            new("nosemgrep", "nosemgrep", AfterColon),
            new("checkov:skip", "checkov:skip=", IdColonReason),
            new("NOSONAR", "NOSONAR", static rest => ([], Clean(rest.TrimStart(':', '-', ' ')))),
            new("gatehouse:ignore", "gatehouse:ignore", IdsThenReason),
        ];

        private readonly byte[] _word = Encoding.UTF8.GetBytes(word);

        public string Name => name;

        public ReadOnlySpan<byte> Word => _word;

        public (ImmutableArray<string> Ids, string Reason) Arguments(string rest) => arguments(rest);

        // "XNOSONARY" is a name, not a directive.
        public bool IsWhole(ReadOnlySpan<byte> text, int start, int end) =>
            (start == 0 || !IsWordByte(text[start - 1])) && (word[^1] == '=' || end == text.Length || !IsWordByte(text[end]));

        private static bool IsWordByte(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_';

        // nosemgrep: id, id
        private static (ImmutableArray<string> Ids, string Reason) AfterColon(string rest)
        {
            var text = rest.TrimStart();
            if (!text.StartsWith(':'))
                return ([], "");
            var ids = ImmutableArray.CreateBuilder<string>();
            foreach (var part in text[1..].Split(','))
            {
                var words = part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 0)
                    ids.Add(words[0]);
                if (words.Length != 1)
                    break; // The list ends with the first word that no comma follows.
            }

            return (ids.ToImmutable(), "");
        }

        // checkov:skip=CKV_AWS_20:the bucket is public on purpose
        private static (ImmutableArray<string> Ids, string Reason) IdColonReason(string rest)
        {
            var colon = rest.IndexOf(':', StringComparison.Ordinal);
            var id = (colon < 0 ? rest : rest[..colon]).Trim();
            return (id.Length == 0 ? [] : [.. id.Split(IdSeparators, StringSplitOptions.RemoveEmptyEntries)], colon < 0 ? "" : Clean(rest[(colon + 1)..]));
        }

        // gatehouse:ignore id[,id] reason
        private static (ImmutableArray<string> Ids, string Reason) IdsThenReason(string rest)
        {
            var text = rest.Trim();
            var end = 0;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
                // "a, b reason": a comma carries the list over the blank.
                if (text[end - 1] == ',')
                {
                    while (end < text.Length && text[end] == ' ')
                        end++;
                }
            }

            return ([.. text[..end].Split(IdSeparators, StringSplitOptions.RemoveEmptyEntries)], Clean(text[end..]));
        }

        private static string Clean(string reason) => string.Concat(reason.Where(c => !char.IsControl(c))).Trim();
    }
}
