using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// What a change takes from the policy that judges it: a lower mode, a gate or criterion dropped, a waiver or trusted
/// key or exclusion added, a production branch removed. Each is a finding, so that a code owner sees it.
/// </summary>
public static class Weakening
{
    /// <summary>The findings, sorted by rule and message.</summary>
    public static IReadOnlyList<Finding> Between(PolicyDocument inForce, PolicyDocument proposed, string file)
    {
        var found = new List<(string Rule, string Message)>();
        foreach (var stage in Stages.All)
        {
            var (before, after) = (inForce.Of(stage), proposed.Of(stage));
            if (after.Mode < before.Mode)
                found.Add(("mode-lowered", $"the {stage.ToName()} gate's mode is lowered"));
            if (after.IsOn == false && before.IsOn != false)
                found.Add(("gate-turned-off", $"the {stage.ToName()} gate is turned off"));
            // A gate that names criteria judges only those: leaving one out, or beginning to name them, drops the others.
            var dropped = before.Criteria.Length == 0 ? after.Criteria.Length > 0 : before.Criteria.Except(after.Criteria).Any() && after.Criteria.Length > 0;
            if (dropped)
                found.Add(("criteria-dropped", $"the {stage.ToName()} gate judges fewer criteria"));
        }

        found.AddRange(proposed.Waivers.Where(waiver => !inForce.Waivers.Any(old => old.Id == waiver.Id && old.Expires >= waiver.Expires)).Select(waiver => ("waiver-added", $"the waiver {waiver.Id} is added or prolonged")));
        found.AddRange(proposed.Keys.Where(key => !inForce.Keys.Any(old => old.KeyId == key.KeyId && key.May.All(old.May.Contains))).Select(key => ("key-trusted", $"the key of {key.Name} is trusted, or for more than before")));
        found.AddRange(inForce.ProductionBranches.Except(proposed.ProductionBranches).Select(branch => ("production-branch-removed", $"{branch} is no production branch any more")));
        found.AddRange(proposed.Exclude.Except(inForce.Exclude).Select(glob => ("exclusion-added", $"{glob} is no longer scanned")));
        found.AddRange(inForce.DeniedLicenses.Except(proposed.DeniedLicenses).Select(license => ("license-allowed", $"the licence {license} is no longer denied")));
        if (proposed.WebHighThreshold > inForce.WebHighThreshold)
            found.Add(("threshold-raised", "more web findings of severity HIGH are let through"));
        found.AddRange(proposed.MaxAges.Where(pair => inForce.MaxAges.TryGetValue(pair.Key, out var old) && pair.Value > old).Select(pair => ("max-age-raised", $"a {FactAges.Name(pair.Key)} may be older")));
        return [.. found.OrderBy(pair => pair.Rule, StringComparer.Ordinal).ThenBy(pair => pair.Message, StringComparer.Ordinal).Select(pair => new Finding
        {
            RuleId = "policy-" + pair.Rule,
            Supplier = "policy",
            Kind = FindingKind.PolicyWeakening,
            Severity = Severity.High,
            Confidence = Confidence.High,
            Message = $"This change weakens the policy: {pair.Message}",
            Location = new Location(file),
            Remedy = "A code owner other than the author should review this line of the change.",
        })];
    }
}
