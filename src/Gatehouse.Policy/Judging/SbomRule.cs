using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What build and release both ask of a bill of materials.</summary>
internal static class SbomRule
{
    private const string MakeIt = "Make one of this subject (CycloneDX or SPDX), and add it with gatehouse fact add";

    /// <param name="most">A bound on its age beside that of the kind.</param>
    public static CriterionResult Judge(CriterionInput input, TimeSpan? most)
    {
        var fresh = input.Facts.Of(FactKind.Sbom);
        if (fresh.Count == 0)
            return input.Missing([FactKind.Sbom], MakeIt);
        var sboms = fresh.Where(sbom => input.Facts.Staleness(sbom.Fact, most) is null).ToList();
        if (sboms.Count == 0)
            return input.Result(Outcome.Undecided, input.Facts.Staleness(fresh[0].Fact, most)!, fresh, remedy: MakeIt, owedBy: input.Criterion.OwedBy);
        var components = sboms.Sum(sbom => ((SbomPredicate)sbom.Fact.Predicate).Components.Length);
        if (components > 0)
            return input.Result(Outcome.Pass, FormattableString.Invariant($"{components} component{(components == 1 ? "" : "s")} listed by {string.Join(", ", sboms.Select(sbom => sbom.Fact.Producer.Name).Distinct().Order(StringComparer.Ordinal))}"), sboms);

        // A source tree may have no dependency; an artifact that consists of nothing is one that the tool did not see.
        return input.Criterion.Stage == Stage.Release
            ? input.Result(Outcome.Undecided, "the bill of materials names no component", sboms, remedy: "Check that the tool that made it saw the artifact", owedBy: input.Criterion.OwedBy)
            : input.Result(Outcome.NotApplicable, "the bill of materials names no component", sboms);
    }
}
