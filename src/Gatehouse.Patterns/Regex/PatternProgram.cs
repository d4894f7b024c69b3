using System.Runtime.CompilerServices;

namespace Gatehouse.Patterns;

/// <summary>What an instruction does.</summary>
internal enum Op : byte
{
    /// <summary>One byte of set <c>A</c>.</summary>
    Set,

    /// <summary>From <c>B</c> to <c>C</c> bytes of set <c>A</c>, as many as can be.</summary>
    RepeatGreedy,

    /// <summary>The same, as few as can be.</summary>
    RepeatLazy,

    /// <summary>First <c>A</c>, then <c>B</c>.</summary>
    Split,

    /// <summary>Go on at <c>A</c>.</summary>
    Jump,

    /// <summary>The place goes into slot <c>A</c>.</summary>
    Save,

    /// <summary>The place must fit <c>A</c>, an <see cref="Assertion"/>.</summary>
    Assert,

    /// <summary>Found.</summary>
    Match,
}

/// <summary>For which matcher a program is written.</summary>
internal enum ProgramForm
{
    /// <summary>With repeat instructions, for <see cref="BacktrackMatcher"/>.</summary>
    Compact,

    /// <summary>Repetitions written out, for matchers that go a byte at a time.</summary>
    Expanded,

    /// <summary>The same from the last byte to the first, without captures.</summary>
    Reversed,
}

/// <summary>One instruction; the next one follows it but for <see cref="Op.Jump"/> and <see cref="Op.Split"/>.</summary>
internal readonly record struct Instruction(Op Op, int A = 0, int B = 0, int C = 0);

/// <summary>256 bits.</summary>
[InlineArray(4)]
internal struct ByteSet
{
    private ulong _bits;

    public readonly bool Contains(byte value) => ((this[value >> 6] >> value) & 1) != 0;

    public void Add(byte value) => this[value >> 6] |= 1UL << value;

    public readonly bool IsSame(in ByteSet other) => this[0] == other[0] && this[1] == other[1] && this[2] == other[2] && this[3] == other[3];
}

/// <summary>A compiled pattern.</summary>
internal sealed class PatternProgram(Instruction[] code, ByteSet[] sets, int slots)
{
    public Instruction[] Code { get; } = code;

    public ByteSet[] Sets { get; } = sets;

    /// <summary>Two a group, group 0 included.</summary>
    public int Slots { get; } = slots;

    /// <summary>Whether the place fits, seen in the whole text.</summary>
    public static bool Holds(Assertion assertion, ReadOnlySpan<byte> text, int at) => assertion switch
    {
        Assertion.TextStart => at == 0,
        Assertion.TextEnd => at == text.Length,
        Assertion.LineStart => at == 0 || text[at - 1] == '\n',
        Assertion.LineEnd => at == text.Length || text[at] == '\n',
        Assertion.WordBoundary => IsWord(text, at - 1) != IsWord(text, at),
        Assertion.NoWordBoundary => IsWord(text, at - 1) == IsWord(text, at),
    };

    private static bool IsWord(ReadOnlySpan<byte> text, int at)
    {
        if ((uint)at >= (uint)text.Length)
            return false;
        var b = text[at];
        return b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_';
    }
}
