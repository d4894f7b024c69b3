using System.Buffers;

namespace Gatehouse.Text;

/// <summary>What a plain scalar is: YAML 1.2.2 §10.3.2, the core schema's tag resolution.</summary>
internal static class CoreSchema
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static ScalarKind KindOf(string value)
    {
        if (value is "" or "~" or "null" or "Null" or "NULL")
            return ScalarKind.Null;
        if (value is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            return ScalarKind.Boolean;
        if (!char.IsAsciiDigit(value[0]) && value[0] is not ('-' or '+' or '.'))
            return ScalarKind.String;
        if (IsInteger(value))
            return ScalarKind.Integer;
        return IsFloat(value) ? ScalarKind.Float : ScalarKind.String;
    }

    private static bool IsInteger(string value)
    {
        if (value.StartsWith("0o", StringComparison.Ordinal))
            return value.Length > 2 && value.AsSpan(2).IndexOfAnyExceptInRange('0', '7') < 0;
        if (value.StartsWith("0x", StringComparison.Ordinal))
            return value.Length > 2 && value.AsSpan(2).ContainsAnyExcept(HexDigits) is false;
        var digits = value.AsSpan(value[0] is '-' or '+' ? 1 : 0);
        return digits.Length > 0 && digits.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static bool IsFloat(string value)
    {
        var rest = value.AsSpan(value[0] is '-' or '+' ? 1 : 0);
        if (rest is ".inf" or ".Inf" or ".INF" || value is ".nan" or ".NaN" or ".NAN")
            return true;
        var digits = 0;
        var i = 0;
        for (; i < rest.Length && char.IsAsciiDigit(rest[i]); i++)
            digits++;
        if (i < rest.Length && rest[i] == '.')
        {
            for (i++; i < rest.Length && char.IsAsciiDigit(rest[i]); i++)
                digits++;
        }

        if (digits == 0)
            return false;
        if (i < rest.Length && rest[i] is 'e' or 'E')
        {
            i++;
            if (i < rest.Length && rest[i] is '-' or '+')
                i++;
            if (i == rest.Length)
                return false;
            for (; i < rest.Length && char.IsAsciiDigit(rest[i]); i++)
            {
            }
        }

        return i == rest.Length;
    }
}
