using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Trivy;

/// <summary>The CVSS score by whom Trivy takes the severity from; without one the highest.</summary>
internal static class TrivyScore
{
    public static (double? Score, string? Vector) Of(Reading reading, MapNode item)
    {
        var scores = reading.Map(item, "CVSS");
        if (scores is null)
            return (null, null);
        if (reading.Name(item, "SeveritySource") is { } source && scores[source] is MapNode own && One(reading, own) is { Score: not null } chosen)
            return chosen;
        (double? Score, string? Vector) best = (null, null);
        foreach (var entry in scores.Members)
        {
            if (entry.Value is MapNode map && One(reading, map) is { Score: { } score } other && (best.Score is null || score > best.Score))
                best = other;
        }

        return best;
    }

    private static (double? Score, string? Vector) One(Reading reading, MapNode map)
    {
        foreach (var version in (ReadOnlySpan<string>)["V40", "V3", "V2"])
        {
            if (reading.Number(map, version + "Score", 0, 10) is { } score)
                return (score, reading.Name(map, version + "Vector"));
        }

        return (null, null);
    }
}
