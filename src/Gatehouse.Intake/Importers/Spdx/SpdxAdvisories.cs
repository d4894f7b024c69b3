using Gatehouse.Intake.Importers.Sarif;
using Gatehouse.Model;

namespace Gatehouse.Intake.Importers.Spdx;

/// <summary>
/// SPDX 2.3 annex K: an SBOM may say of a package which published advisories may affect it. It states no severity, so it
/// is MEDIUM until someone looks. Several references to one advisory are one finding.
/// </summary>
internal static class SpdxAdvisories
{
    public static IEnumerable<Finding> Of(SpdxPackage package, Component? component) =>
        package.Advisories.DistinctBy(IdOf, StringComparer.Ordinal).Select(advisory => new Finding
        {
            RuleId = IdOf(advisory),
            Supplier = "SPDX",
            Kind = FindingKind.Vulnerability,
            Severity = Severity.Medium,
            Title = IdOf(advisory),
            Message = Plain.Line($"{component?.Name ?? "a package"} {component?.Version}: the bill of materials cites {IdOf(advisory)}"),
            Component = component,
            Vulnerability = new VulnerabilityDetail(),
            HelpUri = Uri.TryCreate(advisory, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? advisory : null,
        });

    // The id of a known numbering in the link, else the link.
    private static string IdOf(string advisory) =>
        advisory.Split('/', '?', '#', '=').LastOrDefault(SarifKind.IsAdvisory) ?? advisory;
}
