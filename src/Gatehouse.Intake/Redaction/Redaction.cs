using System.Buffers;
using System.Text;
using Gatehouse.Intake.Importers.Yara;

namespace Gatehouse.Intake;

/// <summary>
/// A report as it may be kept: what is known to hold secrets is replaced by a placeholder with its length; JSON stays
/// JSON, JSON lines stay lines, XML stays XML.
/// <para>
/// The bound: replaced are the values of JSON members named <c>secret</c>, <c>password</c>, <c>passwd</c>, <c>token</c>,
/// <c>match</c>, <c>raw</c>, <c>rawV2</c>, <c>offender</c>, <c>raw_source_code_extract</c>, in any case and at any depth;
/// the quoted source text of SARIF (<c>snippet</c>, <c>contextRegion</c>), of Trivy (<c>Code</c>) and of Fortify; the
/// texts of a list <c>matches</c>; the requests and responses of web scanners, in JSON and XML; the events of Nettacker;
/// the output that JUnit captures; the bytes that YARA matched. A secret that stands elsewhere, in a message or in a URL,
/// stays: it is not looked for. A report that is not readable, or is an archive, is not kept: a sentence stands in its place.
/// </para>
/// </summary>
public static class Redaction
{
    /// <summary>The report without its secrets.</summary>
    public static byte[] Apply(ReadOnlyMemory<byte> report)
    {
        var file = new ReportFile("report", report);
        return file.Form switch
        {
            ReportForm.Json => JsonRedaction.TryWhole(Utf8(report.Span)) ?? JsonRedaction.Lines(Utf8(report.Span)),
            ReportForm.Xml => XmlRedaction.TryApply(report) ?? "<!-- not readable as XML: not kept -->\n"u8.ToArray(),
            _ when Archive.IsZip(file) => "an archive: not kept\n"u8.ToArray(),
            _ when file.ScriptStart is > 0 and var start => [.. report.Span[..start], .. JsonRedaction.TryWhole(Utf8(report.Span[start..].TrimEnd(" \t\r\n;"u8))) ?? "\"not readable as JSON: not kept\"\n"u8.ToArray()],
            ReportForm.Text when YaraOutput.Is(file) => YaraOutput.WithoutMatches(file),
            _ => report.ToArray(),
        };
    }

    /// <summary>Writes the report without its secrets, a large one in pieces. False where it is not readable, and the copy is to be thrown away.</summary>
    public static bool TryCopy(ReportFile report, Stream copy)
    {
        if (report.IsLarge)
            return JsonRedaction.TryWhole(report.Open(), copy) && !report.HasChanged;
        copy.Write(Apply(report.Bytes));
        return true;
    }

    private static ReadOnlyMemory<byte> Utf8(ReadOnlySpan<byte> bytes)
    {
        var encoding = Text.TextDecoding.EncodingOf(bytes, out var mark);
        return encoding is UTF8Encoding ? bytes[mark..].ToArray() : Encoding.UTF8.GetBytes(encoding.GetString(bytes[mark..]));
    }
}
