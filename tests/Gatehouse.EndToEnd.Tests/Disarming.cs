namespace Gatehouse.EndToEnd.Tests;

/// <summary>A repository whose policy, pipeline and owners are merged, and a change to it as a pull request in CI.</summary>
internal static class Disarming
{
    public const string Workflow = "on:\n  pull_request:\njobs:\n  gate:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: gatehouse run\n";

    public const string Policy = "version: 1\nexclude: [\"vendor/**\"]\nproduction: [main]\n";

    public static Workspace AtMain(string more = "")
    {
        var workspace = new Workspace().Write("gatehouse.yaml", Policy + more).Write(".github/workflows/gate.yml", Workflow).Write("CODEOWNERS", "* @acme/security\n/src/ @acme/app\n")
            .Write(".gitleaksignore", "# known\n").Write("src/app.py", "print('hello')\n").Write("known.json", "{\n  \"gatehouseBaseline\": 1,\n  \"findings\": []\n}\n");
        workspace.Commit("start");
        workspace.Git("checkout", "-q", "-b", "feature");
        return workspace;
    }

    public static Result AsPullRequest(Workspace workspace, params string[] options)
    {
        workspace.Commit("change");
        workspace.InGitHub("gate", "feature", "main");
        return workspace.Gatehouse(["run", "-f", "json", .. options]);
    }

    public static void IsTold(Result run, string rule, string words)
    {
        Assert.NotEqual(0, run.Code);
        var told = run.Json.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("rule").GetString() == "policy-" + rule).ToList();
        Assert.True(told.Count > 0, $"no policy-{rule} in {run}");
        Assert.Contains(told, finding => finding.GetProperty("message").GetString()!.Contains(words, StringComparison.Ordinal));
        Assert.Contains("the change weakens the policy", run.Criterion("code.review").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains(run.Criterion("code.review").GetProperty("outcome").GetString(), new[] { "undecided", "fail" });
    }

    public static void SecretStillFails(Result run)
    {
        Assert.Equal(1, run.Code);
        Assert.Equal("fail", run.Criterion("code.secrets").GetProperty("outcome").GetString());
    }
}
