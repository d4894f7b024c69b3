using System.Globalization;
using System.Text;

namespace Gatehouse.Patterns;

// What stands for characters: escapes and classes.
internal sealed partial class PatternParser
{
    private PatternNode Escape()
    {
        var start = _at;
        if (_at + 1 >= _text.Length)
            throw Fail("a backslash ends the pattern", "Write \\\\ for the character", start);
        var c = _text[_at + 1];
        Assertion? place = c switch { 'A' => Assertion.TextStart, 'z' => Assertion.TextEnd, 'b' => Assertion.WordBoundary, 'B' => Assertion.NoWordBoundary, _ => null };
        if (place is { } assertion)
        {
            _at += 2;
            return new PatternNode.Place(assertion);
        }

        if (c is >= '1' and <= '9' && !(_at + 2 < _text.Length && _text[_at + 2] is >= '0' and <= '7'))
            throw Fail("a back-reference is not supported, so that matching stays linear", "Write the part out", start);
        if (c is 'k')
            throw Fail("a back-reference is not supported, so that matching stays linear", "Write the part out", start);
        if (c is 'Z' or 'G' or 'X' or 'R' or 'K' or 'C')
            throw Fail($"\\{c} is not supported", c == 'Z' ? "Write \\z or $" : "Write what it stands for", start);
        if (ClassEscape() is { } set)
            return new PatternNode.Class(set);
        _at = start;
        return Literal(EscapedCharacter());
    }

    /// <summary>\d \w \s \pN and their negations; null, with the place unchanged, for another escape.</summary>
    private CodePointSet? ClassEscape()
    {
        var c = _text[_at + 1];
        var set = char.ToLowerInvariant(c) switch
        {
            'd' => Digits(),
            'w' => Words(),
            's' => Spaces(),
            _ => null,
        };
        if (set is not null)
        {
            _at += 2;
            return Signed(set, char.IsAsciiLetterUpper(c));
        }

        return c is 'p' or 'P' ? Property() : null;
    }

    private CodePointSet Property()
    {
        var start = _at;
        var isNegated = _text[_at + 1] == 'P';
        _at += 2;
        string name;
        if (More && _text[_at] == '{')
        {
            var end = _text.IndexOf('}', _at);
            if (end < 0)
                throw Fail("\\p{ is not closed", "Write \\p{L}", start);
            name = _text[(_at + 1)..end];
            _at = end + 1;
        }
        else
        {
            name = More ? _text[_at++].ToString() : "";
        }

        if (name.StartsWith('^'))
        {
            isNegated = !isNegated;
            name = name[1..];
        }

        var set = CodePointSet.Category(name) ?? UnicodeScripts.Named(name)
            ?? throw Fail($"the Unicode class \"{name}\" is not known", $"Known are the general categories (L, Lu, Ll, N, Nd, P, S, Z, …) and the scripts {UnicodeScripts.Names}", start);
        return Signed(set, isNegated);
    }

    // What a negated class leaves out, it leaves out in every case: (?i)\W takes no KELVIN SIGN, which is a k.
    private CodePointSet Signed(CodePointSet set, bool isNegated) => isNegated ? Fold(set).Negated() : Fold(set);

    private int EscapedCharacter()
    {
        var start = _at;
        _at++;
        var c = _text[_at];
        switch (c)
        {
            case 'a': _at++; return 7;
            case 'f': _at++; return '\f';
            case 'n': _at++; return '\n';
            case 'r': _at++; return '\r';
            case 't': _at++; return '\t';
            case 'v': _at++; return 11;
            case 'x': return Hexadecimal(start);
            case >= '0' and <= '7':
                var value = 0;
                for (var i = 0; i < 3 && More && _text[_at] is >= '0' and <= '7'; i++)
                    value = (value * 8) + _text[_at++] - '0';
                return value;
        }

        if (char.IsAsciiLetterOrDigit(c))
            throw Fail($"the escape \\{c} is not known", "Write the character without the backslash", start);
        return CodePoint();
    }

