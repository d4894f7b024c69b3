using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>
/// <c>gatehouse/1</c> for findings whose supplier computed no fingerprint: of the rule and the text of its first line,
/// blanks made one; where the line is not known, of rule, path and component or message. A secret is cut out of its line
/// first, so that nobody can try guesses against a baseline.
/// </summary>
internal static class Fingerprinting
{
    private const int LargestFile = 32 << 20;
    private const int LongestLine = 1000;

    public static void Fill(Finding[] findings, Func<string, ReadOnlyMemory<byte>?>? content)
    {
        var lacking = Enumerable.Range(0, findings.Length).Where(index => string.IsNullOrEmpty(findings[index].Fingerprint.Value));
        foreach (var file in lacking.GroupBy(index => findings[index].Location is { IsUri: false, Member: null } location ? location.Path : "", StringComparer.Ordinal).ToList())
        {
            var bytes = file.Key.Length > 0 && file.Any(index => LineOf(findings[index]) > 0) ? content?.Invoke(file.Key) : null;
            var lines = bytes is { Length: > 0 and <= LargestFile } text ? new LineIndex(text) : null;
            foreach (var index in file)
                findings[index] = findings[index] with { Fingerprint = Of(findings[index], lines) };
        }
    }

    /// <summary>One of its further places as a finding of its own.</summary>
    public static Finding Alone(Finding finding, FurtherPlace place)
    {
        var alone = finding with { Location = place.Location, Message = place.Message, AlsoAt = [] };
        return alone with { Fingerprint = Of(alone, null) };
    }

    private static Fingerprint Of(Finding finding, LineIndex? lines)
    {
        var line = lines is null ? null : LineText(finding, lines);
        var hashed = line is not null
            ? Join("line", finding.RuleId, line)
            : Join("place", finding.RuleId, finding.Location?.FullPath ?? "", Subject(finding));
        return new Fingerprint(Fingerprint.Current, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed)).AsSpan(0, 16)));
    }

    // A component's message names versions and counts that change with every update of a database.
    private static string Subject(Finding finding) =>
        finding.Component is { } component ? component.Purl?.WithoutVersion().ToString() ?? component.Name
        : IsSecret(finding) ? finding.Title ?? ""
        : finding.Message;

    private static string? LineText(Finding finding, LineIndex lines)
    {
        var text = lines.Line(LineOf(finding));
        if (text is null)
            return null;
        if (IsSecret(finding))
            text = WithoutSecret(text, finding.Location!.Region!.Value);
        return text is null || text.Length > LongestLine ? null : Normalize(text) is { Length: > 0 } normal ? normal : null;
    }

    private static bool IsSecret(Finding finding) => finding.Kind is FindingKind.Credential or FindingKind.PossibleSecret;

    private static int LineOf(Finding finding) => finding.Location?.Region?.StartLine ?? 0;

    // Tools count columns from 0 or 1, in bytes or characters: what touches the region goes with it, up to a quote or blank.
    private static string? WithoutSecret(string text, Region region)
    {
        var isOneLine = region.EndLine == region.StartLine;
        var start = region.StartColumn - 1;
        var end = isOneLine ? region.EndColumn - 1 : text.Length;
        if (start < 0 || end <= start || start >= text.Length)
            return null;
        end = Math.Min(end, text.Length);
        while (start > 0 && !IsEdge(text[start - 1]))
            start--;
        while (end < text.Length && !IsEdge(text[end]))
            end++;
        return text[..start] + '\0' + text[end..];
    }

    private static bool IsEdge(char c) => char.IsWhiteSpace(c) || c is '"' or '\'' or '`';

    private static string Normalize(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var c in text.AsSpan().Trim())
        {
            if (!char.IsWhiteSpace(c))
                normal.Append(c);
            else if (normal.Length > 0 && normal[^1] != ' ')
                normal.Append(' ');
        }

        return normal.ToString();
    }

    private static string Join(params string[] parts) => string.Concat(parts.Select(part => FormattableString.Invariant($"{part.Length}:{part}")));

    /// <summary>Lines of a file by number, found once a file.</summary>
    private sealed class LineIndex
    {
        private readonly ReadOnlyMemory<byte> _text;
        private readonly List<int> _starts = [0];

        public LineIndex(ReadOnlyMemory<byte> text)
        {
            _text = text;
            var span = text.Span;
            for (var at = span.IndexOf((byte)'\n'); at >= 0;)
            {
                _starts.Add(at + 1);
                var next = span[(at + 1)..].IndexOf((byte)'\n');
                at = next < 0 ? -1 : at + 1 + next;
            }
        }

        public string? Line(int number)
        {
            if (number < 1 || number > _starts.Count)
                return null;
            var start = _starts[number - 1];
            var end = number < _starts.Count ? _starts[number] - 1 : _text.Length;
            // Four bytes a character at most; a longer line is no line of a person, and its finding goes by path.
            return end - start > 4 * LongestLine ? null : Encoding.UTF8.GetString(_text.Span[start..end]).TrimEnd('\r');
        }
    }
}
