using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// Licences: none that the policy denies (a choice, A OR B, is denied only where every alternative is), and none that a
/// licence scanner calls CRITICAL; its HIGH ones are judged by branch. A component without a licence could have any: it warns.
/// </summary>
[Criterion]
internal sealed class LicensesCriterion : ICriterion
{
    private const string Remedy = "Replace the component, or waive it with an owner and an expiry";

    private const string RunIt = "Add a bill of materials or a licence report with gatehouse fact add";

    public string Id => "build.licenses";

    public Stage Stage => Stage.Build;

    public string Question => "Does a component have a denied licence?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.LicenseScan, FactKind.Sbom];

    public string OwedBy => "the job that builds the software bill of materials";

    public CriterionResult Judge(CriterionInput input)
    {
        var denied = input.Policy.DeniedLicenses;
        var scans = input.Facts.Of(FactKind.LicenseScan);
        var sboms = denied.Length > 0 ? input.Facts.Of(FactKind.Sbom) : [];
        IReadOnlyList<StoredFact> facts = [.. scans, .. sboms];
        if (facts.Count == 0)
        {
            return denied.Length == 0 && input.Facts.WhyNot(FactKind.LicenseScan).Length == 0
                ? input.Result(Outcome.NotApplicable, "the policy denies no licence")
                : input.Missing([FactKind.LicenseScan, FactKind.Sbom], RunIt, isOwed: denied.Length > 0);
        }

        var components = sboms.SelectMany(sbom => ((SbomPredicate)sbom.Fact.Predicate).Components).ToList();
        var reported = scans.SelectMany(scan => ((ScanPredicate)scan.Fact.Predicate).Findings).Where(finding => finding.Kind == FindingKind.License && input.Counts(finding)).ToList();
        var open = input.Open([.. reported.Where(finding => FailsAlways(finding, input.Policy)), .. components.Where(component => LicenseExpression.IsDenied(component.Licenses, denied)).Select(AsFinding)]);
        var byBranch = input.Open(reported.Where(finding => !FailsAlways(finding, input.Policy) && finding.Severity >= Severity.High));
        if (input.IsProduction)
            (open, byBranch) = ([.. open, .. byBranch], []);
        if (open.Count > 0)
            return input.Result(Outcome.Fail, FormattableString.Invariant($"{Count(open.Count)} with a denied licence, first {open[0].Component?.Name ?? open[0].Message}"), facts, open, Remedy, OwedBy);
        if (byBranch.Count > 0)
            return input.Result(Outcome.Warn, $"{Count(byBranch.Count)} with a licence of severity HIGH: it warns on this branch, and blocks on production", facts, byBranch, Remedy);
        if (components.Count == 0 && scans.All(scan => scan.Fact.Predicate is ScanPredicate { Applies: false }))
            return input.LeftAlone(scans, RunIt) ?? input.Result(Outcome.NotApplicable, "there is no component to have a licence", facts);

        // A licence scan looks into the files themselves, so it speaks for what the bill of materials leaves open.
        var unknown = scans.Count > 0 ? [] : components.Where(component => component.Licenses.IsDefaultOrEmpty).Select(component => component.Name).Order(StringComparer.Ordinal).ToList();
        return unknown.Count > 0
            ? input.Result(Outcome.Warn, FormattableString.Invariant($"no denied licence, but {Count(unknown.Count)} of unknown licence, first {unknown[0]}"), facts, remedy: "Let the tool that makes the bill of materials look up licences")
            : input.Result(Outcome.Pass, "no denied licence", facts);
    }

    private static bool FailsAlways(Finding finding, PolicyDocument policy) =>
        finding.Severity == Severity.Critical || finding.Severity >= policy.FailOn
        || (finding.Component is { } component && LicenseExpression.IsDenied(component.Licenses, policy.DeniedLicenses));

    private static string Count(int count) => FormattableString.Invariant($"{count} component{(count == 1 ? "" : "s")}");

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
