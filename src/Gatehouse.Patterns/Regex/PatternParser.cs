using System.Globalization;
using System.Text;

namespace Gatehouse.Patterns;

/// <summary>Parses RE2's syntax (github.com/google/re2, doc/syntax.txt). What RE2 cannot do is refused by name.</summary>
internal sealed partial class PatternParser
{
    private const int MaxRepeat = 1000;
    private const int MaxDepth = 200;

    private readonly string _text;
    private readonly List<string?> _groups = [null];
    private Flags _flags;
    private int _at;
    private int _depth;

    [Flags]
    private enum Flags
    {
        None = 0,
        IgnoreCase = 1,
        DotAll = 2,
        MultiLine = 4,
        SwapGreed = 8,
    }

    private PatternParser(string text, bool ignoreCase)
    {
        _text = text;
        _flags = ignoreCase ? Flags.IgnoreCase : Flags.None;
    }

    /// <summary>The tree and the groups' names by number; or the error.</summary>
    public static (PatternNode? Node, IReadOnlyList<string?> Groups, PatternError? Error) Parse(string text, bool ignoreCase)
    {
        var parser = new PatternParser(text, ignoreCase);
        try
        {
            var node = parser.Choice();
            if (parser._at < text.Length)
                throw parser.Fail("a closing parenthesis has no opening one", "Write \\) for the character", parser._at);
            return (node, parser._groups, null);
        }
        catch (SyntaxException problem)
        {
            return (null, [], problem.Error);
        }
    }

    private sealed class SyntaxException(PatternError error) : Exception
    {
        public PatternError Error { get; } = error;
    }

    private SyntaxException Fail(string message, string remedy, int offset) => new(new PatternError(offset, message, remedy));

    private bool More => _at < _text.Length;

    private PatternNode Choice()
    {
        if (++_depth > MaxDepth)
            throw Fail($"groups lie deeper than {MaxDepth} within each other", "Write it flatter", _at);
        var outer = _flags;
        var options = new List<PatternNode> { Sequence() };
        while (More && _text[_at] == '|')
        {
            _at++;
            options.Add(Sequence());
        }

        _flags = outer;
        _depth--;
        return options.Count == 1 ? options[0] : new PatternNode.Choice(options);
    }

    private PatternNode Sequence()
    {
        var parts = new List<PatternNode>();
        while (More && _text[_at] is not ('|' or ')'))
        {
            var start = _at;
            if (_text.AsSpan(_at).StartsWith(@"\Q"))
            {
                Quoted(parts);
                continue;
            }

            if (Atom() is { } atom)
                parts.Add(Repeated(atom, start));
            else if (More && (_text[_at] is '*' or '+' or '?' || StartsRepeat))
                throw NothingToRepeat();
        }

        return parts.Count == 1 ? parts[0] : new PatternNode.Sequence(parts);
    }

    // \Q…\E takes every character as it is; a repetition after it is of the last one.
    private void Quoted(List<PatternNode> parts)
    {
        _at += 2;
        var end = _text.IndexOf(@"\E", _at, StringComparison.Ordinal);
        var stop = end < 0 ? _text.Length : end;
        var isEmpty = _at == stop;
        while (_at < stop)
            parts.Add(Literal(CodePoint()));
        _at = end < 0 ? stop : stop + 2;
        if (!isEmpty)
            parts[^1] = Repeated(parts[^1], _at);
    }

    // Null for a flag group, which stands for nothing.
    private PatternNode? Atom()
    {
        var start = _at;
        switch (_text[_at])
        {
            case '(':
                return Group();
            case '[':
                return new PatternNode.Class(Class());
            case '.':
                _at++;
                return new PatternNode.Class((_flags & Flags.DotAll) != 0 ? Range(0, CodePointSet.Last) : Range('\n', '\n').Negated());
            case '^':
                _at++;
                return new PatternNode.Place((_flags & Flags.MultiLine) != 0 ? Assertion.LineStart : Assertion.TextStart);
            case '$':
                _at++;
                return new PatternNode.Place((_flags & Flags.MultiLine) != 0 ? Assertion.LineEnd : Assertion.TextEnd);
            case '*' or '+' or '?':
            case '{' when StartsRepeat:
                throw NothingToRepeat();
            case '\\':
                return Escape();
            default:
                return Literal(CodePoint());
        }
    }

    private bool StartsRepeat
    {
        get
        {
            var start = _at;
            var isRepeat = TryRepeat(out _, out _);
            _at = start;
            return isRepeat;
        }
    }

    private SyntaxException NothingToRepeat() =>
        Fail($"nothing stands before \"{_text[_at]}\" to repeat", "Write a backslash before it for the character", _at);

