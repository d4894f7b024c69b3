using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// What a change takes from the policy that judges it. Each is a finding, so that someone other than the author sees it:
/// hand them to <see cref="JudgingContext.Weakenings"/>.
/// </summary>
public static class Weakening
{
    /// <summary>The findings, sorted by rule and message.</summary>
    /// <param name="inForce">The merge base's policy.</param>
    /// <param name="proposed">The change's policy.</param>
    /// <param name="file">Where the policy is written.</param>
    /// <param name="release">The running build's release, which says at what a pack without a pin is held; null where unknown.</param>
    public static IReadOnlyList<Finding> Between(PolicyDocument inForce, PolicyDocument proposed, string file, PackVersion? release = null)
    {
        var found = Parts(inForce, proposed).Concat(PackPins.Lowered(inForce, proposed, release)).Concat(FloorWeakening.Between(inForce, proposed));
        return [.. found.OrderBy(pair => pair.Rule, StringComparer.Ordinal).ThenBy(pair => pair.Message, StringComparer.Ordinal).Select(pair => Of(pair.Rule, pair.Message, new Location(file)))];
    }

    /// <summary>Everything but packs and floors.</summary>
    internal static IEnumerable<(string Rule, string Message)> Parts(PolicyDocument before, PolicyDocument after) =>
        Stages.All.SelectMany(stage => OfStage(stage, before.Of(stage), after.Of(stage)))
            .Concat(OfWaiversAndKeys(before, after)).Concat(OfLists(before, after)).Concat(OfBounds(before, after)).Concat(OfIgnores(before, after));

    /// <summary>One such finding.</summary>
    /// <param name="rule">Without the prefix <c>policy-</c>.</param>
    /// <param name="message">What is taken, in one line.</param>
    /// <param name="location">Where the change says so.</param>
    public static Finding Of(string rule, string message, Location? location) => new()
    {
        RuleId = "policy-" + rule,
        Supplier = "policy",
        Kind = FindingKind.PolicyWeakening,
        Severity = Severity.High,
        Confidence = Confidence.High,
        Message = message,
        Location = location,
        Baseline = BaselineState.New,
        Remedy = "A code owner other than the author should review this line of the change.",
    };

    private static IEnumerable<(string Rule, string Message)> OfStage(Stage stage, StagePolicy before, StagePolicy after)
    {
        var name = stage.ToName();
        if (after.Mode < before.Mode)
            yield return ("mode-lowered", $"the {name} gate's mode is lowered");
        if (Strictness(after.IsOn) < Strictness(before.IsOn))
            yield return ("gate-turned-off", after.IsOn == false ? $"the {name} gate is turned off" : $"the {name} gate is no longer judged always");
        foreach (var criterion in before.Criteria.Except(after.Criteria).Union(after.Without.Except(before.Without)).Distinct())
            yield return ("criterion-dropped", $"{criterion} need no longer be judged");
    }

    private static IEnumerable<(string Rule, string Message)> OfWaiversAndKeys(PolicyDocument before, PolicyDocument after)
    {
        foreach (var waiver in after.Waivers.Where(waiver => !before.Waivers.Any(old => AcceptsAsMuch(old, waiver))))
            yield return ("waiver-added", $"the waiver {waiver.Id} is added, prolonged or widened");
        foreach (var key in after.Keys.Where(key => !before.Keys.Any(old => old.KeyId == key.KeyId && key.May.All(old.May.Contains))))
            yield return ("key-trusted", $"the key of {key.Name} is trusted, or for more than before");
    }

    private static IEnumerable<(string Rule, string Message)> OfLists(PolicyDocument before, PolicyDocument after)
    {
        foreach (var branch in before.ProductionBranches.Except(after.ProductionBranches))
            yield return ("production-branch-removed", $"{branch} is no production branch any more");
        foreach (var glob in after.Exclude.Except(before.Exclude))
            yield return ("exclusion-added", $"{glob} is no longer scanned");
        foreach (var license in before.DeniedLicenses.Except(after.DeniedLicenses))
            yield return ("license-allowed", $"the licence {license} is no longer denied");

        // No registry in the list means any: taking out the last one opens it to the world.
        if (before.AllowedRegistries.Length > 0 && after.AllowedRegistries.Length == 0)
            yield return ("registry-approved", "images may come from any registry");
        if (before.AllowedRegistries.Length > 0)
        {
            foreach (var registry in after.AllowedRegistries.Except(before.AllowedRegistries).Where(registry => !before.AllowedRegistries.Any(wider => registry.StartsWith(wider + "/", StringComparison.Ordinal))))
                yield return ("registry-approved", $"images may come from {registry}");
        }

        foreach (var suite in before.SecuritySuites.Except(after.SecuritySuites))
            yield return ("suite-dropped", $"the suite {suite} need no longer run");
        if (before.SecuritySuites.Length == 0 && after.SecuritySuites.Length > 0)
            yield return ("suite-dropped", "only the named suites count as security tests");
        foreach (var label in before.HighRiskLabels.Except(after.HighRiskLabels))
            yield return ("high-risk-removed", $"the label {label} no longer makes a change a high-risk feature");
        foreach (var path in before.HighRiskPaths.Except(after.HighRiskPaths))
            yield return ("high-risk-removed", $"{path} is no high-risk path any more");
    }

    private static IEnumerable<(string Rule, string Message)> OfBounds(PolicyDocument before, PolicyDocument after)
    {
        if (after.WebHighThreshold > before.WebHighThreshold)
            yield return ("threshold-raised", "more web findings of severity HIGH are let through");
        foreach (var (kind, age) in after.MaxAges.Where(pair => before.MaxAges.TryGetValue(pair.Key, out var old) && pair.Value > old))
            yield return ("max-age-raised", $"a {FactAges.Name(kind)} may be older: {Spans.Of(age)}");
        if (after.ReleaseSbomMaxAge > before.ReleaseSbomMaxAge)
            yield return ("max-age-raised", $"the bill of materials of a release may be older: {Spans.Of(after.ReleaseSbomMaxAge)}");
        foreach (var (severity, deadline) in after.Deadlines.Where(pair => before.Deadlines.TryGetValue(pair.Key, out var old) && pair.Value > old))
            yield return ("deadline-raised", $"{severity.ToLabel()} may stay open longer: {Spans.Of(deadline)}");
    }

    private static IEnumerable<(string Rule, string Message)> OfIgnores(PolicyDocument before, PolicyDocument after)
    {
        if (!before.HonorsInline && after.HonorsInline)
            yield return ("ignores-allowed", "comments in the code may silence findings");
        if (!before.HonorsIgnoreFiles && after.HonorsIgnoreFiles)
            yield return ("ignores-allowed", "other tools' ignore files may silence findings");
    }

    private static bool AcceptsAsMuch(Waiver old, Waiver waiver) =>
        old.Expires >= waiver.Expires && Same(old.Criteria, waiver.Criteria) && Same(old.Ids, waiver.Ids) && Same(old.Paths, waiver.Paths);

    private static bool Same(IEnumerable<string> a, IEnumerable<string> b) => a.Order(StringComparer.Ordinal).SequenceEqual(b.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static int Strictness(bool? isOn) => isOn switch { true => 2, null => 1, false => 0 };
}
