using System.Diagnostics;
using Gatehouse.Host;

namespace Gatehouse.Pipeline.Tests;

/// <summary>Whose policy is in force: with real repositories and the variables that CIs document.</summary>
public sealed class SituationTests : IDisposable
{
    private readonly string _top = Directory.CreateTempSubdirectory("gatehouse-situation-").FullName;
    private readonly string _origin;
    private readonly string _clone;
    private readonly string _first;
    private readonly string _main;
    private readonly string _feature;

    //  first ── main (origin/main)
    //      └─── feature
    public SituationTests()
    {
        _origin = Path.Combine(_top, "origin");
        Directory.CreateDirectory(_origin);
        Git(_origin, "init", "-q", "-b", "main");
        _first = Commit("first");
        Git(_origin, "checkout", "-q", "-b", "feature");
        _feature = Commit("feature");
        Git(_origin, "checkout", "-q", "main");
        _main = Commit("second");
        _clone = Path.Combine(_top, "clone");
        Git(_top, "clone", "-q", _origin, _clone);
    }

    public void Dispose() => Directory.Delete(_top, recursive: true);

    private string Commit(string message)
    {
        Git(_origin, "-c", "user.name=a", "-c", "user.email=a@acme.example", "commit", "-q", "--allow-empty", "-m", message);
        return Git(_origin, "rev-parse", "HEAD").Trim();
    }

    private static string Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private static Situation Find(string folder, string? target = null, params (string Name, string Value)[] variables)
    {
        var (situation, problem) = SituationFinder.Find(folder, target, new HostEnvironment(variables.ToDictionary(pair => pair.Name, pair => pair.Value), TimeProvider.System, "/"));
        Assert.Null(problem);
        return situation!;
    }

    private static (string, string)[] GitHub(string? reference, string? head = null, string? target = null) =>
        [.. new[] { ("GITHUB_ACTIONS", "true"), ("GITHUB_REF_NAME", reference ?? ""), ("GITHUB_HEAD_REF", head ?? ""), ("GITHUB_BASE_REF", target ?? "") }];

    [Fact]
    public void A_push_to_a_feature_branch_is_judged_by_the_merge_base_with_the_default_branch()
    {
        Git(_clone, "checkout", "-q", "feature");
        using var situation = Find(_clone, null, GitHub("feature"));
        Assert.Equal((_first, "feature", null), (situation.Base.ToString(), situation.Branch, situation.TargetBranch));
    }

    [Fact]
    public void A_pull_request_is_judged_by_the_merge_base_with_its_target()
    {
        Git(_clone, "checkout", "-q", "feature");
        using var situation = Find(_clone, null, GitHub("1/merge", "feature", "main"));
        Assert.Equal((_first, "main", true), (situation.Base.ToString(), situation.TargetBranch, situation.Job!.IsChangeRequest));
    }

    [Fact]
    public void A_push_to_main_is_judged_by_the_commit_before_it()
    {
        using var situation = Find(_clone, null, GitHub("main"));
        Assert.Equal((_first, _main), (situation.Base.ToString(), situation.Head.ToString()));
    }

    [Fact]
    public void A_detached_head_in_ci_has_no_branch_and_is_judged_by_its_first_parent()
    {
        Git(_clone, "checkout", "-q", "--detach", _feature);
        using var situation = Find(_clone, null, ("CI", "true"));
        Assert.Null(situation.Branch);
        Assert.Equal(_first, situation.Base.ToString());
    }

    [Fact]
    public void A_shallow_clone_in_ci_does_not_know_its_base_and_says_so()
    {
        var shallow = Path.Combine(_top, "shallow");
        Git(_top, "clone", "-q", "--depth", "1", "file://" + _origin, shallow);
        using var situation = Find(shallow, null, GitHub("main"));
        Assert.Null(situation.Base);
        Assert.Contains("shallow", situation.BaseProblem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_target_in_ci_is_a_problem_and_at_a_desk_HEAD_serves()
    {
        using var ci = Find(_clone, null, GitHub("1/merge", "main", "release/9"));
        Assert.Contains("release/9", ci.BaseProblem, StringComparison.Ordinal);
        using var desk = Find(_clone, "release/9");
        Assert.Equal((_main, null), (desk.Base.ToString(), desk.BaseProblem));
    }

    [Fact]
    public void The_flag_comes_before_the_variables()
    {
        Git(_clone, "checkout", "-q", "feature");
        using var situation = Find(_clone, "main", GitHub("1/merge", "feature", "release/9"));
        Assert.Equal((_first, "main"), (situation.Base.ToString(), situation.TargetBranch));
    }

    [Fact]
    public void At_a_desk_on_the_default_branch_what_is_committed_is_in_force()
    {
        using var situation = Find(_clone);
        Assert.Equal((_main, "HEAD"), (situation.Base.ToString(), situation.BaseName));
    }

    [Fact]
    public void Outside_git_there_is_no_base()
    {
        using var situation = Find(_top);
        Assert.Null(situation.Repository);
        Assert.Null(situation.Base);
    }
}
