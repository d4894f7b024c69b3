namespace Gatehouse.Patterns;

/// <summary>What stands on one side of a place, as far as conditions ask.</summary>
internal enum PlaceContext
{
    /// <summary>Nothing: the text's start or end.</summary>
    Edge,

    /// <summary><c>\n</c></summary>
    NewLine,

    /// <summary>An ASCII letter, digit or underscore.</summary>
    Word,

    /// <summary>Any other byte.</summary>
    Other,
}

/// <summary>Bytes that a program cannot tell apart share a class; one more class is the text's end.</summary>
internal sealed class ByteClasses
{
    private readonly byte[] _classOf = new byte[256];
    private readonly PlaceContext[] _contexts;
    private readonly bool[] _holds;

    public ByteClasses(PatternProgram program)
    {
        Keeps = program.Code.Any(instruction => instruction.Op == Op.Assert);
        var classes = new Dictionary<string, byte>(StringComparer.Ordinal);
        var representatives = new List<byte>();
        for (var value = 0; value < 256; value++)
        {
            var signature = string.Create(program.Sets.Length + 1, (program.Sets, value, Keeps), static (chars, of) =>
            {
                for (var i = 0; i < of.Sets.Length; i++)
                    chars[i] = of.Sets[i].Contains((byte)of.value) ? '1' : '0';
                chars[^1] = of.Keeps ? (char)('0' + (int)ContextOf((byte)of.value)) : '0';
            });
            if (!classes.TryGetValue(signature, out var number))
            {
                number = (byte)classes.Count;
                classes.Add(signature, number);
                representatives.Add((byte)value);
            }

            _classOf[value] = number;
        }

        Count = representatives.Count;
        _contexts = [.. representatives.Select(ContextOf), PlaceContext.Edge];
        _holds = new bool[(Count + 1) * program.Sets.Length];
        for (var i = 0; i < Count; i++)
        {
            for (var set = 0; set < program.Sets.Length; set++)
                _holds[(set * (Count + 1)) + i] = program.Sets[set].Contains(representatives[i]);
        }
    }

    /// <summary>Whether the program has conditions, so that a state must know what stands before it.</summary>
    public bool Keeps { get; }

    /// <summary>Without the text's end, whose number it is.</summary>
    public int Count { get; }

    public int TextEnd => Count;

    public int this[byte value] => _classOf[value];

    public PlaceContext Context(int byteClass) => _contexts[byteClass];

    public bool Holds(int byteClass, int set) => _holds[(set * (Count + 1)) + byteClass];

    public PlaceContext ContextBefore(ReadOnlySpan<byte> text, int at) => !Keeps ? PlaceContext.Other : at == 0 ? PlaceContext.Edge : ContextOf(text[at - 1]);

    public PlaceContext ContextAfter(ReadOnlySpan<byte> text, int at) => !Keeps ? PlaceContext.Other : at == text.Length ? PlaceContext.Edge : ContextOf(text[at]);

    /// <summary>Whether a condition fits between two neighbours. For a reversed program before is on the right.</summary>
    public static bool Holds(Assertion assertion, PlaceContext before, PlaceContext after) => assertion switch
    {
        Assertion.TextStart => before == PlaceContext.Edge,
        Assertion.TextEnd => after == PlaceContext.Edge,
        Assertion.LineStart => before <= PlaceContext.NewLine,
        Assertion.LineEnd => after <= PlaceContext.NewLine,
        Assertion.WordBoundary => (before == PlaceContext.Word) != (after == PlaceContext.Word),
        Assertion.NoWordBoundary => (before == PlaceContext.Word) == (after == PlaceContext.Word),
    };

    private static PlaceContext ContextOf(byte value) =>
        value == '\n' ? PlaceContext.NewLine : char.IsAsciiLetterOrDigit((char)value) || value == '_' ? PlaceContext.Word : PlaceContext.Other;
}
