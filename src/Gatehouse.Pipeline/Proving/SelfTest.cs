using System.Collections.Immutable;
using System.Diagnostics;
using Gatehouse.Configuration;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Proving;

/// <summary>The checks of one area: an engine, the gates, whom they believe.</summary>
/// <param name="Name">As <c>--only</c> takes it.</param>
/// <param name="Checks">In their order.</param>
/// <param name="Elapsed">Wall time.</param>
public sealed record ProvenArea(string Name, ImmutableArray<ControlCheck> Checks, TimeSpan Elapsed)
{
    /// <summary>How many controls the checks are of.</summary>
    public int Controls => Checks.Select(check => check.Control).Distinct(StringComparer.Ordinal).Count();

    /// <summary>How many checks came to this.</summary>
    public int Count(CheckOutcome outcome) => Checks.Count(check => check.Outcome == outcome);
}

/// <summary>What a self-test came to.</summary>
/// <param name="Areas">In their order.</param>
/// <param name="Notes">What the policy leaves out of what was proven, a sentence each.</param>
public sealed record SelfTestOutcome(ImmutableArray<ProvenArea> Areas, ImmutableArray<string> Notes)
{
    /// <summary>True where every check held that could be tried, and at least one could.</summary>
    public bool Holds => Areas.All(area => area.Count(CheckOutcome.Failed) == 0) && Areas.Any(area => area.Count(CheckOutcome.Held) > 0);
}

/// <summary>
/// Every control proves by its case that it works: here, now, with this build and the policy in force. Nothing of the
/// subject is scanned, and nothing is written but into a folder of its own.
/// </summary>
public static class SelfTest
{
    /// <summary>The areas that are no engines.</summary>
    private static readonly string[] Fixed = ["environment", "gates", "belief", "disarming", "suppression"];

    /// <summary>All areas of a build.</summary>
    public static IReadOnlyList<string> Areas(PipelineParts parts) =>
        ["environment", .. parts.Engines.Select(engine => engine.Name).Order(StringComparer.Ordinal), .. Fixed.Skip(1)];

    /// <summary>Runs the areas; or says why it cannot begin (exit 2).</summary>
    /// <param name="folder">The folder whose policy is in force.</param>
    /// <param name="only">Areas; empty for all.</param>
    /// <param name="parts">The build.</param>
    /// <param name="cancellation">Ends it.</param>
    public static (SelfTestOutcome? Outcome, RunRefusal? Refusal) Run(string folder, IReadOnlyCollection<string> only, PipelineParts parts, CancellationToken cancellation)
    {
        var known = Areas(parts);
        if (only.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            return (null, new RunRefusal([$"--only {unknown}: no such area. The areas are: {string.Join(", ", known)}"]));
        var (situation, problem) = SituationFinder.Find(folder, null, parts.Host);
        if (situation is null)
            return (null, new RunRefusal([problem!]));
        using (situation)
        {
            if (!Directory.Exists(situation.Root))
                return (null, new RunRefusal([$"{folder}: no such folder. Name a folder, or leave it out for this one"]));
            var (scratch, noFolder) = ScratchFolder.TryMake("selftest");
            if (scratch is null)
                return (null, new RunRefusal([noFolder!]));
            using (scratch)
            {
                var (policy, refusal) = PolicyInForce.Find(situation, null, parts);
                var areas = known.Where(name => only.Count == 0 || only.Contains(name)).Select(name => Area(name, situation, policy, refusal, parts, scratch.Root, cancellation));
                return (new SelfTestOutcome([.. areas], policy is null ? [] : [.. Notes(policy)]), null);
            }
        }
    }

    private static ProvenArea Area(string name, Situation situation, PolicyInForce? policy, RunRefusal? refusal, PipelineParts parts, string scratch, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var clock = Stopwatch.StartNew();
        var now = parts.Host.Now;
        IReadOnlyList<ControlCheck> checks = name switch
        {
            "environment" => EnvironmentChecks.Run(situation, refusal, parts),
            "gates" => CriterionChecks.Run(policy?.Policy ?? PolicyDocument.Default, now),
            "belief" => [.. new BeliefChecks(scratch, now, (store, trust) => store.Load(trust, cancellation)).Run(), .. LogChecks.Run(scratch)],
            "disarming" => new DisarmingChecks(parts.Sections, now).Run(),
            "suppression" => SuppressionChecks.Run(now),
            _ => EngineChecks.Run(parts.Engines.First(engine => engine.Name == name), policy?.Configuration ?? ConfigurationValue.Absent, parts, cancellation),
        };
        // What holds without the policy is not what judges here.
        if (refusal is not null && (name == "gates" || !Fixed.Contains(name)))
            checks = [new ControlCheck("policy", "the one in force is read", CheckOutcome.Failed, refusal.Lines[0]), .. checks];
        return new ProvenArea(name, [.. checks], clock.Elapsed);
    }

    // What works may still be told to block nothing.
    private static IEnumerable<string> Notes(PolicyInForce policy)
    {
        foreach (var stage in Stages.All)
        {
            if (policy.Policy.Of(stage).IsOn == false)
                yield return $"the policy turns the {stage.ToName()} gate off: what is proven of it here is not asked";
            else if (policy.Policy.Of(stage).Mode == GateMode.Observe)
                yield return $"the {stage.ToName()} gate is in observe: it says what it finds and blocks nothing";
        }

        if (policy.Policy.Exclude.Length > 0)
            yield return $"the policy leaves files out: {string.Join(", ", policy.Policy.Exclude.Take(5))}{(policy.Policy.Exclude.Length > 5 ? ", …" : "")}";
    }
}
