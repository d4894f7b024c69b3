using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Disarming;

/// <summary>
/// A change to the file that calls the gate: a pipeline, a hook, or a script that either starts. A file counts where it named
/// Gatehouse at the base; what is told are lines that named it and are gone, lines that gave a value to a variable on such a
/// line (a version, a digest), events that no longer start it, words by which a step fails without a consequence or does
/// not run, and words by which something else is started in its place.
/// </summary>
internal static class CiSteps
{
    private static readonly string[] Folders = [".github/workflows/", ".github/actions/", ".gitlab/", ".circleci/", ".buildkite/", ".woodpecker/", ".tekton/", ".githooks/", ".husky/"];

    private static readonly string[] Files =
        [".gitlab-ci.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "Jenkinsfile", ".travis.yml", ".drone.yml", ".pre-commit-config.yaml", "lefthook.yml", "Makefile"];

    private static readonly string[] ScriptEndings = [".sh", ".bash", ".zsh", ".ps1", ".cmd", ".bat", ".mk"];

    // A script, or a part of a program: the first line tells.
    private static readonly string[] MaybeScriptEndings = [".mjs", ".cjs", ".js", ".py", ".rb", ".pl"];

    private static readonly string[] ScriptFiles = ["package.json", "justfile", "Justfile", "Taskfile.yml", "Taskfile.yaml", "Rakefile", "GNUmakefile", "makefile", "tox.ini", "noxfile.py", "Dockerfile"];

    // Each makes a failed step pass, or the step not run, or run elsewhere than for this change.
    private static readonly string[] Loosening = ["exit 0", "|| echo", "; true", "set +o errexit", "if:", "rules:", "only:", "except:", "branches:", "tags:", "types:", "shell:", "retry:", "interruptible:", "fail-fast: false", "--only ", "--staged", "continue-on-error", "|| true", "||true", "|| :", "allow_failure", "--soft-fail", "--exit-code", "set +e", "when: manual", "when: never", "paths-ignore", "branches-ignore"];

    // Each lets something else answer to the name, or hands Gatehouse what the change brought: a policy, a cache of its notes.
    private static readonly string[] Replacing = ["GITHUB_PATH", "GITHUB_ENV", "PATH=", "PATH:", "alias gatehouse", "gatehouse()", "gatehouse ()", "function gatehouse", "GATEHOUSE_", "BASH_ENV", "LD_PRELOAD"];

    private static readonly string[] Events = ["pull_request", "merge_request", "merge_group", "push"];

    /// <summary>Whether a path is of a file that a pipeline or a hook reads or starts.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="before">Reads it as it was: asked only where the name does not tell.</param>
    public static bool IsCiFile(string path, Func<byte[]?> before)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return Array.Exists(Folders, folder => path.StartsWith(folder, StringComparison.Ordinal)) || Array.IndexOf(Files, name) >= 0 || Array.IndexOf(ScriptFiles, name) >= 0
            || Array.Exists(ScriptEndings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            || ((!name.Contains('.', StringComparison.Ordinal) || Array.Exists(MaybeScriptEndings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) && before() is { } bytes && bytes.AsSpan().StartsWith("#!"u8));
    }

    public static IEnumerable<Finding> Weakened(string path, byte[]? before, byte[]? now)
    {
        var old = TextLines.Of(before);
        if (!old.Exists(line => Names(line.Text)))
            yield break;
        if (now is null)
        {
            yield return Weakening.Of("ci-step-removed", $"{path}, which calls Gatehouse, is removed", new Location(path));
            yield break;
        }

        var fresh = TextLines.Of(now);
        foreach (var (_, text) in Except(old, fresh).Where(line => Names(line.Text)))
            yield return Weakening.Of("ci-step-removed", $"{path} loses {TextLines.Short(text)}", new Location(path));
        var variables = old.Where(line => Names(line.Text)).SelectMany(line => Variables(line.Text)).ToHashSet(StringComparer.Ordinal);
        foreach (var (_, text) in Except(old, fresh).Where(line => !Names(line.Text) && Sets(line.Text) is { } name && variables.Contains(name)))
            yield return Weakening.Of("ci-step-removed", $"{path} loses {TextLines.Short(text)}, which Gatehouse's line uses", new Location(path));
        foreach (var (_, text) in Except(old, fresh).Where(line => Array.Exists(Events, name => line.Text.Contains(name, StringComparison.Ordinal)) && !Names(line.Text)))
            yield return Weakening.Of("ci-event-removed", $"{path} loses {TextLines.Short(text)}", new Location(path));
        foreach (var (number, text) in Except(fresh, old).Where(line => Array.Exists(Loosening, word => line.Text.Contains(word, StringComparison.Ordinal))))
            yield return Weakening.Of("ci-step-loosened", $"{path} gains {TextLines.Short(text)}", new Location(path, Region.Line(number)));
        foreach (var (number, text) in Except(fresh, old).Where(line => Array.Exists(Replacing, word => line.Text.Contains(word, StringComparison.Ordinal))))
            yield return Weakening.Of("ci-step-replaced", $"{path} gains {TextLines.Short(text)}, by which something else may be run, or judged by, in Gatehouse's place", new Location(path, Region.Line(number)));
    }

    // $NAME, ${NAME}, ${{ env.NAME }}: what comes after the last dot.
    private static IEnumerable<string> Variables(string line)
    {
        for (var at = line.IndexOf('$', StringComparison.Ordinal); at >= 0 && at + 1 < line.Length; at = line.IndexOf('$', at + 1))
        {
            var rest = line[(at + 1)..].TrimStart('{', ' ');
            var end = 0;
            while (end < rest.Length && (char.IsAsciiLetterOrDigit(rest[end]) || rest[end] is '_' or '.'))
                end++;
            if (rest[..end].TrimEnd('.') is { Length: > 0 } name)
                yield return name[(name.LastIndexOf('.') + 1)..];
        }
    }

    // NAME=…, NAME: …, export NAME=…
    private static string? Sets(string line)
    {
        var end = line.AsSpan().IndexOfAny('=', ':');
        if (end <= 0)
            return null;
        var name = line[..end].Trim();
        return name[(name.LastIndexOf(' ') + 1)..].Trim('"', '\'', '-');
    }

    private static bool Names(string line) => line.Contains("gatehouse", StringComparison.OrdinalIgnoreCase) && line[0] != '#';

    // As a multiset: of two equal lines one may be taken away.
    private static IEnumerable<(int Number, string Text)> Except(List<(int Number, string Text)> lines, List<(int Number, string Text)> others)
    {
        var left = others.GroupBy(line => line.Text, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (left.TryGetValue(line.Text, out var count) && count > 0)
                left[line.Text] = count - 1;
            else
                yield return line;
        }
    }
}