    // Null for a flag group.
    private PatternNode? Group()
    {
        var start = _at++;
        if (!More || _text[_at] != '?')
            return Captured(start, null);

        var rest = _text.AsSpan(_at);
        if (rest.StartsWith("?=") || rest.StartsWith("?!") || rest.StartsWith("?<=") || rest.StartsWith("?<!"))
            throw Fail("look-around is not supported, so that matching stays linear", "Match the surroundings and name the part you want: (?P<secret>…)", start);
        if (rest.StartsWith("?>"))
            throw Fail("an atomic group is not supported", "Use (?:…): matching never backtracks without bound here", start);
        if (rest.StartsWith("?P<") || rest.StartsWith("?<"))
        {
            _at += rest[1] == 'P' ? 3 : 2;
            var end = _text.IndexOf('>', _at);
            var name = end < 0 ? "" : _text[_at..end];
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                throw Fail("a group's name has letters, digits and _", "Write (?P<name>…)", start);
            if (_groups.Contains(name))
                throw Fail($"the group name \"{name}\" is there twice", "Give each group its own name", start);
            _at = end + 1;
            return Captured(start, name);
        }

        if (rest.StartsWith("?P=") || rest.StartsWith("?P>"))
            throw Fail("a back-reference or recursion is not supported, so that matching stays linear", "Write the part out", start);
        return FlagGroup(start);
    }

    private PatternNode Captured(int start, string? name)
    {
        _groups.Add(name);
        var number = _groups.Count - 1;
        if (number > 200)
            throw Fail("more than 200 capturing groups", "Use (?:…) where nothing is captured", start);
        var item = Choice();
        Close(start);
        return new PatternNode.Group(item, number);
    }

    private PatternNode? FlagGroup(int start)
    {
        _at++;
        var (set, on) = (_flags, true);
        for (; More; _at++)
        {
            var c = _text[_at];
            if (c == '-' && on)
            {
                on = false;
                continue;
            }

            if (c is ')' or ':' && _text[_at - 1] != '-')
            {
                _at++;
                if (c == ')')
                {
                    _flags = set;
                    return null;
                }

                var outer = _flags;
                _flags = set;
                var item = Choice();
                _flags = outer;
                Close(start);
                return item;
            }

            var flag = c switch { 'i' => Flags.IgnoreCase, 's' => Flags.DotAll, 'm' => Flags.MultiLine, 'U' => Flags.SwapGreed, _ => Flags.None };
            if (flag == Flags.None)
                break;
            set = on ? set | flag : set & ~flag;
        }

        throw Fail("the group after (? is not known", "Known are (?:…), (?P<name>…) and the flags i, m, s, U", start);
    }

    private void Close(int start)
    {
        if (!More || _text[_at] != ')')
            throw Fail("a parenthesis is not closed", "Add ) or write \\( for the character", start);
        _at++;
    }

    private PatternNode Repeated(PatternNode item, int start)
    {
        var isRepeated = false;
        while (More && TryRepeat(out var min, out var max))
        {
            if (isRepeated)
                throw Fail("a repetition is repeated", "Put it in (?:…), or remove one", start);
            var isLazy = (_flags & Flags.SwapGreed) != 0;
            if (More && _text[_at] == '?')
            {
                _at++;
                isLazy = !isLazy;
            }
            else if (More && _text[_at] == '+')
            {
                throw Fail("a possessive repetition is not supported", "Remove the second +: matching never backtracks without bound here", _at);
            }

            if (min > MaxRepeat || max > MaxRepeat)
                throw Fail($"a repetition goes up to {MaxRepeat}", "Use a smaller number", start);
            item = new PatternNode.Repeat(item, min, max, isLazy);
            isRepeated = true;
        }

        return item;
    }

    private bool TryRepeat(out int min, out int max)
    {
        (min, max) = _text[_at] switch { '*' => (0, -1), '+' => (1, -1), '?' => (0, 1), _ => (-1, -1) };
        if (min >= 0)
        {
            _at++;
            return true;
        }

        if (_text[_at] != '{')
            return false;
        var at = _at + 1;
        if (!Number(ref at, out min))
            return false;
        max = min;
        if (at < _text.Length && _text[at] == ',')
        {
            at++;
            if (at < _text.Length && _text[at] == '}')
                max = -1;
            else if (!Number(ref at, out max))
                return false;
        }

        if (at >= _text.Length || _text[at] != '}')
            return false;
        if (max >= 0 && max < min)
            throw Fail("a repetition's second number is smaller than its first", "Write the smaller number first", _at);
        _at = at + 1;
        return true;
    }

    private bool Number(ref int at, out int value)
    {
        var start = at;
        while (at < _text.Length && char.IsAsciiDigit(_text[at]))
            at++;
        value = 0;
        if (at == start)
            return false;
        value = at - start > 6 ? int.MaxValue : int.Parse(_text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture);
        return true;
    }
}
