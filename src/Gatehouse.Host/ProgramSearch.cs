namespace Gatehouse.Host;

/// <summary>Looks a program up as a shell would, and never takes one that a scanned tree could have brought.</summary>
public static class ProgramSearch
{
    private static readonly string[] WindowsEndings = [".exe", ".cmd", ".bat", ""];

    /// <summary>The folders of <c>PATH</c> that are absolute and not within <paramref name="tree"/>, in order.</summary>
    public static IReadOnlyList<string> Folders(IReadOnlyDictionary<string, string> variables, string tree) =>
    [
        .. (variables.TryGetValue("PATH", out var path) ? path : "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(folder => Path.IsPathFullyQualified(folder) && !IsWithin(folder, tree)).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The program's path; or null, with the place inside the tree where one of that name lies and is not taken.</summary>
    /// <param name="names">Its names, the first that is found is taken.</param>
    /// <param name="variables">For <c>PATH</c>.</param>
    /// <param name="tree">The tree that is scanned, absolute.</param>
    public static (string? File, string? Refused) Find(IEnumerable<string> names, IReadOnlyDictionary<string, string> variables, string tree)
    {
        string? refused = null;
        foreach (var name in names)
        {
            foreach (var folder in Folders(variables, tree))
            {
                foreach (var ending in OperatingSystem.IsWindows() ? WindowsEndings : [""])
                {
                    var file = Path.Combine(folder, name + ending);
                    if (!IsProgram(file))
                        continue;
                    if (!IsWithin(Target(file), tree))
                        return (file, null);
                    refused ??= file;
                }
            }
        }

        return (null, refused);
    }

    /// <summary>Whether a file is there that may be started.</summary>
    public static bool IsProgram(string file)
    {
        if (!File.Exists(file))
            return false;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
    }

    /// <summary>Whether a path, its links followed, lies below a folder or is it.</summary>
    public static bool IsWithin(string path, string folder)
    {
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var (inner, outer) = (Path.TrimEndingDirectorySeparator(Target(path)), Path.TrimEndingDirectorySeparator(Target(folder)));
        return inner.Equals(outer, comparison) || inner.StartsWith(outer + Path.DirectorySeparatorChar, comparison);
    }

    // Where a path leads when every link on the way is followed; itself where that cannot be told.
    private static string Target(string path)
    {
        var full = Path.GetFullPath(path);
        var at = Path.GetPathRoot(full)!;
        foreach (var part in full[at.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            at = Path.Combine(at, part);
            try
            {
                FileSystemInfo info = Directory.Exists(at) ? new DirectoryInfo(at) : new FileInfo(at);
                at = info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? at;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return full; // A ring of links, or a folder that we may not look into.
            }
        }

        return at;
    }
}
