using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>Marks findings: who accepted them, whether they are new, who owns them, which are the same, how urgent they are.</summary>
public static class Refine
{
    /// <summary>Marks every finding and drops none. Pure: the same request gives the same result.</summary>
    public static RefineResult Run(RefineRequest request)
    {
        var findings = request.Findings.IsDefault ? [] : request.Findings.ToArray();
        var warnings = new List<RefineWarning>();
        Fingerprinting.Fill(findings, request.Content);
        Suppressor.Mark(findings, request, warnings);
        NewCode.Mark(findings, request, warnings);
        Ownership.Mark(findings, request.Owners);
        Merger.Mark(findings);
        for (var i = 0; i < findings.Length; i++)
            findings[i] = findings[i] with { Rank = Ranking.Of(findings[i]) };
        return new RefineResult([.. findings], [.. warnings.Distinct().OrderBy(warning => warning.Source, NaturalOrder.Instance).ThenBy(warning => warning.Message, StringComparer.Ordinal)]);
    }
}

/// <summary><c>file:9</c> before <c>file:10</c>: by file, then by line.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, leftLine) = Split(x ?? "");
        var (right, rightLine) = Split(y ?? "");
        return string.CompareOrdinal(left, right) is var order and not 0 ? order : leftLine.CompareTo(rightLine);
    }

    private static (string File, int Line) Split(string source) =>
        source.LastIndexOf(':') is var colon and > 0 && int.TryParse(source.AsSpan(colon + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var line)
            ? (source[..colon], line)
            : (source, 0);
}
