using System.Text;

namespace Gatehouse.EndToEnd.Tests.BadInput;

/// <summary>Files that resist being read: a gate says what it did not see, and is never clean by it.</summary>
public class HostileFilesTests
{
    private const string Slow = "version: 1\nsecrets:\n  rules:\n    - {id: slow, title: Slow, kind: possible-secret, severity: medium, confidence: medium, literals: [aaaa], pattern: 'aaaa(?:(?:a{1,30}){1,30}){1,8}=(?P<secret>[a-z0-9]{12})'}\n";

    private static Workspace Repository(string? policy = null)
    {
        var workspace = new Workspace().Write("README.md", "hello\n");
        if (policy is not null)
            workspace.Write("gatehouse.yaml", policy);
        workspace.Commit();
        return workspace;
    }

    private static string Skipped(Result result, string path) => result.Json.GetProperty("suppliers").EnumerateArray()
        .SelectMany(supplier => supplier.GetProperty("notices").EnumerateArray())
        .First(notice => notice.GetProperty("kind").GetString() == "skipped" && notice.GetProperty("path").GetString() == path).GetProperty("reason").GetString()!;

    [Fact]
    public void An_unreadable_file_leaves_the_gate_undecided()
    {
        using var workspace = Repository();
        workspace.Write("a.env", $"KEY={Reports.Credential}\n");
        var result = workspace.Shell("chmod 755 \"$TOP\" && chmod 000 a.env && mkdir -p \"$TOP/cache\" && chmod 777 \"$TOP/cache\" && $AS_OTHER dotnet \"$DLL\" run -f json");
        result.Is(3, "a.env: permission denied");
        Assert.Equal("undecided", result.OutcomeOf("code"));
        Assert.Equal("partial", result.Json.GetProperty("completeness").GetString());
    }

    [Fact]
    public void An_unreadable_folder_leaves_the_gate_undecided()
    {
        using var workspace = Repository();
        workspace.Write("hidden/a.env", $"KEY={Reports.Credential}\n");
        workspace.Shell("chmod 755 \"$TOP\" && chmod 000 hidden && mkdir -p \"$TOP/cache\" && chmod 777 \"$TOP/cache\"; $AS_OTHER dotnet \"$DLL\" run; code=$?; chmod 755 hidden; exit $code")
            .Is(3, "hidden", "permission denied", "STOPPED: code undecided");
    }

    [Fact]
    public void A_file_that_yields_less_than_its_size_is_unread()
    {
        // Files of sysfs claim a page and hold a few bytes: to a reader they shrink while it reads, every time.
        const string Shrinking = "/sys/kernel/mm/transparent_hugepage";
        Assert.SkipUnless(Directory.Exists(Shrinking), "no sysfs here");
        using var workspace = Repository();
        workspace.Gatehouse("scan", Shrinking).Is(3, "enabled  secrets: it changed while it was read; run again when nothing writes to it", "INCOMPLETE: something could not be judged");
    }

    [Fact]
    public void A_sparse_file_of_4_GiB_is_said_as_skipped_and_little_memory_is_taken()
    {
        using var workspace = Repository();
        using (var file = File.Create(workspace.File("sparse.bin")))
            file.SetLength(4L << 30);
        var result = workspace.Shell("ulimit -d 3000000; dotnet \"$DLL\" run -f json");
        result.Is(0);
        Assert.Equal("binary: NUL bytes within the first 8 KiB", Skipped(result, "sparse.bin"));
        workspace.Gatehouse("run", "-v").Is(0, "SKIPPED", "sparse.bin");
    }

    [Fact]
    public void A_text_over_the_limit_is_unread_and_not_clean()
    {
        using var workspace = Repository();
        using (var file = File.Create(workspace.File("large.txt")))
        {
            file.Write(Encoding.UTF8.GetBytes(new string('x', 10_000)));
            file.SetLength(4L << 30);
        }

        workspace.Gatehouse("run").Is(3, "large.txt  secrets: larger than the limit of 256 MiB; exclude it, or accept it with a waiver", "STOPPED: code undecided");
    }

    [Fact]
    public void Links_are_not_followed_round_a_loop_nor_out_of_the_root()
    {
        using var workspace = Repository();
        File.WriteAllText(workspace.File("../outside.env"), $"KEY={Reports.Credential}\n");
        Directory.CreateDirectory(workspace.File("folder"));
        File.CreateSymbolicLink(workspace.File("one"), "two");
        File.CreateSymbolicLink(workspace.File("two"), "one");
        Directory.CreateSymbolicLink(workspace.File("folder/up"), "..");
        File.CreateSymbolicLink(workspace.File("out"), "../outside.env");
        var result = workspace.Gatehouse("run", "-f", "json").Is(0);
        Assert.Empty(result.Json.GetProperty("findings").EnumerateArray());
        Assert.Equal("a link that leads out of the root; not followed", Skipped(result, "out"));
    }

    [Theory]
    [InlineData("invalid UTF-8", "bad.env:1:9")]
    [InlineData("UTF-16 with a mark", "bad.env:1:5")]
    [InlineData("UTF-16, big-endian, no mark", "bad.env:1:5")]
    [InlineData("a NUL byte late", "bad.env:2:5")]
    public void A_secret_in_strange_text_is_found(string what, string place)
    {
        using var workspace = Repository();
        var text = $"KEY={Reports.Credential}\n";
        File.WriteAllBytes(workspace.File("bad.env"), what switch
        {
            "invalid UTF-8" => [.. "KEY="u8, 0xFF, 0xFE, 0x80, (byte)' ', .. Encoding.ASCII.GetBytes(Reports.Credential + "\n")],
            "UTF-16 with a mark" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            "UTF-16, big-endian, no mark" => Encoding.BigEndianUnicode.GetBytes(text),
            _ => Encoding.ASCII.GetBytes(new string('x', 10_000) + "\0\n" + text),
        });
        workspace.Gatehouse("run").Is(1, place, "aws-access-key-id");
    }

    [Fact]
    public void A_file_with_an_early_NUL_byte_is_said_as_skipped()
    {
        using var workspace = Repository();
        workspace.Write("a.bin", $"\0\u0001 KEY={Reports.Credential}\n");
        Assert.StartsWith("binary", Skipped(workspace.Gatehouse("run", "-f", "json").Is(0), "a.bin"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_at_the_end_of_a_line_of_200_MB_is_found_in_bounded_memory()
    {
        using var workspace = Repository();
        using (var file = File.Create(workspace.File("long.txt")))
        {
            var block = Encoding.ASCII.GetBytes(new string('x', 1_000_000));
            for (var i = 0; i < 200; i++)
                file.Write(block);
            file.Write(Encoding.ASCII.GetBytes($" KEY={Reports.Credential}\n"));
        }

        workspace.Shell("ulimit -d 3000000; dotnet \"$DLL\" run -q").Is(1, "long.txt:1:200000006");
    }

    [Fact]
    public void A_catastrophic_pattern_of_a_user_ends_and_is_right()
    {
        using var workspace = Repository(Slow);
        workspace.Write("none.txt", new string('a', 20_000) + "\n").Write("one.txt", new string('a', 20_000) + "=q7zl2mxw4tvb\n");
        var result = workspace.Gatehouse("run", "-f", "csv").Is(0, "slow,Slow,secrets,possible-secret,one.txt,1");
        Assert.DoesNotContain("none.txt", result.Output, StringComparison.Ordinal);
    }
}
