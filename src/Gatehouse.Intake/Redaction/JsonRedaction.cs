using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gatehouse.Intake;

/// <summary>Copies JSON byte by byte but for the values that hide secrets.</summary>
internal static class JsonRedaction
{
    private const int LongestName = 40;
    private const int LongestToken = 64 << 20;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 128 };

    [Flags]
    private enum Member
    {
        // An item of a list, or the document itself.
        None = 0,
        Other = 1,

        // Whatever it holds, text, number, list or map, is replaced as a whole or text by text.
        Secret = 2,

        // Every text in such a list or map is source code or traffic; the numbers are lines, and stay. "Code" is Trivy's list
        // of lines; a text of that name is an error code.
        QuotingList = 4,
        Quote = 8,

        // The texts of such a list are secrets (APKLeaks); a list of maps under that name is another tool's findings (Grype).
        TextList = 16,
    }

    private static readonly FrozenDictionary<string, Member>.AlternateLookup<ReadOnlySpan<char>> Members =
        ((ReadOnlySpan<(Member Kind, string[] Names)>)
        [
            (Member.Secret, ["secret", "password", "passwd", "token", "match", "raw", "rawv2", "offender", "raw_source_code_extract"]),
            (Member.QuotingList, ["contextregion", "code", "request_segments", "response_segments"]),
            (Member.QuotingList | Member.Quote, ["snippet", "request", "response", "httprequest", "httpresponse"]),
            (Member.Quote, ["request-header", "request-body", "response-header", "response-body", "event", "json_event"]), // The last two are Nettacker's: what it received, guessed passwords among it.
            (Member.TextList, ["matches"]),
        ]).ToArray().SelectMany(row => row.Names.Select(name => (name, row.Kind))).ToFrozenDictionary(pair => pair.name, pair => pair.Kind, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The document; null where it is not readable.</summary>
    public static byte[]? TryWhole(ReadOnlyMemory<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(256, json.Length));
        var reader = new Utf8JsonReader(json.Span, Options);
        try
        {
            new Pass().Copy(ref reader, json.Span, output);
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

    /// <summary>A document of any length, in windows. False where it is not readable: what was written until then is to be thrown away.</summary>
    public static bool TryWhole(Stream json, Stream copy)
    {
        var pass = new Pass();
        var state = new JsonReaderState(Options);
        var buffer = new byte[256 << 10];
        var output = new ArrayBufferWriter<byte>(buffer.Length);
        var (filled, isStart, isLast) = (0, true, false);
        try
        {
            while (!isLast)
            {
                if (filled == buffer.Length)
                {
                    if (buffer.Length >= LongestToken)
                        return false;
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var read = json.Read(buffer.AsSpan(filled));
                filled += read;
                isLast = read == 0;
                var from = isStart && buffer.AsSpan(0, filled).StartsWith("\uFEFF"u8) ? 3 : 0;
                isStart &= filled < 3;
                var reader = new Utf8JsonReader(buffer.AsSpan(from..filled), isLast, state);
                var taken = from + pass.Copy(ref reader, buffer.AsSpan(from..filled), output);
                state = reader.CurrentState;
                copy.Write(output.WrittenSpan);
                output.ResetWrittenCount();
                buffer.AsSpan(taken..filled).CopyTo(buffer);
                filled -= taken;
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false;
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

    // One way through a document; its state outlives a window.
    private sealed class Pass
    {
        private int _hidden = -1; // The depth at which hiding began, or -1.
        private bool _hidesNumbers;
        private int _listedAt = -1; // The depth of a list of secrets, or -1.
        private Member _name;

        // Copies the tokens of a window. How much of it was taken.
        public int Copy(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ArrayBufferWriter<byte> output)
        {
            var copied = 0;
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        _name = NameOf(ref reader);
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        if (_hidden < 0 && (_name & (Member.Secret | Member.QuotingList)) != 0)
                            (_hidden, _hidesNumbers) = (reader.CurrentDepth, _name.HasFlag(Member.Secret));
                        if (_listedAt < 0 && reader.TokenType == JsonTokenType.StartArray && _name.HasFlag(Member.TextList))
                            _listedAt = reader.CurrentDepth;
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        if (reader.CurrentDepth == _hidden)
                            _hidden = -1;
                        if (reader.CurrentDepth == _listedAt)
                            _listedAt = -1;
                        break;
                    case JsonTokenType.String when _hidden >= 0 || (_listedAt >= 0 && reader.CurrentDepth == _listedAt + 1 && _name == Member.None) || (_name & (Member.Secret | Member.Quote)) != 0:
                        Replace(json, ref copied, ref reader, output, reader.GetString()!.Length);
                        break;
                    case JsonTokenType.Number when (_hidden >= 0 && _hidesNumbers) || _name.HasFlag(Member.Secret):
                        Replace(json, ref copied, ref reader, output, reader.ValueSpan.Length);
                        break;
                }

                _name = Member.None;
            }

            var taken = (int)reader.BytesConsumed;
            output.Write(json[copied..taken]);
            return taken;
        }

        private static void Replace(ReadOnlySpan<byte> json, ref int copied, ref Utf8JsonReader reader, ArrayBufferWriter<byte> output, int length)
        {
            output.Write(json[copied..(int)reader.TokenStartIndex]);
            copied = (int)reader.BytesConsumed;
            output.Write(length == 0 ? "\"\""u8 : Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"[redacted: {length} characters]\"")));
        }

        private static Member NameOf(ref Utf8JsonReader reader)
        {
            Span<char> name = stackalloc char[LongestName];
            if (!reader.ValueIsEscaped && reader.ValueSpan.Length > LongestName)
                return Member.Other;
            ReadOnlySpan<char> text = reader.ValueIsEscaped ? reader.GetString() : name[..Encoding.UTF8.GetChars(reader.ValueSpan, name)];
            return Members.TryGetValue(text, out var member) ? member | Member.Other : Member.Other;
        }
    }
}
