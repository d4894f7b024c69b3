namespace Gatehouse.EndToEnd.Tests.BadInput;

/// <summary>A run that is ended in the middle: it says so, keeps nothing half, and the next run is as good as a first one.</summary>
public class InterruptedRunTests
{
    private const int LongFiles = 60;

    // One thread needs some 10 s for all of it.
    private static Workspace Repository()
    {
        var workspace = new Workspace().Write("z.env", $"KEY={Reports.Credential}\n");
        workspace.Write("gatehouse.yaml", "version: 1\nsecrets:\n  rules:\n    - {id: slow, title: Slow, kind: possible-secret, severity: low, confidence: low, literals: [aaaa], pattern: 'aaaa(?:(?:a{1,30}){1,30}){1,8}b'}\n");
        workspace.Commit();
        for (var i = 0; i < LongFiles; i++)
            workspace.Write($"long{i:00}.txt", new string('a', 40_000) + i);
        return workspace;
    }

    private static void IsSoundAfterwards(Workspace workspace)
    {
        Assert.False(Directory.Exists(workspace.File(".gatehouse/facts")));
        for (var i = 0; i < LongFiles; i++)
            File.Delete(workspace.File($"long{i:00}.txt"));
        var next = workspace.Gatehouse("run", "-f", "csv").Is(1, "z.env");
        var fresh = workspace.Gatehouse("run", "-f", "csv", "--no-cache").Is(1);
        Assert.Equal(fresh.Output, next.Output);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_is_3_with_the_reason(string signal)
    {
        using var workspace = Repository();
        workspace.Shell($"timeout --preserve-status -s {signal} 2 dotnet \"$DLL\" run --jobs 1")
            .Is(3, "the run was interrupted before every file was read", "STOPPED: code undecided");
        IsSoundAfterwards(workspace);
    }

    [Fact]
    public void A_killed_run_leaves_nothing_half()
    {
        using var workspace = Repository();
        Assert.Equal(137, workspace.Shell("timeout -s KILL 2 dotnet \"$DLL\" run --jobs 1; exit $?").Code);
        IsSoundAfterwards(workspace);
    }

    [Fact]
    public void A_damaged_cache_is_read_as_none()
    {
        using var workspace = new Workspace().Write("z.env", $"KEY={Reports.Credential}\n");
        var first = workspace.Gatehouse("run", "-f", "csv").Is(1, "z.env");
        foreach (var file in Directory.GetFiles(Path.Combine(Path.GetDirectoryName(workspace.Root)!, "cache"), "*.bin", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[^10] ^= 0x55;
            File.WriteAllBytes(file, bytes[..^3]);
        }

        Assert.Equal(first.Output, workspace.Gatehouse("run", "-f", "csv").Output);
    }
}
