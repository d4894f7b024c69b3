using System.Collections.Immutable;
using Gatehouse.Pipeline.Setup.Templates;

namespace Gatehouse.Pipeline.Setup;

/// <summary>A code host whose CI can be set up.</summary>
public enum CiKind
{
    /// <summary>GitHub Actions.</summary>
    GitHub,

    /// <summary>GitLab CI.</summary>
    GitLab,
}

/// <summary>What the repository is made of.</summary>
/// <param name="Languages">By tracked files.</param>
/// <param name="Ci">In use; by the remote's host where no file tells.</param>
/// <param name="Production">The production branch.</param>
/// <param name="Warning">A sentence where the branch's name was not taken.</param>
internal sealed record Detection(IReadOnlyList<Language> Languages, ImmutableArray<CiKind> Ci, string Production, string? Warning)
{
    /// <summary>From paths, the remote's address and the branches that may be production, best first. Pure.</summary>
    public static Detection Of(IReadOnlyCollection<string> tracked, string? remote, IEnumerable<string?> branches)
    {
        var branch = branches.FirstOrDefault(name => !string.IsNullOrEmpty(name)) ?? "main";
        var isPlain = IsPlain(branch);
        return new Detection(
            Language.Of(tracked),
            CiOf(tracked, remote),
            isPlain ? branch : "main",
            isPlain ? null : "the default branch has a name that does not fit into a configuration as it is: production is written as main. Correct it in gatehouse.yaml and the workflow");
    }

    private static ImmutableArray<CiKind> CiOf(IReadOnlyCollection<string> tracked, string? remote)
    {
        var found = ImmutableArray.CreateBuilder<CiKind>();
        if (tracked.Any(path => path.StartsWith(".github/workflows/", StringComparison.Ordinal)))
            found.Add(CiKind.GitHub);
        if (tracked.Contains(GitLabTemplate.Root) || tracked.Contains(GitLabTemplate.Path))
            found.Add(CiKind.GitLab);
        if (found.Count == 0 && HostOf(remote) is { } host)
        {
            if (host == "github.com" || host.StartsWith("github.", StringComparison.Ordinal))
                found.Add(CiKind.GitHub);
            else if (host == "gitlab.com" || host.StartsWith("gitlab.", StringComparison.Ordinal))
                found.Add(CiKind.GitLab);
        }

        return found.ToImmutable();
    }

    // https://user@host:port/path, ssh://git@host/path, git@host:path (git-clone(1), "GIT URLS").
    private static string? HostOf(string? remote)
    {
        if (remote is null)
            return null;
        var scheme = remote.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? remote : remote[(scheme + 3)..];
        var end = rest.AsSpan().IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest : rest[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        if (scheme < 0 && colon < 0)
            return null; // A path of this machine.
        return (colon < 0 ? authority : authority[..colon]).ToLowerInvariant();
    }

    // git allows quotes, braces and most of Unicode in a branch's name; none of it belongs into YAML that we write.
    private static bool IsPlain(string branch) =>
        branch.Length <= 200 && branch.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-' or '+');
}
