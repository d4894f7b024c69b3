using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>The artifact has a bill of materials, fresher than build asks for: it is what the world gets.</summary>
[Criterion]
internal sealed class ReleaseSbomCriterion : ICriterion
{
    public string Id => "release.sbom";

    public Stage Stage => Stage.Release;

    public string Question => "Has the artifact a fresh bill of materials?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.Sbom];

    public string OwedBy => "the job that builds the artifact";

    public CriterionResult Judge(CriterionInput input) => SbomRule.Judge(input, input.Policy.ReleaseSbomMaxAge);
}
