using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Licences: none that the policy denies. A choice (A OR B) is denied only where every alternative is.</summary>
[Criterion]
internal sealed class LicensesCriterion : ICriterion
{
    public string Id => "build.licenses";

    public Stage Stage => Stage.Build;

    public string Question => "Does a component have a denied licence?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.LicenseScan, FactKind.Sbom];

    public string OwedBy => "the job that builds the software bill of materials";

    public CriterionResult Judge(CriterionInput input)
    {
        var scans = input.Facts.Of(FactKind.LicenseScan);
        var sboms = input.Facts.Of(FactKind.Sbom);
        var denied = input.Policy.DeniedLicenses;
        if (scans.Count == 0 && denied.Length == 0)
            return input.Result(Outcome.NotApplicable, "the policy denies no licence");
        if (scans.Count == 0 && sboms.Count == 0)
            return input.Missing(FactKind.LicenseScan, "Add a bill of materials or a licence report with gatehouse fact add");

        var findings = scans.SelectMany(scan => ((ScanPredicate)scan.Fact.Predicate).Findings).Where(finding => finding is { IsActive: true, Kind: FindingKind.License, Severity: >= Severity.High });
        var components = sboms.SelectMany(sbom => ((SbomPredicate)sbom.Fact.Predicate).Components).Where(component => LicenseExpression.IsDenied(component.Licenses, denied)).Select(AsFinding);
        var (open, waiver) = WaiverRules.Apply([.. findings, .. components], input.Waivers);
        if (open.Count > 0)
            return input.Result(Outcome.Fail, FormattableString.Invariant($"{open.Count} component{(open.Count == 1 ? "" : "s")} with a denied licence, first {open[0].Component?.Name ?? open[0].Message}"), [.. scans, .. sboms], open, "Replace the component, or waive it with an owner and an expiry");
        return waiver is not null
            ? input.Result(Outcome.Pass, $"a denied licence is waived until {waiver.Expires:yyyy-MM-dd} by {waiver.Owner} ({waiver.Id}: {waiver.Reason})", [.. scans, .. sboms], waiver: waiver)
            : input.Result(Outcome.Pass, "no denied licence", [.. scans, .. sboms]);
    }

    private static Finding AsFinding(Component component) => new()
    {
        RuleId = "denied-license",
        Supplier = "policy",
        Kind = FindingKind.License,
        Severity = Severity.High,
        Message = $"{component.Name} {component.Version} is licensed {string.Join(", ", component.Licenses)}, which the policy denies",
        Component = component,
        Location = component.Location,
    };
}
