using System.Text;
using Gatehouse.Host;
using Gatehouse.Pipeline.Setup;
using Gatehouse.Pipeline.Setup.Templates;
using Gatehouse.Text;

namespace Gatehouse.Pipeline.Drilling;

/// <summary>The job of a CI that calls Gatehouse, as a script of bash with its steps as they are written.</summary>
/// <param name="Name">For people: the file and the job.</param>
/// <param name="Script">What is run.</param>
/// <param name="Kind">Whose variables are played.</param>
/// <param name="LeftOut">Steps that are not run, with the reason.</param>
internal sealed record PipelineJob(string Name, string Script, CiKind Kind, IReadOnlyList<string> LeftOut)
{
    private const long Limit = 1 << 20;
    private const string Remedy = "Name a script that does the same with --script";

    /// <summary>True where a step was left out that would have built Gatehouse: this build then stands for it.</summary>
    public bool BringsGatehouse => LeftOut.Any(step => step.EndsWith(BuildStep, StringComparison.Ordinal));

    private const string BuildStep = "builds Gatehouse; this build stands for it";

    /// <summary>The job; or why there is none, with the remedy.</summary>
    public static (PipelineJob? Job, string? Problem) Find(string workTree)
    {
        foreach (var path in Workflows(workTree))
        {
            if (Root(workTree, path)?["jobs"] is MapNode jobs && jobs.Members.FirstOrDefault(job => Scripts(job.Value).Any(Calls)) is { } job)
                return OfGitHub(path, job.Key.Value, job.Value);
        }

        foreach (var path in (ReadOnlySpan<string>)[GitLabTemplate.Path, GitLabTemplate.Root])
        {
            if (Root(workTree, path) is MapNode root && root.Members.FirstOrDefault(job => Lines(job.Value, "script").Any(Calls)) is { } job)
                return (OfGitLab(path, job.Key.Value, job.Value), null);
        }

        return (null, "no job of a CI was found that calls gatehouse: gatehouse init --ci github writes one, and --script FILE names another way in");
    }

    /// <summary>A script that the user names stands for the job.</summary>
    public static (PipelineJob? Job, string? Problem) OfScript(string name, string path, string workTree)
    {
        if (!BoundedFile.TryRead(path, out var bytes, out var why, Limit))
            return (null, $"--script {name}: {why.ToSentence()}");
        var kind = Root(workTree, GitLabTemplate.Root) is not null && !Workflows(workTree).Any() ? CiKind.GitLab : CiKind.GitHub;
        return (new PipelineJob(name, Encoding.UTF8.GetString(bytes), kind, []), null);
    }

    private static (PipelineJob? Job, string? Problem) OfGitHub(string path, string name, Node job)
    {
        var script = new StringBuilder("cd \"$GITHUB_WORKSPACE\"\n");
        var left = new List<string>();
        foreach (var (step, number) in (job["steps"]?.Items ?? []).Select((step, index) => (step, index + 1)))
        {
            var title = step["name"]?.Text ?? step["uses"]?.Text ?? FormattableString.Invariant($"step {number}");
            if (step["run"]?.Text is not { } run)
                left.Add($"{title}: an action of the code host");
            else if (run.Contains(SourcePin.UrlName, StringComparison.Ordinal))
                left.Add($"{title}: {BuildStep}");
            else if (step["if"] is not null && !Calls(run))
                left.Add($"{title}: it has a condition");
            else if (run.Contains("${{", StringComparison.Ordinal))
                return (null, $"{path}, \"{title}\": the step holds an expression, which the code host alone can fill. {Remedy}");
            else
                AddStep(script, step, job, run);
        }

        return (new PipelineJob($"{path}, job {name}", script.ToString(), CiKind.GitHub, left), null);
    }

    // As a runner does: a shell of its own for each step, the files of GITHUB_PATH and GITHUB_ENV read after it.
    private static void AddStep(StringBuilder script, Node step, Node job, string run)
    {
        script.Append("cat >\"$RUNNER_TEMP/step\" <<'END-OF-DRILL-STEP'\n").Append(run.TrimEnd('\n')).Append("\nEND-OF-DRILL-STEP\n(\n");
        foreach (var entry in Variables(job).Concat(Variables(step)))
            script.Append("export ").Append(entry.Name).Append('=').Append(Quoted(entry.Value)).Append('\n');
        if (step["working-directory"]?.Text is { } folder)
            script.Append("cd ").Append(Quoted(folder)).Append('\n');
        script.Append("bash --noprofile --norc -eo pipefail \"$RUNNER_TEMP/step\"\n) ").Append(step["continue-on-error"]?.Text == "true" ? "|| true\n" : "|| exit $?\n");
        script.Append("while IFS= read -r line; do PATH=\"$line:$PATH\"; done <\"$GITHUB_PATH\"; : >\"$GITHUB_PATH\"\n");
        script.Append("while IFS= read -r line; do case $line in [A-Za-z_]*=*) export \"$line\" ;; esac; done <\"$GITHUB_ENV\"\n");
    }

    private static PipelineJob OfGitLab(string path, string name, Node job)
    {
        var script = new StringBuilder("cd \"$CI_PROJECT_DIR\"\n");
        foreach (var entry in Variables(job, "variables"))
            script.Append("export ").Append(entry.Name).Append('=').Append(Quoted(entry.Value)).Append('\n');
        var left = new List<string>();
        foreach (var line in Lines(job, "before_script").Concat(Lines(job, "script")))
        {
            if (line.Contains(SourcePin.UrlName, StringComparison.Ordinal))
                left.Add($"before_script: {BuildStep}");
            else
                script.Append(line.TrimEnd('\n')).Append('\n');
        }

        var isAllowed = job["allow_failure"]?.Text == "true";
        return new PipelineJob($"{path}, job {name}", isAllowed ? $"(\n{script}) || true\n" : script.ToString(), CiKind.GitLab, left);
    }

    private static IEnumerable<(string Name, string Value)> Variables(Node node, string key = "env") =>
        ((node[key] as MapNode)?.Members ?? [])
        .Where(entry => entry.Key.Value.Length > 0 && entry.Key.Value.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(entry.Key.Value[0]))
        .Where(entry => entry.Value.Text is { } text && !text.Contains("${{", StringComparison.Ordinal)).Select(entry => (entry.Key.Value, entry.Value.Text!));

    private static IEnumerable<string> Scripts(Node job) => (job["steps"]?.Items ?? []).Select(step => step["run"]?.Text).OfType<string>();

    private static IEnumerable<string> Lines(Node job, string key) => job is not MapNode ? [] : job[key] switch
    {
        ListNode list => list.Values.Select(line => line.Text).OfType<string>(),
        { Text: { } text } => [text],
        _ => [],
    };

    private static bool Calls(string script) => script.Contains("gatehouse run", StringComparison.Ordinal) || script.Contains("gatehouse gate", StringComparison.Ordinal);

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static IEnumerable<string> Workflows(string workTree)
    {
        var folder = Path.Combine(workTree, ".github", "workflows");
        return !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder).Where(file => file.EndsWith(".yml", StringComparison.Ordinal) || file.EndsWith(".yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Take(200).Select(file => ".github/workflows/" + Path.GetFileName(file));
    }

    private static Node? Root(string workTree, string path) =>
        BoundedFile.TryRead(Path.Combine(workTree, path), out var bytes, out _, Limit) ? Yaml.Parse(bytes).Root : null;
}
