using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>Urgency from 0 to 1000 (docs/how-to/ranking.md): a band of 200 a severity, and points within it.</summary>
internal static class Ranking
{
    public const int Band = 200;

    /// <summary>The points of everything but severity; together 199, so that no sum reaches the next band.</summary>
    public const int KnownExploited = 64, Epss = 40, Reached = 30, Fix = 20, Confidence = 16, New = 14, Production = 10, Direct = 5;

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
            + (SidePath.Holds(finding.Location) ? 0 : Production)
            + Share(finding.Component?.IsDirect, Direct);
        return ((int)finding.Severity * Band) + points;
    }

    // Not knowing counts half: it is no proof that nothing is there.
    private static int Share(bool? answer, int points) => answer switch { true => points, false => 0, null => points / 2 };
}
