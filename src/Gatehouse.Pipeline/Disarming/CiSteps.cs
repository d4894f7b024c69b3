using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Disarming;

/// <summary>
/// A change to the file that calls the gate. A file counts where it named Gatehouse at the base; what is told are lines
/// that named it and are gone, events that no longer start it, and words by which a step fails without a consequence.
/// </summary>
internal static class CiSteps
{
    private static readonly string[] Folders = [".github/workflows/", ".github/actions/", ".gitlab/", ".circleci/", ".buildkite/", ".woodpecker/", ".tekton/", ".githooks/", ".husky/"];

    private static readonly string[] Files =
        [".gitlab-ci.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "Jenkinsfile", ".travis.yml", ".drone.yml", ".pre-commit-config.yaml", "lefthook.yml", "Makefile"];

    // Each makes a failed step pass, or the step not run.
    private static readonly string[] Loosening = ["continue-on-error", "|| true", "||true", "|| :", "|| exit 0", "allow_failure", "--soft-fail", "--exit-code", "set +e", "if: false", "if: ${{ false", "when: manual", "when: never", "paths-ignore", "branches-ignore"];

    private static readonly string[] Events = ["pull_request", "merge_request", "merge_group", "push"];

    public static bool IsCiFile(string path) =>
        Array.Exists(Folders, folder => path.StartsWith(folder, StringComparison.Ordinal)) || Array.Exists(Files, file => path == file || path.EndsWith("/" + file, StringComparison.Ordinal));

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
        foreach (var (_, text) in Except(old, fresh).Where(line => Array.Exists(Events, name => line.Text.Contains(name, StringComparison.Ordinal)) && !Names(line.Text)))
            yield return Weakening.Of("ci-event-removed", $"{path} loses {TextLines.Short(text)}", new Location(path));
        foreach (var (number, text) in Except(fresh, old).Where(line => Array.Exists(Loosening, word => line.Text.Contains(word, StringComparison.Ordinal))))
            yield return Weakening.Of("ci-step-loosened", $"{path} gains {TextLines.Short(text)}", new Location(path, Region.Line(number)));
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
