using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Secrets;

/// <summary>Lines and columns of offsets that only grow. Columns in UTF-16 code units, as SARIF counts by default.</summary>
internal ref struct TextPlaces(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _line = 1;
    private int _lineStart;
    private int _seen;

    public Region Region(int start, int end)
    {
        var (startLine, startColumn) = At(start);
        var inside = _text[start..end];
        var breaks = inside.Count((byte)'\n');
        if (breaks == 0)
            return new Region(startLine, startColumn, startLine, startColumn + Units(inside));
        return new Region(startLine, startColumn, startLine + breaks, 1 + Units(inside[(inside.LastIndexOf((byte)'\n') + 1)..]));
    }

    private (int Line, int Column) At(int offset)
    {
        var passed = _text[_seen..offset];
        var breaks = passed.Count((byte)'\n');
        if (breaks > 0)
        {
            _line += breaks;
            _lineStart = _seen + passed.LastIndexOf((byte)'\n') + 1;
        }

        _seen = offset;
        // A line of many megabytes is counted from its start each time: cut, since no editor shows such a column.
        return (_line, offset - _lineStart > 1 << 20 ? offset - _lineStart + 1 : 1 + Units(_text[_lineStart..offset]));
    }

    private static int Units(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetCharCount(utf8);
}
