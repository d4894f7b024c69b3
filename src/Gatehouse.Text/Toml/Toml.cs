using System.Buffers;
using Tomlyn;
using Tomlyn.Parsing;

namespace Gatehouse.Text;

/// <summary>
/// TOML 1.0 from hostile hands: depth, size and the number of values are bounded, and a key or table defined twice is an
/// error that names both places. Numbers keep the text that was written (<c>0xFF</c>, <c>1_000</c>, <c>inf</c>); dates
/// and times are texts as they were written.
/// </summary>
public static class Toml
{
    // Each value, key and line needs one of them, so that their number bounds what the syntax tree holds.
    private static readonly SearchValues<char> Structural = SearchValues.Create("=,[{.\n#");

    /// <summary>Reads a document; an empty one is an empty map.</summary>
    public static TextResult Parse(ReadOnlySpan<byte> bytes, TextLimits? limits = null)
    {
        limits ??= TextLimits.Default;
        if (limits.TooLong(bytes.Length) is { } tooLong)
            return TextResult.Fail(tooLong);
        if ((TextDecoding.Decode(bytes, out var text) ?? TooMany(text, limits)) is { } refused)
            return TextResult.Fail(refused);
        // The library passes over a mark of its own accord, and one was taken off already.
        if (text.StartsWith('\uFEFF'))
            return TextResult.Fail(1, 1, "the character U+FEFF must not stand here: remove it");
        var lexer = TomlLexer.Create(text, new TomlLexerOptions { DecodeScalars = true }, "");
        try
        {
            // Not validated there: see docs/dependencies.md.
            var document = SyntaxParser.ParseStrict(lexer, new TomlSerializerOptions { MaxDepth = limits.MaxDepth }, false);
            return new TextResult(new TomlReader(limits, text).Document(document), null);
        }
        catch (TextException problem)
        {
            return TextResult.Fail(problem.Error);
        }
        catch (TomlException problem)
        {
            return TextResult.Fail(new TextError(TextDecoding.PositionAt(text, problem.Span?.Offset ?? 0), Sentence(problem)));
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            // The library throws these on some malformed input (a string that ends in an escape), without a place.
            return TextResult.Fail(new TextError(TextDecoding.PositionAt(text, lexer.CurrentSpan.Offset), "this is no TOML from here on"));
        }
    }

    private static TextError? TooMany(ReadOnlySpan<char> text, TextLimits limits)
    {
        var rest = text;
        for (var count = 0; rest.IndexOfAny(Structural) is var next and >= 0; count++)
        {
            if (count == limits.MaxNodes)
                return new TextError(TextDecoding.PositionAt(text, text.Length - rest.Length), $"more than {limits.MaxNodes} values and lines: split or shorten it");
            rest = rest[(next + 1)..];
        }

        return null;
    }

    // "(1,7) : error : …" begins with the place.
    private static string Sentence(TomlException problem)
    {
        var message = problem.Message.Trim();
        var end = message.IndexOf(" : error : ", StringComparison.Ordinal);
        return (end > 0 && message.StartsWith('(') ? message[(end + 11)..] : message).TrimEnd('.');
    }
}
