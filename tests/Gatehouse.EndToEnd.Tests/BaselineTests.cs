namespace Gatehouse.EndToEnd.Tests;

/// <summary>The baseline verb, and that a change cannot bring its own.</summary>
public class BaselineTests
{
    private static Workspace WithOldKey()
    {
        var workspace = new Workspace().Write("gatehouse.yaml", "version: 1\ngates:\n  code:\n    mode: new-code\n").Write("old.key", Workspace.PrivateKey(1));
        workspace.Commit();
        return workspace;
    }

    [Fact]
    public void What_was_there_is_unchanged_and_what_comes_later_is_new()
    {
        using var workspace = WithOldKey();
        var written = workspace.Gatehouse("baseline", "baseline.json");
        Assert.Equal(0, written.Code);
        Assert.Contains("1 finding written to baseline.json", written.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", File.ReadAllText(workspace.File("baseline.json")), StringComparison.Ordinal);

        workspace.Write("new.key", Workspace.PrivateKey(2));
        var states = workspace.Gatehouse("scan", ".", "--baseline", "baseline.json", "-f", "json").Json.GetProperty("findings").EnumerateArray()
            .ToDictionary(finding => finding.GetProperty("location").GetProperty("path").GetString()!, finding => finding.GetProperty("baseline").GetString());
        Assert.Equal(("unchanged", "new"), (states["old.key"], states["new.key"]));
    }

    [Fact]
    public void In_CI_the_baseline_is_the_merge_bases_and_not_the_changes_own()
    {
        using var workspace = WithOldKey();
        workspace.Git("checkout", "-q", "-b", "feature");
        workspace.Write("new.key", Workspace.PrivateKey(2));
        Assert.Equal(0, workspace.Gatehouse("baseline", "baseline.json").Code);
        workspace.Commit("a key and its excuse");
        workspace.InGitHub("judge", "feature", "main");

        var run = workspace.Gatehouse("run", "--baseline", "baseline.json", "-f", "json");
        Assert.Equal(1, run.Code);
        Assert.Contains("new.key", run.Criterion("code.secrets").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains(run.Json.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("the merge base has no such baseline", StringComparison.Ordinal));
    }

    [Fact]
    public void In_CI_a_baseline_from_outside_the_repository_is_refused()
    {
        using var workspace = WithOldKey();
        Assert.Equal(0, workspace.Gatehouse("baseline", "../outside.json").Code);
        workspace.InGitHub("judge", "feature", "main");
        var run = workspace.Gatehouse("run", "--baseline", "../outside.json");
        Assert.Equal(2, run.Code);
        Assert.Contains("in CI a baseline counts from the merge base", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void None_is_written_where_something_could_not_be_read()
    {
        using var workspace = WithOldKey();
        // Text by its beginning, and over the bound of 1 GiB.
        workspace.Write("large.txt", new string('x', 1 << 16));
        using (var large = File.OpenWrite(workspace.File("large.txt")))
            large.SetLength(2L << 30);
        var result = workspace.Gatehouse("baseline", "baseline.json");
        Assert.Equal(3, result.Code);
        Assert.Contains("large.txt", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(workspace.File("baseline.json")));
    }
}
