namespace Gatehouse.EndToEnd.Tests.BadInput;

/// <summary>Full disks, and folders that may not be written: what was not kept is said, what was judged stands.</summary>
public class PlacesTests
{
    private const string Full = "mkdir -p \"$TOP/full\" && mount -t tmpfs -o size=64k tmpfs \"$TOP/full\" && head -c 65536 /dev/zero > \"$TOP/full/fill\"; ";
    private const string NoRights = "chmod 755 \"$TOP\" && mkdir -p \"$TOP/cache\" && chmod 777 \"$TOP/cache\" && ";
    private const string Report = """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t"}},"results":[]}]}""";

    private static Workspace Repository()
    {
        var workspace = new Workspace().Write("README.md", "hello\n").Write("r.sarif", Report);
        workspace.Commit();
        return workspace;
    }

    private static int Times(string text, string word) => text.Split(word).Length - 1;

    [Theory]
    [InlineData("run")]
    [InlineData("run -f json")]
    [InlineData("help")]
    [InlineData("--version")]
    public void Standard_output_on_a_full_disk_is_2(string line)
    {
        using var workspace = Repository();
        workspace.Shell($"dotnet \"$DLL\" {line} > /dev/full").Is(2, "gatehouse: standard output: could not be written (no space left on the device)");
    }

    [Fact]
    public void Standard_output_that_is_closed_is_2()
    {
        using var workspace = Repository();
        workspace.Shell("dotnet \"$DLL\" run >&-").Is(2, "gatehouse: standard output: could not be written");
    }

    [Fact]
    public void Standard_error_on_a_full_disk_changes_no_judgement()
    {
        using var workspace = Repository();
        workspace.Shell("dotnet \"$DLL\" run 2>/dev/full").Is(0, "MAY GO ON");
    }

    [Fact]
    public void A_full_disk_for_the_output_file_is_2()
    {
        using var workspace = Repository();
        workspace.Shell(Full + "dotnet \"$DLL\" run -o \"json=$TOP/full/x.json\"; code=$?; ls -A \"$TOP/full\"; exit $code", mounts: true)
            .Is(2, "full/x.json: could not be written (no space left on the device)", "fill\n");
    }

    [Fact]
    public void A_full_disk_for_the_cache_is_said_once_and_no_obstacle()
    {
        using var workspace = Repository();
        var result = workspace.Shell(Full + "GATEHOUSE_CACHE=\"$TOP/full\" dotnet \"$DLL\" run", mounts: true);
        result.Is(0, "could not be written (no space left on the device); the next run reads everything again", "MAY GO ON");
        Assert.Equal(1, Times(result.Output + result.Error, "no space left"));
    }

    [Fact]
    public void A_full_disk_for_the_facts_is_said_and_leaves_no_half_fact()
    {
        using var workspace = Repository();
        const string FullFacts = "mkdir .gatehouse && mount -t tmpfs -o size=64k tmpfs .gatehouse && echo '*' > .gatehouse/.gitignore && mkdir .gatehouse/facts && head -c 65536 /dev/zero > .gatehouse/fill; ";
        workspace.Shell(FullFacts + "dotnet \"$DLL\" run; code=$?; ls -A .gatehouse/facts; exit $code", mounts: true)
            .Is(0, "note: what this run found was not kept as facts: ", "could not be written (no space left on the device)", "MAY GO ON");
        workspace.Shell("rmdir .gatehouse; " + FullFacts + "dotnet \"$DLL\" fact add r.sarif; code=$?; ls -AR .gatehouse | grep -c json; exit $code", mounts: true)
            .Is(2, "gatehouse: ", "could not be written (no space left on the device)", "0\n");
    }

    [Fact]
    public void A_read_only_repository_is_judged_and_its_facts_are_said_as_not_kept()
    {
        using var workspace = Repository();
        workspace.Shell(NoRights + "$AS_OTHER dotnet \"$DLL\" run").Is(0, "note: what this run found was not kept as facts: ", "could not be written (permission denied)", "MAY GO ON");
        workspace.Shell(NoRights + "$AS_OTHER dotnet \"$DLL\" fact add r.sarif").Is(2, "gatehouse: ", "could not be written (permission denied)");
    }

    [Fact]
    public void A_read_only_cache_is_said_once_at_most()
    {
        using var workspace = Repository();
        var result = workspace.Shell("chmod 755 \"$TOP\"; chmod 777 .; mkdir -p \"$TOP/cache/notes/notes\"; chmod -R 555 \"$TOP/cache\"; $AS_OTHER dotnet \"$DLL\" run").Is(0, "MAY GO ON");
        Assert.InRange(Times(result.Output + result.Error, "permission denied"), 0, 1);
        Assert.Contains("; the next run reads everything again", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("env -u GATEHOUSE_CACHE -u XDG_CACHE_HOME -u HOME")]
    [InlineData("env -u GATEHOUSE_CACHE -u XDG_CACHE_HOME HOME=")]
    [InlineData("env -u GATEHOUSE_CACHE -u XDG_CACHE_HOME HOME=relative")]
    [InlineData("env -u GATEHOUSE_CACHE -u XDG_CACHE_HOME HOME=/proc")]
    [InlineData("env GATEHOUSE_CACHE=/dev/null")]
    public void A_home_that_is_none_is_no_obstacle(string surroundings)
    {
        using var workspace = Repository();
        var result = workspace.Shell($"{surroundings} dotnet \"$DLL\" run").Is(0, "MAY GO ON");
        Assert.DoesNotContain("note:", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(workspace.File("relative")));
    }
}
