using Gatehouse.Git;
using Gatehouse.Host;

namespace Gatehouse.Pipeline.Setup;

/// <summary>Where git looks for hooks (githooks(5), core.hooksPath).</summary>
/// <param name="Root">The folder that must not be left: the work tree's or git's own.</param>
/// <param name="Folder">The hooks' folder, relative to it.</param>
/// <param name="Shown">The same for people.</param>
internal sealed record HookPlace(string Root, string Folder, string Shown)
{
    /// <summary>The place; or why hooks are not put there.</summary>
    public static (HookPlace? Place, string? Refusal) Of(GitRepository repository, string workTree, HostEnvironment host)
    {
        var (place, refusal) = InUse(repository, workTree, host);
        // husky makes the folder "_" anew at each installation; the hooks beside it are the repository's.
        return place is { } used && used.Folder.EndsWith(".husky/_", StringComparison.Ordinal)
            ? (new HookPlace(used.Root, used.Folder[..^2], Path.GetRelativePath(workTree, Path.Combine(used.Root, used.Folder[..^2]))), null)
            : (place, refusal);
    }

    /// <summary>The folder whose hooks git runs; or why it is none of this repository's.</summary>
    public static (HookPlace? Place, string? Refusal) InUse(GitRepository repository, string workTree, HostEnvironment host)
    {
        var value = repository.Config.Value("core.hookspath") ?? OfUser(host);
        if (value is null)
            return (new HookPlace(repository.CommonFolder, "hooks", ".git/hooks"), null);
        var home = host.Variable("HOME");
        var full = Path.GetFullPath(Path.Combine(workTree, value.StartsWith("~/", StringComparison.Ordinal) && home is not null ? Path.Combine(home, value[2..]) : value));
        foreach (var root in (string[])[workTree, repository.CommonFolder])
        {
            if (full != root && !full.StartsWith(root + "/", StringComparison.Ordinal))
                continue;
            var folder = Path.GetRelativePath(root, full).Replace('\\', '/');
            return (new HookPlace(root, folder, Path.GetRelativePath(workTree, Path.Combine(root, folder))), null);
        }

        return (null, $"core.hooksPath leads to {value}, outside of this repository. Let the hooks there call gatehouse run --staged and gatehouse run, or give this repository its own: git config core.hooksPath .githooks");
    }

    // A path in the user's own configuration makes git pass over .git/hooks.
    private static string? OfUser(HostEnvironment host)
    {
        var home = host.Variable("HOME");
        var xdg = host.Variable("XDG_CONFIG_HOME") ?? (home is null ? null : Path.Combine(home, ".config"));
        string?[] files = host.Variable("GIT_CONFIG_GLOBAL") is { } only ? [only]
            : [home is null ? null : Path.Combine(home, ".gitconfig"), xdg is null ? null : Path.Combine(xdg, "git", "config")];
        foreach (var file in files)
        {
            if (file is not null && BoundedFile.TryRead(file, out var bytes, out _, 4 << 20) && GitConfig.Parse(bytes).Value("core.hookspath") is { } value)
                return value;
        }

        return null;
    }
}
