using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>It is known who built the artifact from which source; where the subject is a commit, from that commit.</summary>
[Criterion]
internal sealed class ProvenanceCriterion : ICriterion
{
    public string Id => "release.provenance";

    public Stage Stage => Stage.Release;

    public string Question => "Is it known how the artifact was built?";

    public IReadOnlyList<FactKind> Wants { get; } = [FactKind.Provenance];

    public string OwedBy => "the job that builds the artifact";

    public CriterionResult Judge(CriterionInput input)
    {
        var provenances = input.Facts.Of(FactKind.Provenance);
        if (provenances.Count == 0)
            return input.Missing([FactKind.Provenance], "Let the build write SLSA provenance, and add it with gatehouse fact add");
        input.Context.Subject.Digests.TryGetValue(Subject.GitCommit, out var commit);
        foreach (var provenance in provenances.Select(stored => (ProvenancePredicate)stored.Fact.Predicate))
        {
            if (commit is not null && provenance.SourceCommit is { } source && !string.Equals(source, commit, StringComparison.OrdinalIgnoreCase))
                return input.Result(Outcome.Fail, $"built from commit {source[..Math.Min(12, source.Length)]}, not from the one judged", provenances, remedy: "Build the artifact from this commit", owedBy: OwedBy);
        }

        var builders = provenances.Select(stored => ((ProvenancePredicate)stored.Fact.Predicate).BuilderId).Distinct().Order(StringComparer.Ordinal);
        return input.Result(Outcome.Pass, $"built by {string.Join(", ", builders)}", provenances);
    }
}
