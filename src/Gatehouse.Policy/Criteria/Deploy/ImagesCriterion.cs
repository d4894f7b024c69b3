using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What is deployed comes from an allowed registry and is named by digest, not by a tag that may move.</summary>
[Criterion]
internal sealed class ImagesCriterion : ICriterion
{
    public string Id => "deploy.images";

    public Stage Stage => Stage.Deploy;

    public string Question => "Do all images come from an allowed registry, by digest?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.Deployment];

    public string OwedBy => "the job that deploys";

    public CriterionResult Judge(CriterionInput input)
    {
        var deployments = input.Facts.Of(FactKind.Deployment);
        if (deployments.Count == 0)
            return input.Missing(FactKind.Deployment, "State what is deployed with gatehouse fact add (a CycloneDX document of the deployment, or gatehouse approval deployment)");
        var images = deployments.SelectMany(stored => ((DeploymentPredicate)stored.Fact.Predicate).Images).Distinct().Order(StringComparer.Ordinal).ToList();
        if (images.Count == 0)
            return input.Result(Outcome.NotApplicable, "no image is deployed", deployments);
        var findings = images.SelectMany(image => Problems(image, input.Policy)).ToList();
        var (open, waiver) = WaiverRules.Apply(findings, input.Waivers);
        if (open.Count > 0)
            return input.Result(Outcome.Fail, $"{open[0].Message}{(open.Count > 1 ? FormattableString.Invariant($", and {open.Count - 1} more") : "")}", deployments, open, "Name images by digest, from a registry that the policy allows", OwedBy);
        return waiver is not null
            ? input.Result(Outcome.Pass, $"an image is waived until {waiver.Expires:yyyy-MM-dd} by {waiver.Owner} ({waiver.Id}: {waiver.Reason})", deployments, findings, waiver: waiver)
            : input.Result(Outcome.Pass, FormattableString.Invariant($"{images.Count} image{(images.Count == 1 ? "" : "s")}, by digest and from allowed registries"), deployments);
    }

    private static IEnumerable<Finding> Problems(string image, PolicyDocument policy)
    {
        if (!image.Contains("@sha256:", StringComparison.Ordinal))
            yield return Problem("mutable-tag", image, $"{image} is named by a tag, which may move");
        if (policy.AllowedRegistries.Length > 0 && !policy.AllowedRegistries.Any(registry => image.StartsWith(registry.TrimEnd('/') + "/", StringComparison.Ordinal)))
            yield return Problem("registry-not-allowed", image, $"{image} comes from a registry that the policy does not allow");
    }

    private static Finding Problem(string rule, string image, string message) => new()
    {
        RuleId = rule,
        Supplier = "policy",
        Kind = FindingKind.Artifact,
        Severity = Severity.Critical,
        Message = message,
        Location = new Location("image:" + image) { IsUri = true },
    };
}
