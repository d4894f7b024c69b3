using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>What the kept finding learns from another of the same flaw. Where they differ the worse holds.</summary>
internal static class Evidence
{
    public static Finding Join(Finding kept, Finding other) => kept with
    {
        // A shape that one supplier knows is no mere possibility any more; without this the worse severity could not hold.
        Kind = other.Kind == FindingKind.Credential ? FindingKind.Credential : kept.Kind,
        Severity = other.Severity > kept.Severity ? other.Severity : kept.Severity,
        Aliases = JoinIds(kept, other),
        Cwe = [.. Of(kept.Cwe).Union(Of(other.Cwe)).Order()],
        Vulnerability = Join(kept.Vulnerability, other.Vulnerability),
        Remedy = kept.Remedy ?? other.Remedy,
        HelpUri = kept.HelpUri ?? other.HelpUri,
        AlsoReportedBy = [.. Of(kept.AlsoReportedBy).Append(other.Supplier).Where(name => name != kept.Supplier).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };

    // Only advisories have names for one thing; the rules of two code scanners are not each other's aliases.
    private static ImmutableArray<string> JoinIds(Finding kept, Finding other) =>
        kept.Kind != FindingKind.Vulnerability
            ? kept.Aliases
            : [.. Of(kept.Aliases).Concat(Of(other.Aliases)).Append(other.RuleId)
                .Where(id => !string.Equals(id, kept.RuleId, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    private static VulnerabilityDetail? Join(VulnerabilityDetail? kept, VulnerabilityDetail? other) =>
        kept is null || other is null
            ? kept ?? other
            : kept with
            {
                FixedVersions = kept.FixedVersions.IsDefaultOrEmpty ? other.FixedVersions : kept.FixedVersions,
                Cvss = kept.Cvss ?? other.Cvss,
                CvssVector = kept.CvssVector ?? (kept.Cvss is null ? other.CvssVector : null),
                IsReached = kept.IsReached == true || other.IsReached == true ? true : kept.IsReached ?? other.IsReached,
                IsKnownExploited = kept.IsKnownExploited || other.IsKnownExploited,
                Epss = kept.Epss is { } a && other.Epss is { } b ? Math.Max(a, b) : kept.Epss ?? other.Epss,
            };

    private static ImmutableArray<T> Of<T>(ImmutableArray<T> values) => values.IsDefault ? [] : values;
}
