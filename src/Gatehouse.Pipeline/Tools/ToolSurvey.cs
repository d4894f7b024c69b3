using System.Collections.Immutable;
using System.Text;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools;

/// <summary>A tool as <c>gatehouse tools</c> tells of it.</summary>
/// <param name="Name">As policy names it.</param>
/// <param name="Title">As people write it.</param>
/// <param name="Program">Where it is; null where it is not here.</param>
/// <param name="Version">What it says of itself; null where nothing, or not asked.</param>
/// <param name="Problem">Why it cannot be started, with the remedy; null where it can.</param>
/// <param name="Kinds">The facts that it gives.</param>
/// <param name="IsNamed">Whether the policy in force names it.</param>
/// <param name="Install">How it is installed.</param>
/// <param name="Remains">What of the scanned tree it still lets itself be told by; empty for nothing known.</param>
/// <param name="AsksNetwork">Whether it asks the network.</param>
/// <param name="Checked">How its command line was checked; empty for a tool of the user's own.</param>
public sealed record ToolSight(string Name, string Title, string? Program, string? Version, string? Problem, ImmutableArray<FactKind> Kinds, bool IsNamed, string Install, string Remains, bool AsksNetwork, string Checked);

/// <summary>Looks which tools are here and which of them policy names.</summary>
public static class ToolSurvey
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Every known tool and those of the policy's own, by name; or what is wrong with the policy.</summary>
    public static (IReadOnlyList<ToolSight>? Tools, RunRefusal? Refusal) Of(string folder, PipelineParts parts, CancellationToken cancellation)
    {
        var (situation, problem) = SituationFinder.Find(folder, null, parts.Host);
        if (situation is null)
            return (null, new RunRefusal([problem!]));
        using (situation)
        {
            var (policy, refusal) = PolicyInForce.Find(situation, null, parts);
            if (policy is null)
                return (null, refusal);
            var (named, wrong) = ToolsReader.Read(policy.Configuration, parts.ForeignTools.Select(tool => tool.Tool));
            if (wrong.Length > 0)
                return (null, new RunRefusal([.. wrong.Select(found => found.ToString())]));
            var all = parts.ForeignTools.Select(tool => tool.Tool).Where(tool => named.All(other => other.Tool.Name != tool.Name))
                .Select(tool => (Tool: new NamedTool { Tool = tool, Scans = tool.Scans }, IsNamed: false)).Concat(named.Select(tool => (Tool: tool, IsNamed: true)))
                .OrderBy(pair => pair.Tool.Tool.Name, StringComparer.Ordinal).ToList();
            var sights = new ToolSight[all.Count];
            Parallel.For(0, all.Count, i => sights[i] = Look(all[i].Tool, all[i].IsNamed, situation, parts.Host, cancellation));
            return (sights, null);
        }
    }

    /// <summary>Every known tool, without a look at this machine.</summary>
    public static IReadOnlyList<ToolSight> Known(PipelineParts parts) =>
        [.. parts.ForeignTools.Select(tool => tool.Tool).OrderBy(tool => tool.Name, StringComparer.Ordinal).Select(tool => Sight(new NamedTool { Tool = tool, Scans = tool.Scans }, false, new ToolProgram(null, null), null))];

    private static ToolSight Look(NamedTool tool, bool isNamed, Situation situation, HostEnvironment host, CancellationToken cancellation)
    {
        var program = ToolProgram.Find(tool, host, situation.TreeRoot);
        // A command of the user's own has no agreed way to be asked, and is not started for curiosity.
        return Sight(tool, isNamed, program, program.File is null || tool.IsOwn ? null : VersionOf(tool, program.File, situation, host, cancellation));
    }

    private static ToolSight Sight(NamedTool tool, bool isNamed, ToolProgram program, string? version) =>
        new(tool.Tool.Name, tool.Tool.Title, program.File, version, program.Problem, tool.Kinds, isNamed, tool.Tool.Install, tool.Tool.Remains, tool.Tool.AsksNetwork, tool.Tool.Checked);

    private static string? VersionOf(NamedTool tool, string program, Situation situation, HostEnvironment host, CancellationToken cancellation)
    {
        var (folders, _) = ToolFolders.Make(tool.Tool.Name, situation.Root, host);
        if (folders is null)
            return null;
        using (folders)
        {
            var limits = new ChildLimits { Time = Patience, Output = 64 << 10, Memory = tool.Memory, Mark = folders.Temporary, OnlyGivenVariables = true };
            var result = ChildProcess.Run(program, tool.Tool.Version, limits, folders.Work, ToolEnvironment.Of(tool, folders, host, situation.TreeRoot), cancellation);
            return result.Succeeded ? NumberIn(Encoding.UTF8.GetString(result.Output)) : null;
        }
    }

    // "Version: 0.57.1", "v10.15.0", "ShellCheck - …\nversion: 0.9.0": the first word that begins with a digit, else the first line.
    private static string? NumberIn(string text)
    {
        var word = text.Split([' ', '\t', '\r', '\n', ',', ':', '"'], StringSplitOptions.RemoveEmptyEntries).Select(part => part.TrimStart('v')).FirstOrDefault(part => part.Length is > 1 and < 40 && char.IsAsciiDigit(part[0]) && part.Contains('.', StringComparison.Ordinal));
        var line = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return word ?? (line is null ? null : Terminal.Clean(line.Length > 40 ? line[..40] : line));
    }
}
