using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.CycloneDx;

/// <summary>The vulnerabilities of a document (since 1.4): a finding for each component that one affects.</summary>
internal static class BomVulnerabilities
{
    public static ImmutableArray<Finding> Of(Reading reading, MapNode root, Bom bom)
    {
        var findings = new List<Finding>();
        foreach (var vulnerability in reading.Maps(root, "vulnerabilities"))
        {
            var finding = FindingOf(reading, vulnerability, bom.Producer.Name);
            var affected = reading.Maps(vulnerability, "affects").Select(target => reading.Name(target, "ref")).OfType<string>().Distinct().ToList();
            if (affected.Count == 0)
                findings.Add(finding);
            foreach (var reference in affected)
            {
                var component = bom.Find(reference);
                if (component is null)
                    reading.Degraded(vulnerability.Position, $"{finding.RuleId} affects {reference}, which the document does not list");
                findings.Add(finding with { Component = component ?? new Component(reference, null) });
            }
        }

        return reading.Findings(findings);
    }

    private static Finding FindingOf(Reading reading, MapNode vulnerability, string supplier)
    {
        var id = reading.Name(vulnerability, "id");
        if (id is null)
            reading.Unread(vulnerability.Position, "a vulnerability has no id");
        id ??= "unnamed";
        var (severity, score, vector) = Rating(reading, vulnerability, id);
        var description = reading.Text(vulnerability, "description") ?? reading.Text(vulnerability, "detail") ?? id;
        var state = reading.Name(reading.Map(vulnerability, "analysis"), "state");
        return new Finding
        {
            RuleId = id,
            Supplier = supplier,
            Kind = FindingKind.Vulnerability,
            Severity = severity,
            Confidence = state == "exploitable" ? Confidence.High : Confidence.Medium,
            Message = description,
            Cwe = [.. reading.Items(vulnerability, "cwes").Select(node => int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0).Distinct().Order()],
            Aliases = [.. reading.Maps(vulnerability, "references").Select(reference => reading.Name(reference, "id")).OfType<string>().Where(alias => alias != id).Distinct().Order(StringComparer.Ordinal)],
            Vulnerability = new VulnerabilityDetail { Cvss = score, CvssVector = vector },
            Remedy = reading.Text(vulnerability, "recommendation"),
            Suppression = Suppressed(reading, vulnerability, state),
        };
    }

    // The rating of the source that names the vulnerability; without one the worst.
    private static (Severity Severity, double? Score, string? Vector) Rating(Reading reading, MapNode vulnerability, string id)
    {
        var ratings = reading.Maps(vulnerability, "ratings").ToList();
        if (ratings.Count == 0)
        {
            reading.Degraded(vulnerability.Position, $"{id} has no rating: taken as MEDIUM");
            return (Severity.Medium, null, null);
        }

        var source = reading.Name(reading.Map(vulnerability, "source"), "name");
        var own = source is null ? [] : ratings.Where(rating => reading.Name(reading.Map(rating, "source"), "name") == source).ToList();
        (Severity Severity, double? Score, string? Vector)? worst = null;
        foreach (var rating in own.Count > 0 ? own : ratings)
        {
            var isCvss = reading.Name(rating, "method")?.StartsWith("CVSS", StringComparison.Ordinal) ?? false;
            var score = isCvss ? reading.Number(rating, "score", 0, 10) : null;
            var severity = reading.Name(rating, "severity") is { } word ? reading.Severity(word, Severity.Medium, rating.Position)
                : score is { } cvss ? Severities.FromCvss(cvss) : Severity.Medium;
            if (worst is null || severity > worst.Value.Severity || (severity == worst.Value.Severity && (score ?? -1) > (worst.Value.Score ?? -1)))
                worst = (severity, score, isCvss ? reading.Name(rating, "vector") : null);
        }

        return worst!.Value;
    }

    private static Suppression? Suppressed(Reading reading, MapNode vulnerability, string? state)
    {
        if (state is not ("not_affected" or "false_positive" or "resolved" or "resolved_with_pedigree"))
            return null;
        var analysis = reading.Map(vulnerability, "analysis");
        var reason = string.Join(": ", new[] { state.Replace('_', ' '), reading.Name(analysis, "justification")?.Replace('_', ' '), reading.Text(analysis, "detail") }.OfType<string>());
        return new Suppression("file", Plain.Line(reason), "the document's own analysis");
    }
}
