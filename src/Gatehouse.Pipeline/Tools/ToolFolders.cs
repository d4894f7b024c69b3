using System.Globalization;
using Gatehouse.Host;

namespace Gatehouse.Pipeline.Tools;

/// <summary>The folders of one start of a tool: gone with it, all but the cache.</summary>
internal sealed class ToolFolders : IDisposable
{
    private const int MostEntries = 100_000;

    private ToolFolders(string scratch, string cache, string root)
    {
        Scratch = scratch;
        Cache = cache;
        Root = root;
        foreach (var folder in (string[])[Home, Temporary, Work])
            Directory.CreateDirectory(folder);
    }

    public string Root { get; }

    public string Scratch { get; }

    public string Cache { get; }

    public string Home => Path.Combine(Scratch, "home");

    public string Temporary => Path.Combine(Scratch, "tmp");

    public string Work => Path.Combine(Scratch, "work");

    public string Report => Path.Combine(Scratch, "report.json");

    /// <summary>The <c>node_modules</c> that holds the program; empty where none does.</summary>
    public string Modules { get; set; } = "";

    /// <summary>Makes them, readable by nobody else.</summary>
    public static (ToolFolders? Folders, string? Problem) Make(string tool, string root, HostEnvironment host)
    {
        try
        {
            var scratch = Directory.CreateTempSubdirectory("gatehouse-tool-").FullName;
            var cache = CacheFolder.TryOpen(Path.Combine("tools", tool), host.Variables) ?? Path.Combine(scratch, "cache");
            return (new ToolFolders(scratch, cache, root), null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, $"no scratch folder could be made: {problem.Message}");
        }
    }

    /// <summary>Puts the folders into a text.</summary>
    public string Fill(string text) => text
        .Replace("{root}", Root, StringComparison.Ordinal).Replace("{report}", Report, StringComparison.Ordinal)
        .Replace("{scratch}", Scratch, StringComparison.Ordinal).Replace("{cache}", Cache, StringComparison.Ordinal)
        .Replace("{modules}", Modules, StringComparison.Ordinal);

    /// <summary>A sentence where more lies in the scratch folder than the bound.</summary>
    public string? Overfull(long bound)
    {
        var (bytes, entries) = (0L, 0);
        try
        {
            foreach (var file in new DirectoryInfo(Scratch).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true }))
            {
                bytes += file.Length;
                if (bytes > bound || ++entries > MostEntries)
                    return string.Create(CultureInfo.InvariantCulture, $"it wrote more than {bound >> 20} MiB, or {MostEntries} files, and was ended");
            }
        }
        catch (IOException)
        {
            return null; // A file that went while it was looked at: the next look tells.
        }

        return null;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Scratch, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return; // What cannot be removed lies in the system's folder for temporary files.
        }
    }
}
