using System.Globalization;
using System.Text;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>One table of a TOML file; values as text, dates as written.</summary>
internal sealed record TomlTable(string Name, int Line, Dictionary<string, string> Values);

/// <summary>
/// As much of TOML 1.0 as ignore files use: tables and arrays of tables, bare keys, strings of all four kinds, and other
/// scalars on one line as they are written. An array or an inline table is passed over to its end.
/// </summary>
internal static class TomlTables
{
    private const int MostTables = 20_000;

    /// <summary>The tables in their order up to the first thing that is wrong.</summary>
    public static IReadOnlyList<TomlTable> Read(ReadOnlySpan<byte> bytes, out (int Line, string Message)? problem)
    {
        if (bytes.Length > IgnoreLines.MostBytes)
        {
            problem = (1, "the file is larger than 4 MiB. Shorten it.");
            return [];
        }

        var reader = new Reader(TextDecoding.ToText(bytes, out _));
        problem = reader.Run();
        return reader.Tables;
    }

    private sealed class Reader(string text)
    {
        private int _at;
        private int _line = 1;

        public List<TomlTable> Tables { get; } = [];

        public (int Line, string Message)? Run()
        {
            while (true)
            {
                SkipBlank(withLines: true);
                if (_at == text.Length)
                    return null;
                var line = _line;
                if (Tables.Count == MostTables)
                    return (line, "there are more than 20,000 tables.");
                var isHeader = text[_at] == '[';
                if ((isHeader ? Header() : KeyAndValue()) is not { } message)
                    continue;
                // Half an entry may have lost its end date.
                if (!isHeader && Tables.Count > 0)
                    Tables.RemoveAt(Tables.Count - 1);
                return (line, message);
            }
        }

        private string? Header()
        {
            var end = text.IndexOf('\n', _at);
            var header = (end < 0 ? text[_at..] : text[_at..end]).Trim();
            var close = header.IndexOf(']', StringComparison.Ordinal);
            var name = close < 0 ? "" : header[..close].TrimStart('[').Trim().Trim('"', '\'');
            var rest = close < 0 ? "" : header[close..].TrimStart(']').Trim();
            if (name.Length == 0 || (rest.Length > 0 && rest[0] != '#'))
                return "a table is written [name] or [[name]].";
            Tables.Add(new TomlTable(name, _line, new Dictionary<string, string>(StringComparer.Ordinal)));
            _at = end < 0 ? text.Length : end;
            return null;
        }

        private string? KeyAndValue()
        {
            var start = _at;
            while (_at < text.Length && text[_at] is not ('=' or '\n'))
                _at++;
            if (_at == text.Length || text[_at] == '\n')
                return "a key wants \"=\" and a value on its line.";
            var key = text[start.._at].Trim().Trim('"', '\'');
            _at++;
            SkipBlank(withLines: false);
            if (!TryValue(out var value))
                return $"the value of {(key.Length > 40 ? key[..39] + "…" : key)} cannot be read.";
            if (Tables.Count > 0 && value is not null)
                Tables[^1].Values[key] = value;
            SkipBlank(withLines: false);
            return _at == text.Length || text[_at] is '\n' ? null : "something stands behind the value.";
        }

        private bool TryValue(out string? value)
        {
            value = null;
            if (_at == text.Length)
                return false;
            return text[_at] switch
            {
                '"' or '\'' => TryString(out value),
                '[' or '{' => TrySkip(),
                _ => TryBare(out value),
            };
        }

        private bool TryString(out string? value)
        {
            value = null;
            var quote = text[_at];
            var isLong = _at + 2 < text.Length && text[_at + 1] == quote && text[_at + 2] == quote;
            var mark = isLong ? new string(quote, 3) : quote.ToString();
            _at += mark.Length;
            var built = new StringBuilder();
            while (_at < text.Length)
            {
                if (string.CompareOrdinal(text, _at, mark, 0, mark.Length) == 0)
                {
                    _at += mark.Length;
                    value = built.ToString().Trim();
                    return true;
                }

                var c = text[_at++];
                if (c == '\n')
                {
                    if (!isLong)
                        return false;
                    _line++;
                    built.Append(' ');
                }
                else if (c == '\\' && quote == '"')
                {
                    if (!TryEscape(built))
                        return false;
                }
                else if (c != '\r')
                {
                    built.Append(c);
                }
            }

            return false;
        }

        private bool TryEscape(StringBuilder built)
        {
            if (_at == text.Length)
                return false;
            var c = text[_at++];
            switch (c)
            {
                case '"' or '\\':
                    built.Append(c);
                    return true;
                case 'n' or 't' or 'r' or 'b' or 'f' or 'e':
                    built.Append(' ');
                    return true;
                case '\n':
                    _line++;
                    return true;
                case ' ' or '\t' or '\r':
                    return true;
                case 'u' or 'U' when _at + (c == 'u' ? 4 : 8) <= text.Length
                    && int.TryParse(text.AsSpan(_at, c == 'u' ? 4 : 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code):
                    built.Append(new Rune(code).ToString());
                    _at += c == 'u' ? 4 : 8;
                    return true;
                default:
                    return false;
            }
        }

        private bool TryBare(out string? value)
        {
            var start = _at;
            while (_at < text.Length && text[_at] is not ('\n' or '#'))
                _at++;
            value = text[start.._at].Trim();
            return value.Length > 0;
        }

        // To the bracket that closes the first one, strings passed over.
        private bool TrySkip()
        {
            var depth = 0;
            while (_at < text.Length)
            {
                switch (text[_at])
                {
                    case '"' or '\'':
                        if (!TryString(out _))
                            return false;
                        continue;
                    case '[' or '{':
                        depth++;
                        break;
                    case ']' or '}':
                        if (--depth == 0)
                        {
                            _at++;
                            return true;
                        }

                        break;
                    case '\n':
                        _line++;
                        break;
                    case '#':
                        while (_at + 1 < text.Length && text[_at + 1] != '\n')
                            _at++;
                        break;
                }

                _at++;
            }

            return false;
        }

        private void SkipBlank(bool withLines)
        {
            for (; _at < text.Length; _at++)
            {
                if (text[_at] == '#')
                {
                    while (_at + 1 < text.Length && text[_at + 1] != '\n')
                        _at++;
                }
                else if (text[_at] == '\n' && withLines)
                {
                    _line++;
                }
                else if (text[_at] is not (' ' or '\t' or '\r'))
                {
                    return;
                }
            }
        }
    }
}
