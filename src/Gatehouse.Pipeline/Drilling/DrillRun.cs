using System.Collections.Immutable;
using System.Text;
using Gatehouse.Git;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.Drilling;

/// <summary>
/// Plants each case in a clone that is thrown away, and lets the repository's own hook or pipeline meet it. What proves
/// something is both halves: the clean change passes, and the same change with the case in it does not.
/// </summary>
public static class DrillRun
{
    /// <summary>Runs the plan; or says why it cannot begin.</summary>
    public static (DrillOutcome? Outcome, RunRefusal? Refusal) Execute(DrillPlan plan, IProgress<string>? progress, CancellationToken cancellation)
    {
        var (scratch, noFolder) = ScratchFolder.TryMake("drill");
        if (scratch is null)
            return (null, new RunRefusal([noFolder!]));
        using (scratch)
        {
            scratch.IsKept = plan.Options.KeepsFolder;
            var variables = new DrillVariables(plan.Parts.Host, plan.Options, scratch.Root);
            try
            {
                var (attempts, problem) = Attempts(plan, scratch.Root, variables, progress, cancellation);
                if (problem is not null)
                    return (null, new RunRefusal([problem]));
                ProcessTree.EndMarked($"{DrillVariables.Mark}={variables.Value}");
                var warnings = Warnings(plan, scratch);
                return (new DrillOutcome(SubjectOf(plan.Situation), attempts, warnings), null);
            }
            finally
            {
                ProcessTree.EndMarked($"{DrillVariables.Mark}={variables.Value}");
            }
        }
    }

    private static (ImmutableArray<DrillAttempt> Attempts, string? Problem) Attempts(DrillPlan plan, string scratch, DrillVariables variables, IProgress<string>? progress, CancellationToken cancellation)
    {
        var shell = new DrillShell(scratch, variables, plan.Options, cancellation);
        var (clone, problem) = DrillClone.TryMake(plan.Situation, scratch, shell);
        if (clone is null)
            return ([], problem);
        problem = plan.Hooks.CopyInto(clone.Root, out var isInTree);
        if (problem is null && isInTree)
            problem = shell.Git(clone.Root, "config", "core.hooksPath", plan.Hooks.Place!.Folder);
        if (problem is not null)
            return ([], problem);

        var attempts = ImmutableArray.CreateBuilder<DrillAttempt>();
        foreach (var control in plan.Options.Controls)
        {
            DrillHalves halves = control switch
            {
                DrillControl.PreCommit => new CommitHalves(clone, shell),
                DrillControl.PrePush => new PushHalves(clone, shell, scratch),
                DrillControl.Pipeline => new PipelineHalves(clone, shell, scratch, variables, plan),
            };
            foreach (var one in DrillCase.Of(plan.Options, Policy(plan.Situation)))
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report($"{control.ToName()} {one.Name}");
                attempts.Add(plan.WhyNot(control) is { } why ? new DrillAttempt(control, one.Name, DrillResult.Inconclusive, why, []) : halves.Try(control, one));
            }
        }

        return (attempts.ToImmutable(), null);
    }

    private static ImmutableArray<string> Warnings(DrillPlan plan, ScratchFolder scratch)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        if (plan.Situation.Repository!.TryReadIndex(out var index, out _) && plan.Situation.Repository.TryStagedChanges(index, out var staged, out _) && staged.Changes.Length > 0)
            warnings.Add("what is staged is no part of the drill: it ran on HEAD");
        if (plan.Options.KeepsFolder)
            warnings.Add($"the clone is kept in {scratch.Root}: remove it yourself");
        else if (scratch.TryRemove() is { } left)
            warnings.Add(left);
        return warnings.ToImmutable();
    }

    private static string? Policy(Situation situation) =>
        situation.Repository!.TryReadContent(situation.Head!.Value, PolicyInForce.FileName, out var bytes, out _, out _, 4 << 20) ? Encoding.UTF8.GetString(bytes) : null;

    private static Subject SubjectOf(Situation situation)
    {
        var head = situation.Head!.Value;
        return Subject.OfCommit(head.ToString(), situation.Branch is { } branch ? $"{branch}@{head.ToShortString()}" : head.ToShortString());
    }
}
