using System.Collections.Immutable;
using Gatehouse.Git;

namespace Gatehouse.Pipeline.Drilling;

/// <summary>What a drill would run, known before anything is: so that it can be shown and agreed to.</summary>
public sealed class DrillPlan : IDisposable
{
    private DrillPlan(DrillOptions options, PipelineParts parts, Situation situation, DrillHooks hooks, PipelineJob? job, string? noJob)
    {
        Options = options;
        Parts = parts;
        Situation = situation;
        Hooks = hooks;
        Job = job;
        NoJob = noJob;
    }

    internal DrillOptions Options { get; }

    internal PipelineParts Parts { get; }

    internal Situation Situation { get; }

    internal DrillHooks Hooks { get; }

    internal PipelineJob? Job { get; }

    internal string? NoJob { get; }

    /// <summary>A line a control: what is run, or why it cannot be.</summary>
    public IReadOnlyList<string> Lines => [.. Options.Controls.Select(Line)];

    /// <summary>Looks at the repository; or says why no drill can be there (exit 2).</summary>
    public static (DrillPlan? Plan, RunRefusal? Refusal) Of(DrillOptions options, PipelineParts parts)
    {
        if (options.Cases.FirstOrDefault(name => !DrillCase.Names.Contains(name)) is { } unknown)
            return (null, new RunRefusal([$"--case {unknown}: no such case. The cases are: {string.Join(", ", DrillCase.Names)}"]));
        var (situation, problem) = SituationFinder.Find(options.Folder, null, parts.Host);
        if (situation is null)
            return (null, new RunRefusal([problem!]));
        var refusal = WhyNot(situation, options);
        if (refusal is not null)
        {
            situation.Dispose();
            return (null, new RunRefusal([refusal]));
        }

        PipelineJob? job = null;
        string? noJob = null;
        if (options.Controls.Contains(DrillControl.Pipeline))
            (job, noJob) = options.Script is { } script ? PipelineJob.OfScript(script, Path.GetFullPath(script, parts.Host.WorkingFolder), situation.TreeRoot) : PipelineJob.Find(situation.TreeRoot);
        if (options.Script is not null && job is null)
        {
            situation.Dispose();
            return (null, new RunRefusal([noJob ?? "--script stands for the CI's job: add --control ci"]));
        }

        return (new DrillPlan(options, parts, situation, DrillHooks.Of(situation.Repository!, situation.TreeRoot, parts.Host), job, noJob), null);
    }

    /// <inheritdoc/>
    public void Dispose() => Situation.Dispose();

    internal string? WhyNot(DrillControl control) => control switch
    {
        DrillControl.PreCommit => Hooks.WhyNot("pre-commit"),
        DrillControl.PrePush => Hooks.WhyNot("pre-push"),
        DrillControl.Pipeline => NoJob,
    };

    private static string? WhyNot(Situation situation, DrillOptions options) => situation switch
    {
        { Repository: null } => $"{options.Folder} is in no git repository, and a drill plants its cases as commits",
        { Repository.WorkTree: null } => $"{options.Folder} is a bare repository, whose hooks and pipeline are those of its clones. Run the drill in one of them",
        { Head: null } => "there is no commit yet: a drill needs one to plant its cases on",
        _ => null,
    };

    private string Line(DrillControl control) => $"{control.ToName(),-12}" + (WhyNot(control) ?? control switch
    {
        DrillControl.PreCommit => $"{Hooks.Place!.Shown}/pre-commit, by git commit",
        DrillControl.PrePush => $"{Hooks.Place!.Shown}/pre-push, by git push to a bare repository beside the clone",
        DrillControl.Pipeline => Job!.Name + string.Concat(Job.LeftOut.Select(step => $"\n{"",-12}not run: {step}")),
    });
}
