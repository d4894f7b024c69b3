using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gatehouse.Attestation.Keys;

namespace Gatehouse.Dossier.Store;

/// <summary>
/// The key of one CI job: ECDSA P-256, made on first use, in a folder outside the tree under judgement. What the job's
/// steps sign with it is known within the job; to every other job it is a stranger's.
/// <para>
/// Limits. The steps of a job are trusted as one: a step that runs the change's own code as the same user can read the
/// key and sign what it likes. So run tests of a change in another job than the one that judges it, and name the keys of
/// other jobs in the policy. The key proves "from this job", never "true". A runner that keeps its disk between jobs
/// keeps the keys, of which each job finds its own only.
/// </para>
/// </summary>
public static class JobKey
{
    /// <summary>Opens, or makes, the key of a job.</summary>
    /// <param name="folder">Where the runner's user keeps state: the cache folder, never the tree.</param>
    /// <param name="jobId">Unique for the job's run.</param>
    /// <param name="subject">The root of the tree under judgement: the folder must lie outside.</param>
    /// <param name="key">The job's key; null where there is none.</param>
    /// <param name="problem">One sentence where there is none.</param>
    public static bool TryOpen(string folder, string jobId, string subject, [NotNullWhen(true)] out SigningKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        problem = null;
        if (IsWithin(Resolve(folder), Resolve(subject)))
        {
            problem = $"{folder}: lies in the tree under judgement, where the change could bring its own key: set GATEHOUSE_CACHE to a folder outside";
            return false;
        }

        if (TryMakeFolder(folder) is { } why)
        {
            problem = why;
            return false;
        }

        var path = Path.Combine(folder, FactStore.Digest(Encoding.UTF8.GetBytes(jobId)) + ".pem");
        if (!File.Exists(path))
        {
            var made = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
            var unwritten = KeyFile.TryWritePrivate(path, made);
            // Another step of the job may have been first: then its key is the job's.
            if (unwritten is not null && !File.Exists(path))
            {
                problem = unwritten;
                return false;
            }
        }

        return KeyFile.TryReadPrivate(path, out key, out problem);
    }

    private static string? TryMakeFolder(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            // Whoever may write the folder may put another key in the key's place.
            return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0
                ? $"{folder}: others may write to the folder of the job's key: chmod go-w"
                : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"{folder}: the folder for the job's key could not be made ({problem.Message})";
        }
    }

    private static bool IsWithin(string folder, string root)
    {
        var relative = Path.GetRelativePath(root, folder);
        return relative == "." || !(relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative));
    }

    // A link in the way could lead into the tree: the deepest part that exists is resolved.
    private static string Resolve(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
            return full;
        var here = Path.Combine(Resolve(parent), Path.GetFileName(full));
        try
        {
            return new DirectoryInfo(here).ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target ? Path.TrimEndingDirectorySeparator(target) : here;
        }
        catch (IOException)
        {
            return here; // A loop of links, or nothing there: making the folder will tell.
        }
    }
}
