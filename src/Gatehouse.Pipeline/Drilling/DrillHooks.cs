using Gatehouse.Git;
using Gatehouse.Host;
using Gatehouse.Pipeline.Setup;

namespace Gatehouse.Pipeline.Drilling;

/// <summary>The repository's own hooks: where they lie, whether git runs them, and how they come into the clone.</summary>
/// <param name="Place">The folder whose hooks git runs; null where it is none of this repository's.</param>
/// <param name="Refusal">Why.</param>
internal sealed record DrillHooks(HookPlace? Place, string? Refusal)
{
    private const int MostFiles = 200;
    private const long LargestFile = 4 << 20;

    public static DrillHooks Of(GitRepository repository, string workTree, HostEnvironment host)
    {
        var (place, refusal) = HookPlace.InUse(repository, workTree, host);
        return new DrillHooks(place, refusal);
    }

    private string Source => Path.Combine(Place!.Root, Place.Folder);

    /// <summary>Null where git runs the hook; otherwise why it does not, with the remedy.</summary>
    public string? WhyNot(string hook)
    {
        if (Place is null)
            return Refusal;
        var file = Path.Combine(Source, hook);
        if (!File.Exists(file))
            return $"no {hook} hook is installed in {Place.Shown}: gatehouse init writes one";
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Execute) == 0
            ? $"git passes over {Place.Shown}/{hook}, which is not executable: chmod +x it"
            : null;
    }

    /// <summary>Copies the folder as it lies, since the hooks of today may not be committed.</summary>
    /// <param name="clone">The clone's work tree.</param>
    /// <param name="isInTree">True where the folder is one of the work tree, which the clone's configuration must then name.</param>
    /// <returns>Null, or why not.</returns>
    public string? CopyInto(string clone, out bool isInTree)
    {
        isInTree = Place is { } place && Directory.Exists(Path.Combine(place.Root, ".git")) | File.Exists(Path.Combine(place.Root, ".git"));
        if (Place is null || !Directory.Exists(Source))
            return null;
        var target = isInTree ? Path.Combine(clone, Place.Folder) : Path.Combine(clone, ".git", Place.Folder);
        var files = Directory.EnumerateFiles(Source, "*", new EnumerationOptions { AttributesToSkip = 0, RecurseSubdirectories = true, MaxRecursionDepth = 4 })
            .Where(file => !file.EndsWith(".sample", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(MostFiles + 1).ToList();
        if (files.Count > MostFiles)
            return $"{Place.Shown} holds more than {MostFiles} files: too much for hooks";
        return files.Select(file => Copy(file, Path.Combine(target, Path.GetRelativePath(Source, file)))).FirstOrDefault(problem => problem is not null);
    }

    private static string? Copy(string file, string target)
    {
        // A link to a script of the tree is one in the clone too; another leads to what git runs, which is then copied.
        if (new FileInfo(file).LinkTarget is { } link && !Path.IsPathRooted(link))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Delete(target);
            File.CreateSymbolicLink(target, link);
            return null;
        }

        if (!BoundedFile.TryRead(file, out var bytes, out var why, LargestFile))
            return $"{file}: {why.ToSentence()}";
        return AtomicFile.TryWrite(target, bytes, OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(file));
    }
}
