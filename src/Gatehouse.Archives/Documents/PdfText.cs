using System.Buffers;

namespace Gatehouse.Archives.Documents;

/// <summary>Collects the strings of PDF syntax: literal <c>(…)</c> and hexadecimal <c>&lt;…&gt;</c> (ISO 32000-1, §7.3.4). One pass, no recursion.</summary>
internal sealed class PdfText
{
    private static readonly SearchValues<byte> ContentMarks = SearchValues.Create("(<T'\"E"u8);

    private readonly ArrayBufferWriter<byte> _text = new();

    public ReadOnlySpan<byte> Written => _text.WrittenSpan;

    /// <summary>Strings of objects: each stands for itself, on a line of its own.</summary>
    public void AddObjects(ReadOnlySpan<byte> syntax) => Add(syntax, isContent: false);

    /// <summary>Strings that a page shows: pieces of one line belong together, since a letter may stand in a string of its own.</summary>
    public void AddContent(ReadOnlySpan<byte> syntax) => Add(syntax, isContent: true);

    private void Add(ReadOnlySpan<byte> syntax, bool isContent)
    {
        while (!syntax.IsEmpty)
        {
            var at = isContent ? syntax.IndexOfAny(ContentMarks) : syntax.IndexOfAny("(<"u8);
            if (at < 0)
                break;
            var mark = syntax[at];
            if (mark == '(')
                syntax = Literal(syntax[(at + 1)..]);
            else if (mark == '<' && at + 1 < syntax.Length && syntax[at + 1] != '<')
                syntax = Hexadecimal(syntax[(at + 1)..]);
            else if (mark == '<')
                syntax = syntax[Math.Min(syntax.Length, at + 2)..];
            else
                syntax = Operator(syntax, at);
            if (!isContent && mark is (byte)'(')
                EndLine();
        }

        EndLine();
    }

    // What moves to another line ends one: Td TD T* ' " ET. Tm does as well; Tj, TJ and Tf do not.
    private ReadOnlySpan<byte> Operator(ReadOnlySpan<byte> syntax, int at)
    {
        var next = at + 1 < syntax.Length ? syntax[at + 1] : (byte)0;
        if (syntax[at] is (byte)'\'' or (byte)'"' || (syntax[at] == 'E' && next == 'T') || (syntax[at] == 'T' && next is (byte)'d' or (byte)'D' or (byte)'*' or (byte)'m'))
            EndLine();
        return syntax[(at + 1)..];
    }

    private ReadOnlySpan<byte> Literal(ReadOnlySpan<byte> syntax)
    {
        var (depth, at) = (1, 0);
        for (; at < syntax.Length; at++)
        {
            var value = syntax[at];
            if (value == '\\')
            {
                at++;
                Escaped(syntax, ref at);
                continue;
            }

            depth += value == '(' ? 1 : value == ')' ? -1 : 0;
            if (depth == 0)
                return syntax[(at + 1)..];
            Put(value);
        }

        return default;
    }

    private void Escaped(ReadOnlySpan<byte> syntax, ref int at)
    {
        if (at >= syntax.Length)
            return;
        switch (syntax[at])
        {
            case (byte)'n' or (byte)'r':
                Put((byte)'\n');
                break;
            case (byte)'t':
                Put((byte)'\t');
                break;
            case (byte)'\n' or (byte)'\r' or (byte)'b' or (byte)'f':
                break; // A line that goes on.
            case >= (byte)'0' and <= (byte)'7':
                var value = 0;
                for (var digits = 0; digits < 3 && at < syntax.Length && syntax[at] is >= (byte)'0' and <= (byte)'7'; digits++, at++)
                    value = (value << 3) | (syntax[at] - '0');
                at--;
                Put((byte)value);
                break;
            default:
                Put(syntax[at]);
                break;
        }
    }

    private ReadOnlySpan<byte> Hexadecimal(ReadOnlySpan<byte> syntax)
    {
        var end = syntax.IndexOf((byte)'>');
        var digits = end < 0 ? syntax : syntax[..end];
        var half = -1;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
                continue;
            var value = Convert.ToInt32(((char)digit).ToString(), 16);
            if (half >= 0)
                Put((byte)((half << 4) | value));
            half = half < 0 ? value : -1;
        }

        return end < 0 ? default : syntax[(end + 1)..];
    }

    // Text of two bytes a letter (its mark is FE FF) becomes one: zeros and marks are left out.
    private void Put(byte value)
    {
        if (value is 0 or 0xFE or 0xFF)
            return;
        _text.GetSpan(1)[0] = value;
        _text.Advance(1);
    }

    private void EndLine()
    {
        if (_text.WrittenCount > 0 && _text.WrittenSpan[^1] != (byte)'\n')
            Put((byte)'\n');
    }
}
