using System.Collections.Immutable;
using Gatehouse.Git;
using Gatehouse.Host;

namespace Gatehouse.Pipeline.Drilling;

/// <summary>A clone of the repository at HEAD, without any remote, on a branch of its own. What is not committed is not in it.</summary>
internal sealed class DrillClone
{
    public const string Branch = "gatehouse-drill";

    private const string Head = "refs/gatehouse/head";

    private readonly DrillShell _shell;
    private readonly string _start;

    private DrillClone(DrillShell shell, string root, string start)
    {
        _shell = shell;
        _start = start;
        Root = root;
    }

    /// <summary>Its work tree.</summary>
    public string Root { get; }

    /// <summary>Makes it. The objects are copied, so that nothing in it leads back.</summary>
    public static (DrillClone? Clone, string? Problem) TryMake(Situation situation, string scratch, DrillShell shell)
    {
        foreach (var folder in (ReadOnlySpan<string>)["home", "temporary", "cache"])
            Directory.CreateDirectory(Path.Combine(scratch, folder));
        const string User = "[user]\n\tname = Gatehouse drill\n\temail = drill@gatehouse.invalid\n";
        var settings = AtomicFile.TryWrite(Path.Combine(scratch, "home", ".gitconfig"),
            System.Text.Encoding.UTF8.GetBytes(User + "[credential]\n\thelper =\n[commit]\n\tgpgsign = false\n[push]\n\tgpgsign = false\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n[safe]\n\tdirectory = *\n[advice]\n\tdetachedHead = false\n"));
        if (settings is not null)
            return (null, settings);

        var root = Path.Combine(scratch, "repository");
        var head = situation.Head!.Value.ToString();
        var problem = shell.Git(scratch, "init", "-q", root)
            ?? shell.Git(root, "fetch", "-q", "--no-tags", "--update-head-ok", "--no-write-fetch-head", "--no-recurse-submodules", situation.TreeRoot, "+refs/heads/*:refs/heads/*", "+refs/remotes/origin/*:refs/remotes/origin/*", "+HEAD:" + Head)
            ?? shell.Git(root, "checkout", "-q", "-f", "-B", Branch, Head)
            ?? shell.Git(root, "update-ref", "-d", Head);
        return problem is null ? (new DrillClone(shell, root, head), null) : (null, problem);
    }

    /// <summary>As it was made, whatever the last attempt left.</summary>
    public string? Reset()
    {
        foreach (var folder in (ReadOnlySpan<string>)[DrillCase.Folder, ".gatehouse"])
        {
            if (Directory.Exists(Path.Combine(Root, folder)))
                Directory.Delete(Path.Combine(Root, folder), recursive: true);
        }

        File.Delete(Path.Combine(Root, ".git", "index.lock"));
        return _shell.Git(Root, "checkout", "-q", "-f", "-B", Branch, _start);
    }

    /// <summary>Writes the files and stages them.</summary>
    public string? Plant(ImmutableArray<(string Path, string Text)> files)
    {
        foreach (var (path, text) in files)
        {
            if (AtomicFile.TryWrite(Path.Combine(Root, path), System.Text.Encoding.UTF8.GetBytes(text)) is { } problem)
                return problem;
        }

        return _shell.Git(Root, ["add", "-f", "--", .. files.Select(file => file.Path)]);
    }

    /// <summary>Commits what is staged, without asking any hook.</summary>
    public string? Commit() => _shell.Git(Root, "commit", "-q", "--no-verify", "-m", Message);

    /// <summary>What a commit of a drill says.</summary>
    public const string Message = "A drill of Gatehouse";

    /// <summary>The commit that is checked out; null where it cannot be told.</summary>
    public string? Tip()
    {
        if (!GitRepository.Discover(Root, out var repository, out _))
            return null;
        using (repository)
            return repository.ReadRef("refs/heads/" + Branch)?.ToString();
    }

    /// <summary>True where nothing was committed since it was made.</summary>
    public bool IsAtStart => Tip() == _start;
}
