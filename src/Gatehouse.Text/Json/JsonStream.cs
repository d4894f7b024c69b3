using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Gatehouse.Text;

/// <summary>A place in a document from which it can be read again: bytes from the beginning, and the same as a position.</summary>
public readonly record struct JsonMark(long Offset, SourcePosition Position);

/// <summary>
/// Reads a JSON document (RFC 8259, UTF-8) that is too large to hold: in windows, token by token, and those values as
/// trees that the caller asks for. Memory is that of the largest value asked for. What is passed over is checked as JSON,
/// though not for names given twice nor for invalid UTF-8 in texts. Not for several threads.
/// </summary>
public sealed class JsonStream
{
    private const int Window = 256 << 10;

    private readonly Stream _stream;
    private readonly TextLimits _limits;
    private byte[] _buffer = new byte[Window];
    private int _next; // Where the next token is looked for.
    private int _end;
    private long _base; // Where in the document the buffer's first byte lies.
    private bool _isFinal;
    private JsonReaderState _state;
    private int _token; // Where the last token begins.

    // The place of offsets that only grow: each byte is looked at once, however long a line is.
    private int _seen;
    private int _line;
    private int _column;

    private JsonStream(Stream stream, JsonMark start, TextLimits limits)
    {
        (_stream, _limits, _base) = (stream, limits, start.Offset);
        (_line, _column) = (start.Position.Line, start.Position.Column);
        _state = NewState;
    }

    /// <summary>The last token that was read.</summary>
    public JsonTokenType Token { get; private set; }

    /// <summary>The name, where the last token is one.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Bytes of the last value that became a tree.</summary>
    public int NodeLength { get; private set; }

    /// <summary>Where the last token begins.</summary>
    public JsonMark Mark => new(_base + _token, At(_token));

    /// <summary>Hands a document to a visitor that reads as much of it as it wants.</summary>
    /// <param name="stream">At the document's first byte. A byte order mark of UTF-8 is passed over.</param>
    /// <param name="visit">Whatever it reads may end the visit with an error.</param>
    /// <param name="limits">Of each value that becomes a tree; of depth also for what is passed over. The document's own length is not bounded.</param>
    /// <returns>The first error; null where there was none in what was read.</returns>
    public static TextError? Visit(Stream stream, Action<JsonStream> visit, TextLimits? limits = null) =>
        Visit(stream, new JsonMark(0, new SourcePosition(1, 1)), visit, limits);

    /// <summary>Visits one value again; the stream stands at its first byte.</summary>
    /// <param name="stream">At <paramref name="start"/>.</param>
    /// <param name="start">Where that is in the document.</param>
    /// <param name="visit">Whatever it reads may end the visit with an error.</param>
    /// <param name="limits">As above.</param>
    public static TextError? Visit(Stream stream, JsonMark start, Action<JsonStream> visit, TextLimits? limits = null)
    {
        var reading = new JsonStream(stream, start, limits ?? TextLimits.Default);
        try
        {
            visit(reading);
            return null;
        }
        catch (JsonException problem)
        {
            return new TextError(reading.At(reading._next), Json.Sentence(problem));
        }
        catch (TextException problem)
        {
            return problem.Error;
        }
    }

    /// <summary>Reads the next token. False at the document's end; what follows the document is an error.</summary>
    public bool Read()
    {
        while (true)
        {
            var reader = Reader();
            var read = reader.Read();
            if (read)
                _token = _next + (int)reader.TokenStartIndex;
            _next += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            if (read)
            {
                Token = reader.TokenType;
                if (Token == JsonTokenType.PropertyName)
                    Name = NameOf(ref reader);
                return true;
            }

            if (_isFinal)
                return false;
            Fill(_next);
        }
    }

    /// <summary>Ends the visit with an error at the last token.</summary>
    [DoesNotReturn]
    public void Refuse(string message) => throw new TextException(At(_token), message);

    /// <summary>The members of the map that the last token begins; after a name the caller reads on with <see cref="Read"/>. A name given twice is an error.</summary>
    public IEnumerable<string> Members()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (Read() && Token != JsonTokenType.EndObject)
        {
            if (!names.Add(Name))
                Refuse($"the name \"{PrintableText.Of(Name, 60)}\" is there twice: remove one");
            yield return Name;
        }
    }

    /// <summary>Passes over the value that the last token begins.</summary>
    public void Skip() => End(isKept: false);

    /// <summary>The value that the last token begins, whole.</summary>
    public Node Node()
    {
        var mark = Mark;
        var end = End(isKept: true);
        var bytes = _buffer.AsSpan(_token, end - _token);
        NodeLength = bytes.Length;
        if (TextDecoding.InvalidUtf8(bytes) is { } invalid)
            throw new TextException(Moved(invalid.Position, mark.Position), invalid.Message);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = _limits.MaxDepth });
        reader.Read();
        return new JsonTree(_limits, bytes, mark.Position).Node(ref reader);
    }

    // The offset after the value; where it is kept, the buffer grows until it holds all of it.
    private int End(bool isKept)
    {
        if (Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return _next;
        var depth = 1;
        while (true)
        {
            var reader = Reader();
            while (depth > 0 && reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    depth++;
                else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                    depth--;
            }

            _next += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            if (depth == 0)
                return _next;
            if (_isFinal)
                throw new TextException(At(_next), "the text ends within a value: it was cut short");
            Fill(isKept ? _token : _next);
        }
    }

    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_next.._end), _isFinal, _state);

    // Bytes before `keep` are let go.
    private void Fill(int keep)
    {
        At(keep);
        if (keep > 0)
        {
            _buffer.AsSpan(keep.._end).CopyTo(_buffer);
            (_next, _token, _end, _seen, _base) = (_next - keep, Math.Max(0, _token - keep), _end - keep, _seen - keep, _base + keep);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= _limits.MaxBytes)
                throw new TextException(At(0), FormattableString.Invariant($"one value has more than {_limits.MaxBytes} bytes: split or shorten it"));
            Array.Resize(ref _buffer, (int)Math.Min(_limits.MaxBytes, _buffer.Length * 2L));
        }

        // The mark of UTF-8 may come in pieces.
        var isFirst = _base == 0 && _end == 0;
        var read = isFirst ? _stream.ReadAtLeast(_buffer, 3, throwOnEndOfStream: false) : _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _isFinal = read == 0;
        if (isFirst && _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
            (_next, _token, _seen) = (3, 3, 3);
    }

    private JsonReaderState NewState => new(new JsonReaderOptions { MaxDepth = _limits.MaxDepth, CommentHandling = JsonCommentHandling.Disallow });

    private string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new TextException(At(_token), "a name holds what is no character: write it anew as UTF-8");
        }
    }

    private SourcePosition At(int offset)
    {
        if (offset > _seen)
        {
            var passed = _buffer.AsSpan(_seen..offset);
            _seen = offset;
            if (passed.Count((byte)'\n') is > 0 and var lines)
            {
                _line += lines;
                _column = 1;
                passed = passed[(passed.LastIndexOf((byte)'\n') + 1)..];
            }

            _column += Encoding.UTF8.GetCharCount(passed);
        }

        return new SourcePosition(_line, _column);
    }

    private static SourcePosition Moved(SourcePosition within, SourcePosition start) =>
        within.Line == 1 ? new SourcePosition(start.Line, start.Column + within.Column - 1) : within with { Line = start.Line + within.Line - 1 };
}
