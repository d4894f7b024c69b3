using System.Text;

namespace Gatehouse.Git;

/// <summary>
/// A git configuration file (git-config(1), "Syntax"): the last value of a key wins. Includes are not followed, since a
/// hostile repository may name any file of the machine. Lines that are no configuration are passed over.
/// </summary>
public sealed class GitConfig
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private GitConfig()
    {
    }

    /// <summary>A configuration without a value.</summary>
    public static GitConfig Empty { get; } = new();

    /// <summary>Names of the keys of one section, lower case, sorted.</summary>
    public IEnumerable<string> Keys(string section) =>
        _values.Keys.Where(key => key.StartsWith(section + ".", StringComparison.Ordinal)).Select(key => key[(section.Length + 1)..]).Order(StringComparer.Ordinal);

    /// <summary>The value of <c>section.key</c> or <c>section.sub.key</c>, the section and key in lower case; null where unset.</summary>
    public string? Value(string name) => _values.GetValueOrDefault(name);

    /// <summary>True where the value is <c>true</c>, <c>yes</c>, <c>on</c>, a number other than 0, or stands without a value.</summary>
    public bool IsTrue(string name) => Value(name) is { } value &&
        (value.Equals("true", StringComparison.OrdinalIgnoreCase)
            || value.Equals("yes", StringComparison.OrdinalIgnoreCase)
            || value.Equals("on", StringComparison.OrdinalIgnoreCase)
            || (long.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number) && number != 0));

    /// <summary>Reads the text of a configuration file.</summary>
    public static GitConfig Parse(ReadOnlySpan<byte> text)
    {
        var config = new GitConfig();
        var rest = Encoding.UTF8.GetString(text).AsSpan().TrimStart('\uFEFF');
        string? section = null;
        while (!rest.IsEmpty)
        {
            rest = rest.TrimStart();
            if (rest.IsEmpty)
                break;
            if (rest[0] is '#' or ';')
            {
                SkipLine(ref rest);
            }
            else if (rest[0] == '[')
            {
                section = TakeSection(ref rest);
            }
            else
            {
                var end = 0;
                while (end < rest.Length && (char.IsAsciiLetterOrDigit(rest[end]) || rest[end] == '-'))
                    end++;
                var key = rest[..end].ToString().ToLowerInvariant();
                rest = rest[end..].TrimStart(" \t");
                var value = "true"; // A key without "=" is a true boolean.
                if (!rest.IsEmpty && rest[0] == '=')
                {
                    rest = rest[1..];
                    value = TakeValue(ref rest);
                }
                else
                {
                    SkipLine(ref rest);
                }

                if (section is not null && key.Length > 0)
                    config._values[section + "." + key] = value;
            }
        }

        return config;
    }

    private static void SkipLine(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('\n');
        rest = end < 0 ? [] : rest[(end + 1)..];
    }

    // [section]  [section "Sub.Section"]: the section ignores case, the quoted part does not.
    private static string? TakeSection(ref ReadOnlySpan<char> rest)
    {
        var line = rest.IndexOf('\n');
        var header = line < 0 ? rest : rest[..line];
        var name = new StringBuilder();
        var quoted = false;
        for (var i = 1; i < header.Length; i++)
        {
            var c = header[i];
            if (quoted && c == '\\' && i + 1 < header.Length)
            {
                name.Append(header[++i]);
            }
            else if (c == '"')
            {
                if (!quoted)
                    name.Append('.');
                quoted = !quoted;
            }
            else if (quoted)
            {
                name.Append(c);
            }
            else if (c == ']')
            {
                rest = rest[(i + 1)..];
                return name.ToString();
            }
            else if (c is not (' ' or '\t'))
            {
                name.Append(char.ToLowerInvariant(c));
            }
        }

        SkipLine(ref rest);
        return null;
    }

    private static string TakeValue(ref ReadOnlySpan<char> rest)
    {
        var value = new StringBuilder();
        var kept = 0; // Length without trailing blanks outside quotes.
        var quoted = false;
        var i = 0;
        for (; i < rest.Length && rest[i] != '\n'; i++)
        {
            var c = rest[i];
            if (c == '\\' && i + 1 < rest.Length)
            {
                c = rest[++i];
                if (c == '\r' && i + 1 < rest.Length && rest[i + 1] == '\n')
                    c = rest[++i];
                if (c == '\n')
                    continue;
                value.Append(c switch { 'n' => '\n', 't' => '\t', 'b' => '\b', _ => c });
                kept = value.Length;
            }
            else if (c == '"')
            {
                quoted = !quoted;
                kept = value.Length;
            }
            else if (!quoted && c is ('#' or ';'))
            {
                while (i < rest.Length && rest[i] != '\n')
                    i++;
                break;
            }
            else if (!quoted && c is (' ' or '\t' or '\r'))
            {
                if (value.Length > 0)
                    value.Append(c);
            }
            else
            {
                value.Append(c);
                kept = value.Length;
            }
        }

        rest = rest[Math.Min(i, rest.Length)..];
        return value.ToString(0, kept);
    }
}
