using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// Known vulnerabilities. A CRITICAL one fails in a direct dependency or base image; in a transitive one where it is
/// fixable and reached, or known to be exploited. Unknown directness counts as direct. A CRITICAL one that does not fail
/// everywhere still blocks on production, as a HIGH one does.
/// </summary>
[Criterion]
internal sealed class VulnerabilitiesCriterion : ScanCriterion
{
    public override string Id => "build.vulnerabilities";

    public override Stage Stage => Stage.Build;

    public override string Question => "Is there a critical vulnerability that can be acted on?";

    public override string OwedBy => "the job that scans dependencies";

    protected override FactKind Kind => FactKind.VulnerabilityScan;

    protected override string RunIt => "Add the report of a dependency or image scanner with gatehouse fact add";

    protected override string MendIt => "Update to a fixed version";

    protected override (string One, string Many) Noun => ("vulnerability", "vulnerabilities");

    protected override bool Counts(Finding finding) => finding.Kind == FindingKind.Vulnerability;

    protected override bool FailsAlways(Finding finding) => finding.Severity == Severity.Critical && (finding.Component?.IsDirect != false || IsUrgent(finding));

    protected override string Note(IReadOnlyList<Finding> failing)
    {
        var unknown = failing.Count(finding => finding.Severity == Severity.Critical && finding.Component?.IsDirect is null && !IsUrgent(finding));
        return unknown == 0 ? "" : FormattableString.Invariant($"; {unknown} in components of which nobody says whether they are direct: they count as direct");
    }

    private static bool IsUrgent(Finding finding) =>
        finding.Vulnerability is { } detail && (detail.IsKnownExploited || (!detail.FixedVersions.IsDefaultOrEmpty && detail.IsReached == true));
}
