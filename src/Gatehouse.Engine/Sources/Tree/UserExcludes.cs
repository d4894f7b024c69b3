using Gatehouse.Git;
using Gatehouse.Host;

namespace Gatehouse.Engine.Sources.Tree;

/// <summary>The user's own ignore file (gitignore(5)): <c>core.excludesFile</c>, else <c>git/ignore</c> in the configuration folder.</summary>
/// <param name="variables">Environment variables; without <c>HOME</c> there is no such file.</param>
internal sealed class UserExcludes(IReadOnlyDictionary<string, string> variables)
{
    private const int MaxConfigBytes = 4 << 20;

    public static UserExcludes None { get; } = new(new Dictionary<string, string>());

    public byte[] For(GitConfig repository)
    {
        var path = Path.Combine(ConfigFolder() ?? "", "git", "ignore");
        foreach (var file in (ReadOnlySpan<string?>)[ConfigFolder() is { } folder ? Path.Combine(folder, "git", "config") : null, Home() is { } home ? Path.Combine(home, ".gitconfig") : null])
        {
            if (file is not null && BoundedFile.TryRead(file, out var bytes, out _, MaxConfigBytes))
                path = GitConfig.Parse(bytes).Value("core.excludesfile") ?? path;
        }

        path = repository.Value("core.excludesfile") ?? path;
        if (path.StartsWith("~/", StringComparison.Ordinal) && Home() is { } own)
            path = Path.Combine(own, path[2..]);
        return Path.IsPathRooted(path) && BoundedFile.TryRead(path, out var rules, out _, IgnoreRules.MaxFileBytes) ? rules : [];
    }

    private string? Home() => variables.TryGetValue("HOME", out var home) && home.Length > 0 ? home : null;

    private string? ConfigFolder() =>
        variables.TryGetValue("XDG_CONFIG_HOME", out var folder) && Path.IsPathRooted(folder) ? folder : Home() is { } home ? Path.Combine(home, ".config") : null;
}
