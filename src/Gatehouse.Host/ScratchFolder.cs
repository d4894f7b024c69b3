namespace Gatehouse.Host;

/// <summary>A folder of this process alone, in the system's place for temporary files; removed with all that is in it.</summary>
public sealed class ScratchFolder : IDisposable
{
    private ScratchFolder(string path) => Root = path;

    /// <summary>The absolute path.</summary>
    public string Root { get; }

    /// <summary>True where it is to stay.</summary>
    public bool IsKept { get; set; }

    /// <summary>Makes one, readable by its owner alone.</summary>
    /// <returns>The folder; or one sentence that says why there is none.</returns>
    public static (ScratchFolder? Folder, string? Problem) TryMake(string purpose)
    {
        try
        {
            return (new ScratchFolder(Directory.CreateTempSubdirectory($"gatehouse-{purpose}-").FullName), null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, $"{Path.GetTempPath()}: no folder could be made there ({AtomicFile.Describe(problem)}); TMPDIR names another place");
        }
    }

    /// <summary>Removes it. Null when it is gone or kept; otherwise one sentence that names what was left.</summary>
    public string? TryRemove()
    {
        if (IsKept || !Directory.Exists(Root))
            return null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(Root, recursive: true);
                return null;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // A program that was just ended may still have written something; a folder may have been closed.
                if (attempt == 3)
                    return $"{Root}: could not be removed whole ({AtomicFile.Describe(problem)}): remove it by hand";
                Open(Root);
                Thread.Sleep(50);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => TryRemove();

    private static void Open(string root)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(root, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint, RecurseSubdirectories = true, IgnoreInaccessible = true }).Prepend(root))
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _ = problem; // The next attempt to remove it tells.
        }
    }
}
