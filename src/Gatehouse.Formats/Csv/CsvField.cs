namespace Gatehouse.Formats.Csv;

/// <summary>
/// A field of a line (RFC 4180). One that a spreadsheet would take for a formula gets an apostrophe before it, since
/// messages and paths come from scanned content.
/// </summary>
public static class CsvField
{
    /// <summary>The field, quoted where it must be.</summary>
    public static string Of(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "";
        if (value[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            value = "'" + value;
        return value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
