using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using SharpYaml;

namespace Gatehouse.Text;

/// <summary>
/// YAML 1.2 with the core schema, from hostile hands: depth, size and the number of values are bounded (aliases counted
/// each time and followed in depth), a key given twice is an error, merge keys (<c>&lt;&lt;</c>) are taken in. No tag
/// makes anything run: one that the core schema does not know is kept as <see cref="Node.Tag"/>, and its scalar is text.
/// </summary>
public static class Yaml
{
    // Not printable by YAML 1.2.2 §5.1; and what its older version takes for a line end, behind which a comment would go
    // on as YAML unseen (§5.4); and marks within the text, which would be part of a key.
    private static readonly SearchValues<char> Refused = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r') && (c < ' ' || c >= '\x7F')), '\u2028', '\u2029', '\uFEFF', '\uFFFE', '\uFFFF']);

    /// <summary>Reads the only document; a second one is an error.</summary>
    public static TextResult Parse(ReadOnlySpan<byte> bytes, TextLimits? limits = null)
    {
        var (documents, error) = Read(bytes, limits, isSingle: true);
        return error is not null ? TextResult.Fail(error) : new TextResult(documents.FirstOrDefault(), null);
    }

    /// <summary>Reads all documents; none where one is wrong.</summary>
    public static (ImmutableArray<Node> Documents, TextError? Error) ParseAll(ReadOnlySpan<byte> bytes, TextLimits? limits = null) => Read(bytes, limits, isSingle: false);

    private static (ImmutableArray<Node> Documents, TextError? Error) Read(ReadOnlySpan<byte> bytes, TextLimits? limits, bool isSingle)
    {
        limits ??= TextLimits.Default;
        if (limits.TooLong(bytes.Length) is { } tooLong)
            return ([], tooLong);
        if ((TextDecoding.Decode(bytes, out var text) ?? RefusedCharacter(text)) is { } refused)
            return ([], refused);

        YamlTree? tree = null;
        try
        {
            tree = new YamlTree(Parser.CreateParser(new StringReader(text), limits.MaxDepth + 1), limits, isSingle);
            return (tree.Documents(), null);
        }
        catch (TextException problem)
        {
            return ([], problem.Error);
        }
        catch (YamlException problem)
        {
            return ([], TabInIndentation(text, problem) ?? new TextError(YamlTree.Position(problem.Start), Sentence(problem)));
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException or KeyNotFoundException or OverflowException)
        {
            // The library throws these on some malformed input, without a place: behind the last value is the best one.
            return ([], new TextError(tree?.Last ?? new SourcePosition(1, 1), "this is no YAML: " + problem.Message));
        }
    }

    private static TextError? RefusedCharacter(string text)
    {
        var at = text.AsSpan().IndexOfAny(Refused);
        if (at < 0)
            return null;
        var remedy = text[at] == '\0'
            ? "remove it, or save the text as UTF-8 if it is UTF-16 without a mark"
            : "remove it, or write it as an escape in double quotes";
        return new TextError(TextDecoding.PositionAt(text, at), string.Create(CultureInfo.InvariantCulture, $"the character U+{(int)text[at]:X4} must not stand here: {remedy}"));
    }

    // The library's sentence for a tab is that some character cannot start a token.
    private static TextError? TabInIndentation(string text, YamlException problem)
    {
        foreach (var line in (ReadOnlySpan<int>)[(int)problem.End.Line, (int)problem.Start.Line])
        {
            var rest = text.AsSpan();
            for (var i = 0; i < line && rest.Length > 0; i++)
                rest = rest[(rest.IndexOf('\n') is var end && end < 0 ? rest.Length : end + 1)..];
            var indentation = rest[..(rest.IndexOfAnyExcept(' ', '\t') is var first && first < 0 ? rest.Length : first)];
            if (indentation.IndexOf('\t') is var tab and >= 0)
                return new TextError(new SourcePosition(line + 1, tab + 1), "a tab indents this line, and YAML is indented by spaces: replace it");
        }

        return null;
    }

    // The library's message begins with the place, which the position says already.
    private static string Sentence(YamlException problem)
    {
        var message = problem.Message;
        var end = message.IndexOf("): ", StringComparison.Ordinal);
        return (end > 0 && message.StartsWith('(') ? message[(end + 3)..] : message).TrimEnd('.');
    }
}
