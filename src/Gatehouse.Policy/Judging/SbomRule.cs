using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What build and release both ask of a bill of materials.</summary>
internal static class SbomRule
{
    public static CriterionResult Judge(CriterionInput input)
    {
        var sboms = input.Facts.Of(FactKind.Sbom);
        if (sboms.Count == 0)
            return input.Missing(FactKind.Sbom, "Make one of this subject (CycloneDX or SPDX), and add it with gatehouse fact add");
        if (sboms.FirstOrDefault(sbom => sbom.Fact.Completeness != Completeness.Complete) is { } partial)
            return input.Result(Outcome.Undecided, $"the bill of materials of {partial.Fact.Producer.Name} is incomplete", sboms, remedy: "Make it anew", owedBy: input.Criterion.OwedBy);
        var components = sboms.Sum(sbom => ((SbomPredicate)sbom.Fact.Predicate).Components.Length);
        return components == 0
            ? input.Result(Outcome.Fail, "the bill of materials names no component", sboms, remedy: "Check that the tool that made it saw the artifact")
            : input.Result(Outcome.Pass, FormattableString.Invariant($"{components} component{(components == 1 ? "" : "s")} listed by {string.Join(", ", sboms.Select(sbom => sbom.Fact.Producer.Name).Distinct())}"), sboms);
    }
}
