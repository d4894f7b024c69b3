using Gatehouse.Host;

namespace Gatehouse.Architecture.Tests;

/// <summary>A folder of one test or fixture, deleted after it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("gatehouse-house-").FullName;

    public string this[string path] => Path.Combine(Root, path);

    public TempFolder Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllText(this[path], text);
        return this;
    }

    /// <summary>Copies tracked files of the repository to the same places here.</summary>
    public TempFolder Copy(Func<string, bool> wanted)
    {
        foreach (var path in Tree.Repository.Paths.Where(wanted))
            Write(path, Tree.Repository[path]);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

/// <summary>Starts the SDK here: no server stays behind, and CI's locked restore does not apply to what a test makes up.</summary>
internal static class Sdk
{
    public static string Run(string folder, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>
        {
            ["CI"] = null,
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["MSBuildSDKsPath"] = null,
            ["DOTNET_NOLOGO"] = "1",
        };
        var result = ChildProcess.Run("dotnet", arguments, folder, TimeSpan.FromMinutes(5), environment: environment);
        Assert.True(result.ExitCode is 0 or 1, result.ErrorText);
        return System.Text.Encoding.UTF8.GetString(result.Output) + result.ErrorText;
    }
}
