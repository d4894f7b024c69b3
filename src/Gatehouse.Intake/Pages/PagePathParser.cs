using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Gatehouse.Intake.Pages;

/// <summary>Reads a path of a page; what is wrong with it is one sentence that says what would be right.</summary>
internal sealed class PagePathParser
{
    private const int MaxNesting = 8;
    private readonly string _text;
    private readonly int _nesting;
    private int _at;

    private PagePathParser(string text, int nesting) => (_text, _nesting) = (text, nesting);

    public static bool TryParse(string text, [NotNullWhen(true)] out PagePath? path, out string problem) => TryParse(text, 0, out path, out problem);

    private static bool TryParse(string text, int nesting, [NotNullWhen(true)] out PagePath? path, out string problem)
    {
        (path, problem) = (null, "");
        if (nesting > MaxNesting)
            problem = FormattableString.Invariant($"paths lie deeper than {MaxNesting} within each other");
        else if (text.Trim() is not { Length: > 0 } trimmed)
            problem = "a path is empty: name a member, or . for the item itself";
        else
            path = new PagePathParser(trimmed, nesting).Path(out problem);
        return path is not null;
    }

    private PagePath? Path(out string problem)
    {
        var up = 0;
        if (_text[0] == '$')
        {
            (up, _at) = (-1, 1);
        }
        else
        {
            while (_at < _text.Length && _text[_at] == '^')
            {
                up++;
                _at++;
                if (_at + 1 < _text.Length && _text[_at] == '.' && _text[_at + 1] == '^')
                    _at++;
            }
        }

        var steps = ImmutableArray.CreateBuilder<PathStep>();
        problem = _text == "." ? "" : Steps(steps, isFirst: up == 0);
        return problem.Length > 0 ? null : new PagePath(up, steps.ToImmutable(), _text);
    }

    private string Steps(ImmutableArray<PathStep>.Builder steps, bool isFirst)
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '[')
            {
                if (Bracket(steps) is { Length: > 0 } wrong)
                    return wrong;
            }
            else if (isFirst || _text[_at] == '.')
            {
                if (!isFirst)
                    _at++;
                if (Segment(steps) is { Length: > 0 } wrong)
                    return wrong;
            }
            else
            {
                return $"a dot is missing before \"{_text[_at..]}\"";
            }

            isFirst = false;
        }

        return "";
    }

    private string Segment(ImmutableArray<PathStep>.Builder steps)
    {
        if (_at == _text.Length)
            return "the path ends with a dot: name a member after it";
        if (_text[_at] is '"' or '\'')
        {
            var end = _text.IndexOf(_text[_at], _at + 1);
            if (end < 0)
                return "a quoted name has no end";
            steps.Add(new MemberStep(_text[(_at + 1)..end], null));
            _at = end + 1;
            return "";
        }

        if (_text[_at] == '(')
        {
            if (Close('(', ')') is not { } inner)
                return "a parenthesis has no end";
            if (!TryParse(inner, _nesting + 1, out var named, out var problem))
                return problem;
            steps.Add(new MemberStep(null, named));
            return "";
        }

        var length = _text.AsSpan(_at).IndexOfAny('.', '[') is >= 0 and var stop ? stop : _text.Length - _at;
        var name = _text.Substring(_at, length);
        _at += length;
        switch (name.Trim())
        {
            case "":
                return "two dots follow each other: name a member between them";
            case "*":
                steps.Add(new AllStep());
                return "";
            case "**":
                steps.Add(new DeepStep());
                return "";
            case "~":
                steps.Add(new KeyStep());
                return "";
            case "#":
                steps.Add(new PlaceStep());
                return "";
            case var plain when plain[0] is '^' or '$':
                return $"\"{plain[0]}\" stands only at the start of a path";
            case var plain:
                steps.Add(new MemberStep(plain, null));
                return "";
        }
    }

    private string Bracket(ImmutableArray<PathStep>.Builder steps)
    {
        if (Close('[', ']') is not { } inner)
            return "a bracket has no end";
        inner = inner.Trim();
        if (inner == "*")
        {
            steps.Add(new AllStep());
            return "";
        }

        if (int.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            steps.Add(new IndexStep(index));
            return "";
        }

        var equals = Equals(inner);
        var name = equals < 0 ? "" : inner[..equals];
        var operation = equals < 0 ? "" : name is [.., '!' or '^' or '*'] ? name[^1] + "=" : "=";
        var tested = equals < 0 ? inner : name[..^(operation.Length - 1)];
        if (!TryParse(tested, _nesting + 1, out var path, out var problem))
            return problem;
        var value = equals < 0 ? "" : inner[(equals + 1)..].Trim();
        PagePath? valued = null;
        if (value is ['(', .. var reference, ')'] && !TryParse(reference, _nesting + 1, out valued, out problem))
            return problem;
        steps.Add(new FilterStep(path, operation, value is ['"', .. var quoted, '"'] ? quoted : value is ['\'', .. var single, '\''] ? single : value, valued));
        return "";
    }

    // A quoted name, or a bracket within, may hold the sign itself.
    private static int Equals(string test)
    {
        var quote = '\0';
        var depth = 0;
        for (var i = 0; i < test.Length; i++)
        {
            if (quote != '\0')
                quote = test[i] == quote ? '\0' : quote;
            else if (test[i] is '"' or '\'')
                quote = test[i];
            else if (test[i] is '[' or '(')
                depth++;
            else if (test[i] is ']' or ')')
                depth--;
            else if (test[i] == '=' && depth == 0)
                return i;
        }

        return -1;
    }

    // What lies between the bracket at hand and its partner; null where it has none.
    private string? Close(char open, char close)
    {
        var depth = 0;
        var quote = '\0';
        for (var i = _at; i < _text.Length; i++)
        {
            if (quote != '\0')
                quote = _text[i] == quote ? '\0' : quote;
            else if (_text[i] is '"' or '\'')
                quote = _text[i];
            else if (_text[i] == open)
                depth++;
            else if (_text[i] == close && --depth == 0)
            {
                var inner = _text[(_at + 1)..i];
                _at = i + 1;
                return inner;
            }
        }

        return null;
    }
}
