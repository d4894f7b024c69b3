using System.Text;
using Gatehouse.Host;

namespace Gatehouse.Engine.Tests;

/// <summary>A folder of one test, deleted after it.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("gatehouse-engine-").FullName;

    public string this[string path] => Path.Combine(Root, path);

    public TestFolder Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public TestFolder Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllBytes(this[path], bytes);
        return this;
    }

    /// <summary>Sets the time of writing back, so that the file is not racy in the eyes of whoever keeps its times.</summary>
    public TestFolder Age(string path)
    {
        File.SetLastWriteTimeUtc(this[path], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return this;
    }

    public TestFolder Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.CreateSymbolicLink(this[path], target);
        return this;
    }

    /// <summary>Runs git here, blind to the machine's and the user's configuration.</summary>
    public string Git(params string[] arguments) => GitIn(".", arguments);

    public string GitIn(string folder, params string[] arguments)
    {
        var result = ChildProcess.Run(
            "git",
            ["-c", "user.name=A B", "-c", "user.email=a@b.example", "-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main", .. arguments],
            this[folder],
            environment: new Dictionary<string, string?> { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1" });
        Assert.True(result.Succeeded, result.ErrorText);
        return Encoding.UTF8.GetString(result.Output).Trim();
    }

    public TestFolder Commit()
    {
        Git("init", "-q");
        Git("add", "-A", "-f");
        Git("commit", "-q", "-m", "one");
        return this;
    }

    public void Dispose()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        if (!OperatingSystem.IsWindows())
        {
            foreach (var folder in Directory.EnumerateDirectories(Root, "closed*", options))
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Delete(Root, recursive: true);
    }
}
