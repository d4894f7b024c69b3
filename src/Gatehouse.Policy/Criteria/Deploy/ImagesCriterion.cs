using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What is deployed comes from an approved registry, is named by digest and not by a tag that may move, and is signed.</summary>
[Criterion]
internal sealed class ImagesCriterion : ICriterion
{
    private const string UnknownSignature = "image-signature-unknown";

    public string Id => "deploy.images";

    public Stage Stage => Stage.Deploy;

    public string Question => "Do all images come from an approved registry, by digest, and signed?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.Deployment, FactKind.Signature];

    public string OwedBy => "the job that deploys";

    public CriterionResult Judge(CriterionInput input)
    {
        var deployments = input.Facts.Of(FactKind.Deployment);
        if (deployments.Count == 0)
            return input.Missing([FactKind.Deployment], "State what is deployed with gatehouse fact add");
        var images = deployments.SelectMany(stored => ((DeploymentPredicate)stored.Fact.Predicate).Images).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (images.Count == 0)
            return input.Result(Outcome.NotApplicable, "no image is deployed", deployments);

        var facts = deployments.ToList();
        var open = input.Open([.. images.SelectMany(image => Problems(image, input, facts))]);
        var bad = open.Where(finding => finding.RuleId != UnknownSignature).ToList();
        if (bad.Count > 0)
            return input.Result(Outcome.Fail, First(bad), facts, open, "Name signed images by digest, from a registry that the policy approves", OwedBy);
        return open.Count > 0
            ? input.Result(Outcome.Undecided, First(open), facts, open, "Verify the image (cosign verify), and add the result with gatehouse fact add", OwedBy)
            : input.Result(Outcome.Pass, FormattableString.Invariant($"{images.Count} image{(images.Count == 1 ? "" : "s")}, each approved or accepted"), facts);
    }

    private static IEnumerable<Finding> Problems(string text, CriterionInput input, List<StoredFact> facts)
    {
        if (ImageReference.Parse(text) is not { } image)
        {
            yield return Problem("image-reference", text, $"{text} is no reference of an image");
            yield break;
        }

        if (input.Policy.AllowedRegistries.Length > 0 && !input.Policy.AllowedRegistries.Any(image.IsFrom))
            yield return Problem("registry-not-approved", text, $"{text} comes from a registry that the policy does not approve");
        if (image.Sha256 is null)
        {
            // What a tag names now may be signed; what it names when it is pulled, nobody knows.
            yield return Problem("mutable-tag", text, $"{text} is named by a tag, which may move");
            yield break;
        }

        var signatures = input.Facts.About(Subject.OfSha256(SubjectKind.Image, text, image.Sha256), FactKind.Signature);
        facts.AddRange(signatures);
        if (signatures.Count == 0)
            yield return Problem(UnknownSignature, text, $"nobody says whether {text} is signed");
        else if (SignatureRule.IsRefused(signatures))
            yield return Problem("image-unsigned", text, $"the signature of {text} does not verify");
    }

    private static string First(List<Finding> problems) => problems[0].Message + (problems.Count > 1 ? FormattableString.Invariant($", and {problems.Count - 1} more") : "");

    private static string First(IReadOnlyList<Finding> problems) => First(problems.ToList());

    private static Finding Problem(string rule, string image, string message) => new()
    {
        RuleId = rule,
        Supplier = "policy",
        Kind = FindingKind.Artifact,
        Severity = Severity.Critical,
        Message = message,
        Location = new Location(image) { IsUri = true },
    };
}
