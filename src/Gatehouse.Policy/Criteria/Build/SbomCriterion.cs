using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>The parts are known: a bill of materials of the subject that names at least one component.</summary>
[Criterion]
internal sealed class SbomCriterion : ICriterion
{
    public string Id => "build.sbom";

    public Stage Stage => Stage.Build;

    public string Question => "Is there a fresh bill of materials?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.Sbom];

    public string OwedBy => "the job that builds";

    public CriterionResult Judge(CriterionInput input) => SbomRule.Judge(input, most: null);
}