    private int Hexadecimal(int start)
    {
        _at++;
        string digits;
        if (More && _text[_at] == '{')
        {
            var end = _text.IndexOf('}', _at);
            digits = end < 0 ? "" : _text[(_at + 1)..end];
            _at = end + 1;
        }
        else
        {
            digits = _text.Substring(_at, Math.Min(2, _text.Length - _at));
            _at += digits.Length;
            if (digits.Length < 2)
                digits = "";
        }

        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || value is < 0 or > CodePointSet.Last)
            throw Fail("\\x wants hexadecimal digits", "Write \\x41 or \\x{1F600}", start);
        return value;
    }

    private CodePointSet Class()
    {
        var start = _at++;
        var isNegated = More && _text[_at] == '^';
        if (isNegated)
            _at++;
        var (set, characters) = (new CodePointSet(), new CodePointSet());
        for (var isFirst = true; ; isFirst = false)
        {
            if (!More)
                throw Fail("a character class is not closed", "Add ] or write \\[ for the character", start);
            if (_text[_at] == ']' && !isFirst)
                break;
            if (_text.AsSpan(_at).StartsWith("[:") && Posix() is { } posix)
            {
                set.Add(posix);
                continue;
            }

            if (_text[_at] == '\\' && _at + 1 < _text.Length && ClassEscape() is { } escape)
            {
                set.Add(escape);
                continue;
            }

            var low = ClassCharacter(start);
            var high = low;
            if (_at + 1 < _text.Length && _text[_at] == '-' && _text[_at + 1] != ']')
            {
                _at++;
                high = ClassCharacter(start);
                if (high < low)
                    throw Fail("a range in a character class goes backwards", "Write the smaller character first", start);
            }

            characters.Add(low, high);
        }

        _at++;
        set.Add(Fold(characters));
        return isNegated ? set.Negated() : set;
    }

    private int ClassCharacter(int start)
    {
        if (!More)
            throw Fail("a character class is not closed", "Add ]", start);
        if (_text[_at] != '\\')
            return CodePoint();
        if (_at + 1 >= _text.Length)
            throw Fail("a backslash ends the pattern", "Write \\\\ for the character", _at);
        return EscapedCharacter();
    }

    private CodePointSet? Posix()
    {
        var end = _text.IndexOf(":]", _at, StringComparison.Ordinal);
        if (end < 0)
            return null;
        var name = _text[(_at + 2)..end];
        var isNegated = name.StartsWith('^');
        var set = (isNegated ? name[1..] : name) switch
        {
            "alnum" => Ranges("09AZaz"),
            "alpha" => Ranges("AZaz"),
            "ascii" => Range(0, 0x7F),
            "blank" => Ranges("\t\t  "),
            "cntrl" => Ranges("\0\u001F\u007F\u007F"),
            "digit" => Digits(),
            "graph" => Range('!', '~'),
            "lower" => Range('a', 'z'),
            "print" => Range(' ', '~'),
            "punct" => Ranges("!/:@[`{~"),
            "space" => Ranges("\t\r  "),
            "upper" => Range('A', 'Z'),
            "word" => Words(),
            "xdigit" => Ranges("09AFaf"),
            _ => throw Fail($"the class [:{name}:] is not known", "Known are: alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit", _at),
        };
        _at = end + 2;
        return Signed(set, isNegated);
    }

    private PatternNode.Class Literal(int codePoint) => new(Fold(Range(codePoint, codePoint)));

    private CodePointSet Fold(CodePointSet set) => (_flags & Flags.IgnoreCase) != 0 ? set.Folded() : set;

    private int CodePoint()
    {
        if (Rune.DecodeFromUtf16(_text.AsSpan(_at), out var rune, out var length) != System.Buffers.OperationStatus.Done)
            throw Fail("half a surrogate pair", "Write \\x{…} for the character", _at);
        _at += length;
        return rune.Value;
    }

    private static CodePointSet Range(int low, int high)
    {
        var set = new CodePointSet();
        set.Add(low, high);
        return set;
    }

    private static CodePointSet Ranges(string pairs)
    {
        var set = new CodePointSet();
        for (var i = 0; i < pairs.Length; i += 2)
            set.Add(pairs[i], pairs[i + 1]);
        return set;
    }

    private static CodePointSet Digits() => Range('0', '9');

    private static CodePointSet Words() => Ranges("09AZaz__");

    private static CodePointSet Spaces() => Ranges("\t\n\f\r  ");
}
