using System.Text;
using System.Text.Json;

namespace Gatehouse.Text;

/// <summary>
/// JSON (RFC 8259) from hostile hands: depth, size and the number of values are bounded. Numbers are kept as they are
/// written, of any size. A name given twice is an error: readers differ in which value they take, so that one of them
/// could be hidden from us.
/// </summary>
public static class Json
{
    /// <summary>Reads one document.</summary>
    public static TextResult Parse(ReadOnlySpan<byte> bytes, TextLimits? limits = null) => Parse(bytes, 1, limits);

    private static TextResult Parse(ReadOnlySpan<byte> bytes, int firstLine, TextLimits? limits)
    {
        limits ??= TextLimits.Default;
        if ((limits.TooLong(bytes.Length) ?? AsUtf8(bytes, out bytes)) is { } refused)
            return TextResult.Fail(refused);
        if (bytes.Trim(" \t\r\n"u8).IsEmpty)
            return TextResult.Fail(1, 1, "the text is empty");

        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = limits.MaxDepth, CommentHandling = JsonCommentHandling.Disallow });
            reader.Read();
            var root = new JsonTree(limits, bytes, new SourcePosition(firstLine, 1)).Node(ref reader);
            reader.Read(); // What follows the document is an error.
            return new TextResult(root, null);
        }
        catch (JsonException problem)
        {
            return TextResult.Fail(new TextError(Position(bytes, problem), Sentence(problem)));
        }
        catch (TextException problem)
        {
            return TextResult.Fail(problem.Error);
        }
    }

    /// <summary>Reads a document a line (JSON lines); empty lines are passed over. Lines of values and errors are those of the whole text. The bounds are those of each line, that of bytes also of all.</summary>
    public static IEnumerable<(int Line, TextResult Result)> ParseLines(ReadOnlyMemory<byte> bytes, TextLimits? limits = null)
    {
        limits ??= TextLimits.Default;
        if (limits.TooLong(bytes.Length) is { } tooLong)
        {
            yield return (1, TextResult.Fail(tooLong));
            yield break;
        }

        if (TextDecoding.EncodingOf(bytes.Span, out _) != Encoding.UTF8)
        {
            if (TextDecoding.Decode(bytes.Span, out var text) is { } invalid)
            {
                yield return (invalid.Position.Line, TextResult.Fail(invalid));
                yield break;
            }

            // Half as long again at most, and no more lines: the bound still holds for what was given.
            bytes = Encoding.UTF8.GetBytes(text);
            limits = limits with { MaxBytes = Math.Max(limits.MaxBytes, bytes.Length) };
        }

        var line = 0;
        for (var start = 0; start < bytes.Length;)
        {
            line++;
            var length = bytes.Span[start..].IndexOf((byte)'\n');
            var end = length < 0 ? bytes.Length : start + length;
            var text = bytes[start..end];
            start = end + 1;
            if (!text.Span.Trim(" \t\r"u8).IsEmpty)
            {
                var result = Parse(text.Span, line, limits);
                yield return (line, result.Error is { } error ? TextResult.Fail(error with { Position = new SourcePosition(line, error.Position.Column) }) : result);
            }
        }
    }

    /// <summary>Reads documents that follow one another, however many lines each has. The first error ends it: where the next one begins is not known then. The bounds are those of each document, that of bytes those of all.</summary>
    public static IEnumerable<(int Line, TextResult Result)> ParseDocuments(ReadOnlyMemory<byte> bytes, TextLimits? limits = null)
    {
        limits ??= TextLimits.Default;
        if ((limits.TooLong(bytes.Length) ?? AsUtf8(bytes, out bytes)) is { } refused)
        {
            yield return (refused.Position.Line, TextResult.Fail(refused));
            yield break;
        }

        for (var (start, at) = (0, new SourcePosition(1, 1)); ;)
        {
            start += Passed(bytes.Span[start..], bytes.Span[start..].IndexOfAnyExcept(" \t\r\n"u8), ref at);
            if (start >= bytes.Length)
                yield break;
            var result = First(bytes.Span[start..], at, limits, out var length);
            yield return (at.Line, result);
            if (!result.Succeeded)
                yield break;
            start += Passed(bytes.Span[start..], length, ref at);
        }
    }

    private static TextResult First(ReadOnlySpan<byte> bytes, SourcePosition at, TextLimits limits, out int length)
    {
        length = 0;
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = limits.MaxDepth, AllowMultipleValues = true });
            reader.Read();
            var root = new JsonTree(limits, bytes, at).Node(ref reader);
            length = (int)reader.BytesConsumed;
            return new TextResult(root, null);
        }
        catch (JsonException problem)
        {
            var within = Position(bytes, problem);
            return TextResult.Fail(new TextError(new SourcePosition(at.Line + within.Line - 1, within.Line == 1 ? at.Column + within.Column - 1 : within.Column), Sentence(problem)));
        }
        catch (TextException problem)
        {
            return TextResult.Fail(problem.Error);
        }
    }

    // Moves the place over that many bytes; over all of them where the number is negative.
    private static int Passed(ReadOnlySpan<byte> bytes, int length, ref SourcePosition at)
    {
        var passed = length < 0 ? bytes : bytes[..length];
        var lines = passed.Count((byte)'\n');
        at = new SourcePosition(at.Line + lines, (lines == 0 ? at.Column : 1) + Encoding.UTF8.GetCharCount(passed[(passed.LastIndexOf((byte)'\n') + 1)..]));
        return passed.Length;
    }

    private static TextError? AsUtf8(ReadOnlyMemory<byte> bytes, out ReadOnlyMemory<byte> text)
    {
        var problem = AsUtf8(bytes.Span, out var utf8);
        // What was decoded is new; what was not is what was given, its mark taken off.
        text = TextDecoding.EncodingOf(bytes.Span, out var mark) == Encoding.UTF8 ? bytes[mark..] : utf8.ToArray();
        return problem;
    }

    private static TextError? AsUtf8(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (TextDecoding.EncodingOf(bytes, out var mark) == Encoding.UTF8)
        {
            text = bytes[mark..];
            return TextDecoding.InvalidUtf8(text);
        }

        if (TextDecoding.Decode(bytes, out var decoded) is { } invalid)
            return invalid;
        text = Encoding.UTF8.GetBytes(decoded);
        return null;
    }

    // The library counts lines from 0 and bytes within them.
    private static SourcePosition Position(ReadOnlySpan<byte> bytes, JsonException problem)
    {
        var start = 0;
        for (var i = problem.LineNumber ?? 0; i > 0; i--)
            start += bytes[start..].IndexOf((byte)'\n') + 1;
        return TextDecoding.PositionAt(bytes, start + (int)(problem.BytePositionInLine ?? 0));
    }

    // "… LineNumber: 0 | BytePositionInLine: 5." repeats the place.
    internal static string Sentence(JsonException problem)
    {
        var message = problem.Message;
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (place > 0 ? message[..place] : message).TrimEnd('.');
    }
}
