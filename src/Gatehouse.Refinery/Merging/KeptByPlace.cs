using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>How well two findings of one flaw agree about the place.</summary>
internal enum Fit
{
    /// <summary>Not the same flaw.</summary>
    None,

    /// <summary>The same lines, or the same component at another path.</summary>
    Loose,

    /// <summary>Overlapping columns, the same path, or the same line and weakness.</summary>
    Exact,
}

/// <summary>The findings of a bucket that are kept so far; secrets by line, so that a file full of them costs no square.</summary>
internal sealed class KeptByPlace(Finding[] findings)
{
    // Longer than any key; a finding that spans more is looked up by its first lines.
    private const int MostLines = 200;

    private readonly Dictionary<int, List<int>> _byLine = [];
    private readonly HashSet<(int Kept, string Supplier)> _taken = [];

    public void Add(int index)
    {
        foreach (var line in Lines(findings[index]))
        {
            if (!_byLine.TryGetValue(line, out var here))
                _byLine[line] = here = [];
            here.Add(index);
        }
    }

    /// <summary>The first kept finding of another supplier that fits as well as wanted; null where none does.</summary>
    public int? Find(int index, Fit wanted)
    {
        var finding = findings[index];
        foreach (var line in Lines(finding))
        {
            foreach (var other in _byLine.GetValueOrDefault(line) ?? [])
            {
                if (findings[other].Supplier == finding.Supplier || Of(findings[other], finding) < wanted)
                    continue;
                if (wanted == Fit.Exact || _taken.Add((other, finding.Supplier)))
                    return other;
            }
        }

        return null;
    }

    private static IEnumerable<int> Lines(Finding finding) =>
        IsSecret(finding) && finding.Location?.Region is { } region
            ? Enumerable.Range(region.StartLine, Math.Clamp(LastLine(region) - region.StartLine + 1, 1, MostLines))
            : [0];

    private static Fit Of(Finding kept, Finding other)
    {
        if (kept.Kind == FindingKind.Code)
            return kept.Cwe.AsSpan().IndexOfAny(other.Cwe.AsSpan()) >= 0 ? Fit.Exact : Fit.None;
        if (kept.Kind == FindingKind.Vulnerability)
            return kept.Location?.Path == other.Location?.Path ? Fit.Exact : Fit.Loose;
        var (a, b) = (kept.Location!.Region!.Value, other.Location!.Region!.Value);
        if (!HasColumns(a) || !HasColumns(b))
            return a.StartLine <= LastLine(b) && b.StartLine <= LastLine(a) ? Fit.Loose : Fit.None;
        return IsBefore(a.StartLine, a.StartColumn, b.EndLine, b.EndColumn) && IsBefore(b.StartLine, b.StartColumn, a.EndLine, a.EndColumn) ? Fit.Exact : Fit.None;
    }

    private static bool IsSecret(Finding finding) => finding.Kind is FindingKind.Credential or FindingKind.PossibleSecret;

    private static bool HasColumns(Region region) => region.EndLine > region.StartLine ? region.EndColumn > 1 : region.EndColumn > region.StartColumn;

    private static int LastLine(Region region) => region.EndColumn <= 1 && region.EndLine > region.StartLine ? region.EndLine - 1 : region.EndLine;

    private static bool IsBefore(int line, int column, int otherLine, int otherColumn) => line < otherLine || (line == otherLine && column < otherColumn);
}
