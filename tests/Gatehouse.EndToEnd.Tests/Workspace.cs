using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>A git repository in a folder of its own, and the command run in it as a user would, at a given time.</summary>
internal sealed class Workspace : IDisposable
{
    public static readonly DateTimeOffset Today = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly string _top = Directory.CreateTempSubdirectory("gatehouse-e2e-").FullName;

    public Workspace(bool git = true)
    {
        Root = Path.Combine(_top, "repo");
        Directory.CreateDirectory(Root);
        if (!git)
            return;
        Git("init", "-q", "-b", "main");
        Git("config", "user.email", "author@acme.example");
        Git("config", "user.name", "Author");
    }

    public string Root { get; }

    public DateTimeOffset Now { get; set; } = Today;

    /// <summary>When commits are made; null for now.</summary>
    public DateTimeOffset? CommitTime { get; set; }

    /// <summary>More variables for the command, such as those of a CI.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public string File(string path) => Path.Combine(Root, path);

    public Workspace Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(path))!);
        System.IO.File.WriteAllText(File(path), text);
        return this;
    }

    /// <summary>A policy that names tools, a line each.</summary>
    public Workspace Policy(IEnumerable<string> tools) => Write("gatehouse.yaml", "version: 1\ntools:\n" + string.Concat(tools.Select(line => $"  {line}\n")));

    /// <summary>A script of sh outside the repository that can be started; its path.</summary>
    public string Program(string name, string script)
    {
        var file = Path.Combine(_top, name);
        System.IO.File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        return Start("chmod", ["+x", file], []) is { Code: 0 } ? file : throw new InvalidOperationException("chmod: " + file);
    }

    public string Commit(string message = "change")
    {
        Git("add", "-A");
        Git("commit", "-q", "--allow-empty", "-m", message);
        return Git("rev-parse", "HEAD").Trim();
    }

    public string Git(params string[] arguments)
    {
        var variables = new Dictionary<string, string> { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_SYSTEM"] = "/dev/null" };
        if (CommitTime is { } time)
            variables["GIT_AUTHOR_DATE"] = variables["GIT_COMMITTER_DATE"] = time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        var result = Start("git", arguments, variables);
        return result.Code == 0 ? result.Output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {result.Error}");
    }

    public Result Gatehouse(params string[] arguments) => Start("dotnet", [Command, .. arguments], Surroundings());

    /// <summary>
    /// Runs a script of sh in the repository: <c>"$DLL"</c> is the command for dotnet, <c>$TOP</c> the folder around the
    /// repository, <c>$AS_OTHER</c> the words that make what follows run as a user with no rights of its own.
    /// </summary>
    /// <param name="script">What to run; its exit code is the result's.</param>
    /// <param name="mounts">Run in a mount namespace of its own, so that what it mounts goes with it; for the superuser only.</param>
    public Result Shell(string script, bool mounts = false)
    {
        Assert.SkipWhen(mounts && !Environment.IsPrivilegedProcess, "mounting needs the superuser");
        var variables = Surroundings();
        variables["COLUMNS"] = "800"; // Paths stand in messages, and must not be broken.
        variables["DLL"] = Command;
        variables["TOP"] = _top;
        variables["AS_OTHER"] = Environment.IsPrivilegedProcess ? "setpriv --reuid 65534 --regid 65534 --clear-groups" : "";
        return mounts ? Start("unshare", ["-m", "sh", "-c", script], variables) : Start("sh", ["-c", script], variables);
    }

    /// <summary>Puts the command where a user has it: what <see cref="WithGatehouse"/> runs, and hooks, find it on the PATH.</summary>
    public Workspace Install()
    {
        Shell("mkdir \"$TOP/bin\" && printf '#!/bin/sh\\nexec dotnet \"$DLL\" \"$@\"\\n' >\"$TOP/bin/gatehouse\" && chmod +x \"$TOP/bin/gatehouse\"").Is(0);
        return this;
    }

    /// <summary>The same as <see cref="Shell"/>, with the command on the PATH.</summary>
    public Result WithGatehouse(string script) => Shell("PATH=\"$TOP/bin:$PATH\"\n" + script);

    private Dictionary<string, string> Surroundings() => new(Variables)
    {
        ["GATEHOUSE_CACHE"] = Variables.GetValueOrDefault("GATEHOUSE_CACHE", Path.Combine(_top, "cache")),
        ["SOURCE_DATE_EPOCH"] = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["NO_COLOR"] = "1",
        ["COLUMNS"] = "200",
    };

    /// <summary>A private key's shape, another for each seed; put together here, so that the repository holds none.</summary>
    public static string PrivateKey(int seed = 0)
    {
        var lines = Enumerable.Range(0, 4).Select(line => string.Concat(Enumerable.Range(0, 64).Select(i => (char)('A' + (((i * 7) + (line * 5) + seed) % 26)))) + "\n");
        return "-----BEGIN " + "PRIVATE KEY-----\n" + string.Concat(lines) + "-----END " + "PRIVATE KEY-----\n";
    }

    /// <summary>What follows runs as a job of GitHub Actions: on a push to the branch, or for a pull request to the target.</summary>
    public void InGitHub(string job, string branch = "main", string? target = null)
    {
        foreach (var (name, value) in new[] { ("GITHUB_ACTIONS", "true"), ("GITHUB_REPOSITORY", "acme/app"), ("GITHUB_RUN_ID", "1"), ("GITHUB_RUN_ATTEMPT", "1"), ("GITHUB_JOB", job), ("GITHUB_REF_NAME", target is null ? branch : "3/merge") })
            Variables[name] = value;
        if (target is null)
            return;
        Variables["GITHUB_BASE_REF"] = target;
        Variables["GITHUB_HEAD_REF"] = branch;
    }

    /// <summary>Writes a report outside the repository and makes it a fact.</summary>
    public Workspace Fact(string name, string report, params string[] options)
    {
        var file = Path.Combine(_top, name);
        System.IO.File.WriteAllText(file, report);
        var result = Gatehouse(["fact", "add", file, .. options]);
        return result.Code == 0 ? this : throw new InvalidOperationException($"fact add {name}: {result.Code} {result.Error}{result.Output}");
    }

    public void Dispose()
    {
        Directory.Delete(_top, recursive: true);
    }

    private static string Command { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Gatehouse.Cli", "release", "gatehouse.dll"));

    private Result Start(string program, string[] arguments, Dictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GITHUB_", StringComparison.Ordinal) || name.StartsWith("GITLAB_", StringComparison.Ordinal) || name.StartsWith("CI", StringComparison.Ordinal) || name.StartsWith("GATEHOUSE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        var error = process.StandardError.ReadToEndAsync();
        output.Append(process.StandardOutput.ReadToEnd());
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end");
        }

        return new Result(process.ExitCode, output.ToString(), error.GetAwaiter().GetResult());
    }
}

/// <summary>What a command came to.</summary>
internal sealed record Result(int Code, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>The gate of a JSON result.</summary>
    public JsonElement Gate(string name) => Json.GetProperty("verdicts").EnumerateArray().Single(gate => gate.GetProperty("gate").GetString() == name);

    public string OutcomeOf(string gate) => Gate(gate).GetProperty("outcome").GetString()!;

    public JsonElement Criterion(string id) => Gate(id[..id.IndexOf('.', StringComparison.Ordinal)]).GetProperty("criteria").EnumerateArray().Single(criterion => criterion.GetProperty("id").GetString() == id);

    /// <summary>The code is this, and standard output or standard error holds all the words.</summary>
    public Result Is(int code, params string[] words)
    {
        Assert.True(Code == code, $"exit {code} is wanted\n{this}");
        foreach (var word in words)
            Assert.True((Output + Error).Contains(word, StringComparison.Ordinal), $"\"{word}\" is wanted\n{this}");
        Assert.DoesNotContain("Unhandled exception", Error, StringComparison.Ordinal);
        return this;
    }

    public override string ToString() => $"exit {Code}\n{Output}\n{Error}";
}
