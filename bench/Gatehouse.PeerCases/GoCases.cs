using System.Text;

namespace Gatehouse.PeerCases;

/// <summary>A literal case of one rule.</summary>
internal sealed record GoCase(string RuleId, string Text, bool IsTruePositive);

/// <summary>
/// Reads the literal cases out of gitleaks' rule files: string literals that are an element of their own in the lists
/// <c>tps</c> and <c>fps</c>, and the sample secrets given to its generators. What is put together at run time is left out.
/// </summary>
internal static class GoCases
{
    public static IEnumerable<GoCase> Read(string source)
    {
        string? rule = null;
        foreach (var line in Statements(source))
        {
            var at = line.IndexOf("RuleID:", StringComparison.Ordinal);
            if (at >= 0 && Literals(line[at..]).FirstOrDefault() is { } id)
                rule = id;
            var isTrue = StartsList(line, "tps");
            if (rule is null || !(isTrue || StartsList(line, "fps")))
                continue;
            foreach (var text in Elements(line))
                yield return new GoCase(rule, text, isTrue);
        }
    }

    private static bool StartsList(string statement, string name)
    {
        var text = statement.TrimStart();
        return text.StartsWith(name + " := ", StringComparison.Ordinal) || text.StartsWith(name + " = ", StringComparison.Ordinal) || text.StartsWith("var " + name, StringComparison.Ordinal);
    }

    // Statements end where brackets are balanced at the end of a line.
    private static IEnumerable<string> Statements(string source)
    {
        var statement = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (c is '"' or '`' || (c == '\'' && i + 2 < source.Length))
            {
                var end = EndOfLiteral(source, i);
                statement.Append(source, i, end - i);
                i = end - 1;
                continue;
            }

            if (c == '/' && i + 1 < source.Length && source[i + 1] == '/')
            {
                var end = source.IndexOf('\n', i);
                i = (end < 0 ? source.Length : end) - 1;
                continue;
            }

            // A function's body is no bracket of a statement.
            depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            if (c == '{' && statement.ToString().TrimStart().StartsWith("func", StringComparison.Ordinal))
            {
                statement.Clear();
                continue;
            }

            depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
            if (c == '\n' && depth == 0)
            {
                yield return statement.ToString();
                statement.Clear();
                continue;
            }

            statement.Append(c);
        }

        yield return statement.ToString();
    }

    // An element of its own: a comma, a bracket or a line break before it, and a comma, a bracket or a line break after.
    private static IEnumerable<string> Elements(string statement)
    {
        for (var i = 0; i < statement.Length; i++)
        {
            if (statement[i] is not ('"' or '`'))
                continue;
            var end = EndOfLiteral(statement, i);
            var before = i - 1;
            while (before >= 0 && char.IsWhiteSpace(statement[before]))
                before--;
            var after = end;
            while (after < statement.Length && char.IsWhiteSpace(statement[after]))
                after++;
            var call = CallBefore(statement, i);
            var alone = before >= 0 && statement[before] is '{' or ',' or '(' && after < statement.Length && statement[after] is ',' or '}' or ')';
            if (alone && call is "" or "append")
                yield return Unquote(statement[i..end]);
            else if (alone && call.StartsWith("GenerateSampleSecret", StringComparison.Ordinal) && statement[before] == ',')
                yield return $"{Unquote(Literals(statement[..i]).LastOrDefault() is { } name ? "\"" + name + "\"" : "\"x\"")}_token = \"{Unquote(statement[i..end])}\"";
            i = end - 1;
        }
    }

    private static string CallBefore(string statement, int at)
    {
        var depth = 0;
        for (var i = at - 1; i >= 0; i--)
        {
            if (statement[i] is ')' or '}')
                depth++;
            else if (statement[i] is '(' or '{' && depth-- == 0)
            {
                if (statement[i] == '{')
                    return "";
                var start = i;
                while (start > 0 && (char.IsLetterOrDigit(statement[start - 1]) || statement[start - 1] == '_'))
                    start--;
                return statement[start..i];
            }
        }

        return "";
    }

    private static IEnumerable<string> Literals(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('"' or '`'))
                continue;
            var end = EndOfLiteral(text, i);
            yield return Unquote(text[i..end]);
            i = end - 1;
        }
    }

    private static int EndOfLiteral(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && text[start] != '`')
                i++;
            else if (text[i] == text[start])
                return i + 1;
        }

        return text.Length;
    }

    private static string Unquote(string literal)
    {
        var body = literal[1..^1];
        if (literal[0] == '`')
            return body;
        return body.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
    }
}
