using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>Urgency from 0 to 1000 (docs/how-to/ranking.md): a band of 200 a severity, and points within it.</summary>
internal static class Ranking
{
    public const int Band = 200;

    /// <summary>The points of everything but severity; together 199, so that no sum reaches the next band.</summary>
    public const int KnownExploited = 64, Epss = 40, Reached = 30, Fix = 20, Confidence = 16, New = 14, Production = 10, Direct = 5;

    private static readonly HashSet<string> SideFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "test", "tests", "testing", "__tests__", "spec", "specs", "testdata", "test-data", "test_data", "fixtures", "__fixtures__", "mocks", "__mocks__",
        "e2e", "doc", "docs", "documentation", "example", "examples", "sample", "samples", "demo", "demos", "bench", "benchmark", "benchmarks",
    };

    public static int Of(Finding finding)
    {
        if (!finding.IsActive)
            return 0;
        var detail = finding.Vulnerability;
        var points = (detail?.IsKnownExploited == true ? KnownExploited : 0)
            + (int)Math.Round(Math.Clamp(double.IsNaN(detail?.Epss ?? 0) ? 0 : detail?.Epss ?? 0, 0, 1) * Epss, MidpointRounding.AwayFromZero)
            + Share(detail?.IsReached, Reached)
            + (detail is { FixedVersions: { IsDefaultOrEmpty: false } } ? Fix : 0)
            + (finding.Confidence switch { Model.Confidence.High => Confidence, Model.Confidence.Medium => Confidence / 2, _ => 0 })
            + (finding.Baseline switch { BaselineState.New => New, BaselineState.Unknown => New / 2, _ => 0 })
            + (IsSidePath(finding.Location) ? 0 : Production)
            + Share(finding.Component?.IsDirect, Direct);
        return ((int)finding.Severity * Band) + points;
    }

    // Not knowing counts half: it is no proof that nothing is there.
    private static int Share(bool? answer, int points) => answer switch { true => points, false => 0, null => points / 2 };

    /// <summary>Tests, documents and examples: what is there does not run in production.</summary>
    internal static bool IsSidePath(Location? location)
    {
        if (location is null or { IsUri: true })
            return false;
        var path = location.Path;
        for (var start = 0; path.IndexOf('/', start) is var slash and >= 0; start = slash + 1)
        {
            if (SideFolders.GetAlternateLookup<ReadOnlySpan<char>>().Contains(path.AsSpan(start, slash - start)))
                return true;
        }

        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        var stem = name[..(name.LastIndexOf('.') is var dot and > 0 ? dot : name.Length)];
        return name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rst", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".adoc", StringComparison.OrdinalIgnoreCase)
            || stem.StartsWith("test_", StringComparison.Ordinal) || stem.EndsWith("_test", StringComparison.Ordinal)
            || stem.EndsWith(".test", StringComparison.Ordinal) || stem.EndsWith(".spec", StringComparison.Ordinal)
            || stem.EndsWith("Test", StringComparison.Ordinal) || stem.EndsWith("Tests", StringComparison.Ordinal);
    }
}
