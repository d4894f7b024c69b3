using System.Diagnostics;
using System.Text;

namespace Gatehouse.Git.Tests;

/// <summary>A repository that the real git makes in a temporary folder, with nobody's configuration.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gatehouse-git-").FullName;

    public TestRepository(bool isBare = false)
    {
        Folder = System.IO.Path.Combine(_root, "work");
        Directory.CreateDirectory(Folder);
        Git(isBare ? ["init", "-q", "--object-format=sha1", "-b", "main", "--bare"] : ["init", "-q", "--object-format=sha1", "-b", "main"]);
    }

    public string Folder { get; }

    /// <summary>A path beside the work tree, deleted with it.</summary>
    public string Beside(string name) => System.IO.Path.Combine(_root, name);

    public string Path(string relative) => System.IO.Path.Combine(Folder, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(relative))!);
        File.WriteAllText(Path(relative), text);
    }

    public void MakeExecutable(string relative)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path(relative), (UnixFileMode)0b111_101_101);
    }

    public string Commit(string message)
    {
        Git("add", "-A");
        Git("commit", "-q", "--allow-empty", "-m", message);
        return Git("rev-parse", "HEAD");
    }

    public string Git(params string[] arguments) => Encoding.UTF8.GetString(Run(arguments, null)).TrimEnd('\n');

    public byte[] GitBytes(params string[] arguments) => Run(arguments, null);

    public string GitWithInput(string input, params string[] arguments) => Encoding.UTF8.GetString(Run(arguments, input));

    /// <summary>Opens it with the reader under test.</summary>
    public GitRepository Open(string? folder = null)
    {
        Assert.True(GitRepository.Discover(folder ?? Folder, out var repository, out var problem), problem?.Sentence);
        return repository;
    }

    public static ObjectId Id(string hex)
    {
        Assert.True(ObjectId.TryParse(hex.AsSpan(), out var id), hex);
        return id;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private byte[] Run(string[] arguments, string? input)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["HOME"] = _root;
        start.Environment["XDG_CONFIG_HOME"] = _root;
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_AUTHOR_NAME"] = start.Environment["GIT_COMMITTER_NAME"] = "Ada";
        start.Environment["GIT_AUTHOR_EMAIL"] = start.Environment["GIT_COMMITTER_EMAIL"] = "ada@example.org";
        start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = "1700000000 +0130";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var writing = Task.Run(() =>
        {
            if (input is not null)
                process.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(input));
            process.StandardInput.Close();
        });
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        writing.Wait();
        process.WaitForExit();
        // check-ignore says 1 for "none".
        Assert.True(process.ExitCode == 0 || (arguments[0] is "check-ignore" or "merge-base" && process.ExitCode == 1), $"git {string.Join(' ', arguments)}: {errors.Result}");
        return output.ToArray();
    }
}
