using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gatehouse.Intake;

/// <summary>Copies JSON byte by byte but for the values that hide secrets.</summary>
internal static class JsonRedaction
{
    // Whatever they hold, text, number, list or map, is replaced as a whole or text by text.
    private static readonly FrozenSet<string> Secrets = new[] { "secret", "password", "passwd", "token", "match", "raw", "rawv2", "offender", "raw_source_code_extract" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Within these, every text is source code or traffic; the numbers are lines, and stay. "Code" is Trivy's list of lines;
    // a text of that name is an error code.
    private static readonly FrozenSet<string> QuotingLists = new[] { "snippet", "contextregion", "code", "request", "response", "request_segments", "response_segments", "httprequest", "httpresponse" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> Quotes = new[]
    {
        "snippet", "request", "response", "request-header", "request-body", "response-header", "response-body", "httprequest", "httpresponse",
        "event", "json_event", // Nettacker's: what it received, guessed passwords among it.
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // The texts of such a list are secrets (APKLeaks); a list of maps under that name is another tool's findings (Grype).
    private const string TextList = "matches";

    /// <summary>The document; null where it is not readable.</summary>
    public static byte[]? TryWhole(ReadOnlyMemory<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(256, json.Length));
        try
        {
            Copy(json.Span, output);
            return output.WrittenSpan.ToArray();
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null; // A name or text that is no UTF-8, or half a surrogate pair.
        }
    }

    /// <summary>A document a line; a line that is none becomes a sentence.</summary>
    public static byte[] Lines(ReadOnlyMemory<byte> lines)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(256, lines.Length));
        var isBroken = true;
        while (!lines.IsEmpty)
        {
            var end = lines.Span.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 1)..];
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                var whole = TryWhole(line);
                isBroken &= whole is null;
                output.Write(whole ?? Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"[not readable as JSON: {line.Length} bytes not kept]\"")));
            }

            if (end >= 0)
                output.Write("\n"u8);
        }

        // A document over several lines that broke somewhere has no line worth keeping.
        return isBroken ? "\"[not readable as JSON: not kept]\"\n"u8.ToArray() : output.WrittenSpan.ToArray();
    }

    private static void Copy(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> output)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 128 });
        var copied = 0;
        var hidden = -1; // The depth at which hiding began, or -1.
        var hidesNumbers = false;
        var listedAt = -1; // The depth of a list of secrets, or -1.
        string? name = null;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (hidden < 0 && name is not null && (Secrets.Contains(name) || QuotingLists.Contains(name)))
                        (hidden, hidesNumbers) = (reader.CurrentDepth, Secrets.Contains(name));
                    if (listedAt < 0 && reader.TokenType == JsonTokenType.StartArray && TextList.Equals(name, StringComparison.OrdinalIgnoreCase))
                        listedAt = reader.CurrentDepth;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (reader.CurrentDepth == hidden)
                        hidden = -1;
                    if (reader.CurrentDepth == listedAt)
                        listedAt = -1;
                    break;
                case JsonTokenType.String when hidden >= 0 || (listedAt >= 0 && reader.CurrentDepth == listedAt + 1 && name is null) || (name is not null && (Secrets.Contains(name) || Quotes.Contains(name))):
                    Replace(json, ref copied, ref reader, output, reader.GetString()!.Length);
                    break;
                case JsonTokenType.Number when (hidden >= 0 && hidesNumbers) || (name is not null && Secrets.Contains(name)):
                    Replace(json, ref copied, ref reader, output, reader.ValueSpan.Length);
                    break;
            }

            name = null;
        }

        output.Write(json[copied..]);
    }

    private static void Replace(ReadOnlySpan<byte> json, ref int copied, ref Utf8JsonReader reader, ArrayBufferWriter<byte> output, int length)
    {
        output.Write(json[copied..(int)reader.TokenStartIndex]);
        copied = (int)reader.BytesConsumed;
        output.Write(length == 0 ? "\"\""u8 : Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"[redacted: {length} characters]\"")));
    }
}
