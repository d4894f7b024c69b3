using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools;

/// <summary>Which tools a run starts, and of which it owes the facts.</summary>
/// <param name="Started">By name.</param>
/// <param name="Owed">Kinds whose absence leaves a criterion undecided.</param>
/// <param name="Notes">A sentence where tools are named and not started.</param>
internal sealed record ToolPlan(ImmutableArray<NamedTool> Started, ImmutableArray<FactKind> Owed, ImmutableArray<string> Notes)
{
    private static readonly ToolPlan Nothing = new([], [], []);

    /// <summary>
    /// The plan; or everything that is wrong with the section, in the policy in force and in the change's own, which would
    /// be in force once it is merged.
    /// </summary>
    public static (ToolPlan? Plan, RunRefusal? Refusal) Of(RunOptions options, PolicyInForce policy, PipelineParts parts)
    {
        if (!options.JudgesGates)
            return (Nothing, null);
        var known = parts.ForeignTools.Select(tool => tool.Tool).ToList();
        var (tools, problems) = ToolsReader.Read(policy.Configuration, known);
        var proposed = policy.ProposedConfiguration is { } other ? ToolsReader.Read(other, known).Problems : [];
        if (problems.Length + proposed.Length > 0)
            return (null, new RunRefusal([.. problems.Concat(proposed).Select(problem => problem.ToString()).Distinct()]));
        if (tools.IsEmpty)
            return (Nothing, null);

        var names = string.Join(", ", tools.Select(tool => tool.Tool.Name));
        // A hook before a commit must not wait for scanners, and what is staged or piped lies nowhere for them to read.
        if (options.Target != ScanTarget.Tree)
            return (new ToolPlan([], [], [$"not started, since only the whole tree is theirs to read: {names}. Run without --staged for what they say"]), null);
        ImmutableArray<FactKind> owed = [.. tools.SelectMany(tool => tool.Kinds).Distinct()];
        if (!options.Scans)
            return (new ToolPlan([], owed, []), null);
        return options.Only.Length > 0
            ? (new ToolPlan([], owed, [$"not started, since --only names engines: {names}"]), null)
            : (new ToolPlan(tools, owed, []), null);
    }
}
