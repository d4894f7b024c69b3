using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

/// <summary>Findings as one line each, to be compared with what a report says.</summary>
internal static class Brief
{
    /// <summary><c>rule SEVERITY kind @ path:line:column-end symbol; CWE-n; alias; purl; fixed version; (why it is suppressed)</c>, each part where there is one.</summary>
    public static IEnumerable<string> Of(Fact fact) => Report.Findings(fact).Select(Of);

    private static string Of(Finding finding)
    {
        var parts = new List<string> { $"{finding.RuleId} {finding.Severity.ToLabel()} {finding.Kind}" + (finding.Location is { } place ? $" @ {place}{End(place.Region)}{(place.Symbol is null ? "" : " " + place.Symbol)}" : "") };
        parts.AddRange(finding.Cwe.Select(cwe => $"CWE-{cwe}"));
        parts.AddRange(finding.Aliases);
        if (finding.Component is { } component)
            parts.Add(component.Purl?.ToString() ?? $"{component.Name} {component.Version}".Trim());
        parts.AddRange(finding.Vulnerability?.FixedVersions.Select(version => $"fixed in {version}") ?? []);
        if (finding.Suppression is { } suppression)
            parts.Add($"({suppression.Reason})");
        return string.Join("; ", parts);
    }

    private static string End(Region? region) =>
        region is not { } at || (at.EndLine, at.EndColumn) == (at.StartLine, at.StartColumn) ? "" : $"-{at.EndLine}:{at.EndColumn}";
}
