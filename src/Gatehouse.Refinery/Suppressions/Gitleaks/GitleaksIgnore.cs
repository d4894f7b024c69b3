using System.Buffers;
using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>
/// <c>.gitleaksignore</c>: fingerprints <c>commit:file:rule:line</c> or <c>file:rule:line</c>, each of one finding. A
/// commit's entry is applied by file, rule and line too: which commit brought a line is not known to a scan of files.
/// </summary>
[SuppressionFile]
internal sealed class GitleaksIgnore : ISuppressionFile
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    public string FileName => ".gitleaksignore";

    public SuppressionReading Read(ReadOnlySpan<byte> bytes) => IgnoreLines.Read(FileName, bytes, static (text, number, reading) =>
    {
        // From the end: a path may hold colons, a rule and a line cannot.
        var beforeLine = text.LastIndexOf(':');
        var beforeRule = beforeLine > 0 ? text.LastIndexOf(':', beforeLine - 1) : -1;
        if (beforeRule <= 0 || beforeLine - beforeRule < 2 || !int.TryParse(text.AsSpan(beforeLine + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line) || line < 1)
        {
            reading.Warn(number, "it is no fingerprint of the form file:rule:line or commit:file:rule:line, so it is not applied.");
            return;
        }

        var path = text[..beforeRule];
        if (path.IndexOf(':', StringComparison.Ordinal) is var colon and >= 7 and <= 64 && colon < path.Length - 1 && !path.AsSpan(0, colon).ContainsAnyExcept(Hex))
            path = path[(colon + 1)..];
        reading.Add(new SuppressionEntry
        {
            Source = reading.Source(number),
            Ids = [text[(beforeRule + 1)..beforeLine]],
            File = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path,
            Line = line,
            Kinds = [FindingKind.Credential, FindingKind.PossibleSecret],
        });
    });
}
