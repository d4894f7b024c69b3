namespace Gatehouse.Host.Tests;

/// <summary>What a child process must stay within, each bound broken once.</summary>
public sealed class ChildLimitsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-host-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Memory_counts_for_the_children_together() =>
        Assert.Equal(ChildEnd.OverMemory, Run("head -c 200000000 /dev/zero | tail", new ChildLimits { Memory = 64 << 20 }).End);

    [Fact]
    public void A_child_within_its_bounds_ends_by_itself()
    {
        var result = Run("echo hello", new ChildLimits { Memory = 512 << 20, Watch = () => null });
        Assert.Equal((ChildEnd.Exited, "hello\n"), (result.End, System.Text.Encoding.UTF8.GetString(result.Output)));
    }

    [Fact]
    public void A_watch_that_speaks_ends_it_with_its_words()
    {
        var result = Run("sleep 60", new ChildLimits { Watch = () => "enough" });
        Assert.Equal((ChildEnd.Stopped, "enough"), (result.End, result.ErrorText));
    }

    [Fact]
    public void Output_over_the_bound_is_no_output_of_a_program_that_ended() =>
        Assert.Equal(ChildEnd.OverOutput, Run("head -c 5000 /dev/zero", new ChildLimits { Output = 1000 }).End);

    [Fact]
    public void Only_given_variables_are_seen() =>
        Assert.DoesNotContain("HOME=", System.Text.Encoding.UTF8.GetString(Run("env", new ChildLimits { OnlyGivenVariables = true }).Output), StringComparison.Ordinal);

    [Fact]
    public void A_process_in_a_session_of_its_own_that_holds_the_output_open_is_ended_by_the_mark()
    {
        var result = ChildProcess.Run("/bin/sh", ["-c", "setsid sleep 300 & echo done"], new ChildLimits { Mark = _folder, OnlyGivenVariables = true, Time = TimeSpan.FromSeconds(60) }, environment: new Dictionary<string, string?> { ["PATH"] = "/usr/bin:/bin", ["MARK"] = _folder });
        Assert.Equal((ChildEnd.Exited, "done\n"), (result.End, System.Text.Encoding.UTF8.GetString(result.Output)));
    }

    [Fact]
    public void A_program_within_the_tree_is_refused_also_through_a_link()
    {
        var tree = Directory.CreateDirectory(Path.Combine(_folder, "tree")).FullName;
        var bin = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        Run($"printf '#!/bin/sh\\n' > {tree}/tool; chmod +x {tree}/tool; ln -s {tree}/tool {bin}/tool", new ChildLimits());
        var variables = new Dictionary<string, string> { ["PATH"] = $".:{tree}:{bin}" };
        Assert.Equal([bin], ProgramSearch.Folders(variables, tree));
        Assert.Equal((null, $"{bin}/tool"), ProgramSearch.Find(["tool"], variables, tree));
    }

    private static ChildResult Run(string script, ChildLimits limits) =>
        ChildProcess.Run("/bin/sh", ["-c", script], limits, environment: new Dictionary<string, string?> { ["PATH"] = "/usr/bin:/bin" });
}
