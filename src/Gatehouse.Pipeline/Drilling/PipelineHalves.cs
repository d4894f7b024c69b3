using System.Collections.Immutable;
using System.Text;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Pipeline.Setup;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Drilling;

/// <summary>The job's script, as for a pull or merge request to the production branch that someone else has approved.</summary>
internal sealed class PipelineHalves(DrillClone clone, DrillShell shell, string scratch, DrillVariables variables, DrillPlan plan) : DrillHalves(clone)
{
    private int _run;

    protected override HalfResult Half(ImmutableArray<(string Path, string Text)> files)
    {
        var job = plan.Job!;
        if ((Clone.Reset() ?? Clone.Plant(files) ?? Clone.Commit()) is { } problem)
            return HalfResult.Untold(problem);
        var folder = Path.Combine(scratch, FormattableString.Invariant($"job-{++_run}"));
        var script = Path.Combine(folder, "script");
        var surroundings = job.Kind == CiKind.GitHub ? GitHub(folder) : GitLab();
        if ((Write(script, job.Script) ?? WriteFiles(folder) ?? Approve(surroundings) ?? Bring(job, surroundings)) is { } unwritten)
            return HalfResult.Untold(unwritten);
        var command = shell.Run(Clone.Root, surroundings, "bash", "--noprofile", "--norc", "-eo", "pipefail", script);
        return command.ExitCode is 126 or 127
            ? new HalfResult(null, FormattableString.Invariant($"the script ended with {command.ExitCode}: a program that it calls is not here"), command.Output)
            : Told(command, "the script", isAccepted: command.ExitCode == 0);
    }

    // Its own review would be missing else, and nothing could pass.
    private string? Approve(Dictionary<string, string> surroundings)
    {
        var parts = plan.Parts with { Host = variables.AsHost(surroundings, Clone.Root) };
        var (situation, problem) = SituationFinder.Find(Clone.Root, null, parts.Host);
        if (situation is null)
            return problem;
        using (situation)
        {
            if (situation.Head is not { } head)
                return "the planted commit is not there";
            var dossier = DossierAccess.Open(situation, PolicyDocument.Default, parts);
            return dossier.Store.Add(new Fact
            {
                Kind = FactKind.Review,
                Subjects = [Subject.OfCommit(head.ToString())],
                Producer = new Producer("gatehouse drill", parts.Version),
                Time = parts.Host.Now,
                Predicate = new ReviewPredicate("reviewer@gatehouse.invalid", "drill@gatehouse.invalid", IsApproval: true),
            }, dossier.Key).Problem;
        }
    }

    // The step that would have built it was left out.
    private string? Bring(PipelineJob job, Dictionary<string, string> surroundings)
    {
        if (!job.BringsGatehouse || Environment.ProcessPath is not { } self || Path.GetFileNameWithoutExtension(self) != "gatehouse")
            return null;
        surroundings["PATH"] = Path.GetDirectoryName(self) + Path.PathSeparator + plan.Parts.Host.Variable("PATH");
        return null;
    }

    private Dictionary<string, string> GitHub(string folder) => new(StringComparer.Ordinal)
    {
        ["CI"] = "true",
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_REPOSITORY"] = "gatehouse/drill",
        ["GITHUB_RUN_ID"] = FormattableString.Invariant($"{_run}"),
        ["GITHUB_RUN_ATTEMPT"] = "1",
        ["GITHUB_JOB"] = "drill",
        ["GITHUB_EVENT_NAME"] = "pull_request",
        ["GITHUB_REF"] = "refs/pull/1/merge",
        ["GITHUB_REF_NAME"] = "1/merge",
        ["GITHUB_HEAD_REF"] = DrillClone.Branch,
        ["GITHUB_BASE_REF"] = Target,
        ["GITHUB_SHA"] = Clone.Tip() ?? "",
        ["GITHUB_WORKSPACE"] = Clone.Root,
        ["RUNNER_TEMP"] = folder,
        ["GITHUB_PATH"] = Path.Combine(folder, "path"),
        ["GITHUB_ENV"] = Path.Combine(folder, "env"),
        ["GITHUB_OUTPUT"] = Path.Combine(folder, "result"),
        ["GITHUB_STEP_SUMMARY"] = Path.Combine(folder, "summary"),
    };

    private Dictionary<string, string> GitLab() => new(StringComparer.Ordinal)
    {
        ["CI"] = "true",
        ["GITLAB_CI"] = "true",
        ["CI_PROJECT_PATH"] = "gatehouse/drill",
        ["CI_JOB_ID"] = FormattableString.Invariant($"{_run}"),
        ["CI_PROJECT_DIR"] = Clone.Root,
        ["CI_PIPELINE_SOURCE"] = "merge_request_event",
        ["CI_MERGE_REQUEST_IID"] = "1",
        ["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"] = DrillClone.Branch,
        ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = Target,
        ["CI_DEFAULT_BRANCH"] = Target,
        ["CI_COMMIT_SHA"] = Clone.Tip() ?? "",
    };

    private string Target => plan.Situation.Repository!.RemoteDefaultBranch()
        ?? ((string[])["main", "master"]).FirstOrDefault(name => plan.Situation.Repository.ReadRef("refs/heads/" + name) is not null || plan.Situation.Repository.ReadRef("refs/remotes/origin/" + name) is not null)
        ?? plan.Situation.Branch ?? "main";

    private static string? WriteFiles(string folder) =>
        ((string[])["path", "env", "result", "summary"]).Select(name => Write(Path.Combine(folder, name), "")).FirstOrDefault(problem => problem is not null);

    private static string? Write(string path, string text) => AtomicFile.TryWrite(path, Encoding.UTF8.GetBytes(text));
}
