using System.Collections.Immutable;
using System.Text;

namespace Gatehouse.Text;

/// <summary>One record of a CSV text.</summary>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Cells">Unquoted, as they were written: not trimmed.</param>
public sealed record CsvRow(int Line, ImmutableArray<string> Cells);

/// <summary>A CSV text's records, the header among them: some tools write a preamble before it.</summary>
/// <param name="Delimiter">Comma, semicolon, tab or bar: whichever one line among the first holds most of.</param>
/// <param name="Rows">In the order of the text; lines with nothing on them are left out.</param>
public sealed record CsvTable(char Delimiter, ImmutableArray<CsvRow> Rows);

/// <summary>
/// CSV (RFC 4180) from hostile hands: size and the number of cells are bounded. A quoted cell may hold delimiters, line
/// ends and doubled quotes; a quote inside an unquoted cell is a character like others, as spreadsheets read it.
/// </summary>
public static class Csv
{
    private const int HeadLines = 20;

    /// <summary>Reads all records.</summary>
    /// <returns>The table, or the first error.</returns>
    public static (CsvTable? Table, TextError? Error) Parse(ReadOnlySpan<byte> bytes, TextLimits? limits = null)
    {
        limits ??= TextLimits.Default;
        if (bytes.Length > limits.MaxBytes)
            return (null, new TextError(new SourcePosition(1, 1), $"the text has {bytes.Length} bytes; at most {limits.MaxBytes} are read"));
        var text = TextDecoding.ToText(bytes, out _);
        var delimiter = DelimiterOf(text);
        return new Records(text, delimiter, limits.MaxNodes).Read();
    }

    // The header has at least as many delimiters as any preamble; text within quotes counts for nothing.
    private static char DelimiterOf(ReadOnlySpan<char> text)
    {
        const string Candidates = ",;\t|";
        var (best, most) = (',', 0);
        Span<int> counts = stackalloc int[Candidates.Length];
        var isQuoted = false;
        var lines = 0;
        foreach (var c in text)
        {
            if (c == '"')
                isQuoted = !isQuoted;
            if (isQuoted)
                continue;
            if (c == '\n')
            {
                counts.Clear();
                if (++lines == HeadLines)
                    break;
            }
            else if (Candidates.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at && ++counts[at] > most)
            {
                (best, most) = (c, counts[at]);
            }
        }

        return best;
    }

    private sealed class Records(string text, char delimiter, int left)
    {
        private readonly StringBuilder _cell = new();
        private int _at;
        private int _line = 1;
        private int _lineStart;

        public (CsvTable? Table, TextError? Error) Read()
        {
            var rows = ImmutableArray.CreateBuilder<CsvRow>();
            while (_at < text.Length)
            {
                var line = _line;
                var cells = ImmutableArray.CreateBuilder<string>();
                do
                {
                    if (--left < 0)
                        return Fail(Place, "more cells than are read");
                    if (Cell(out var cell) is { } error)
                        return (null, error);
                    cells.Add(cell);
                }
                while (Take(delimiter));
                LineEnd();
                if (cells.Count > 1 || cells[0].Trim().Length > 0)
                    rows.Add(new CsvRow(line, cells.ToImmutable()));
            }

            return (new CsvTable(delimiter, rows.ToImmutable()), null);
        }

        private SourcePosition Place => new(_line, _at - _lineStart + 1);

        private TextError? Cell(out string cell)
        {
            if (!Take('"'))
            {
                var rest = text.AsSpan(_at);
                var length = rest.IndexOfAny(delimiter, '\r', '\n') is >= 0 and var end ? end : rest.Length;
                cell = rest[..length].ToString();
                _at += length;
                return null;
            }

            var start = new SourcePosition(_line, _at - _lineStart);
            cell = "";
            _cell.Clear();
            while (true)
            {
                if (_at == text.Length)
                    return new TextError(start, "a quoted cell has no end");
                var c = text[_at++];
                if (c == '"' && !Take('"'))
                    break;
                if (c == '\n')
                    (_line, _lineStart) = (_line + 1, _at);
                _cell.Append(c);
            }

            cell = _cell.ToString();
            return _at == text.Length || text[_at] == delimiter || text[_at] is '\r' or '\n' ? null : new TextError(Place, "text follows the closing quote of a cell");
        }

        private bool Take(char wanted)
        {
            if (_at == text.Length || text[_at] != wanted)
                return false;
            _at++;
            return true;
        }

        private void LineEnd()
        {
            Take('\r');
            Take('\n');
            (_line, _lineStart) = (_line + 1, _at);
        }

        private static (CsvTable?, TextError?) Fail(SourcePosition at, string message) => (null, new TextError(at, message));
    }
}
