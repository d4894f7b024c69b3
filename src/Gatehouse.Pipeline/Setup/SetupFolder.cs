using System.Text;
using Gatehouse.Host;

namespace Gatehouse.Pipeline.Setup;

/// <summary>
/// The folder in which init reads and writes, by relative paths. No link in it is followed: a hostile repository could
/// lead a write anywhere.
/// </summary>
internal sealed class SetupFolder(string root)
{
    private const long Limit = 1 << 20;

    /// <summary>The text, a character a byte, so that what is not ours comes back byte for byte; null where there is none.</summary>
    public (string? Text, string? Refusal) Read(string path)
    {
        if (LinkOnTheWay(path) is { } link)
            return (null, $"{link} is a symbolic link, which is not followed. Put the file itself there");
        if (BoundedFile.TryRead(Path.Combine(root, path), out var bytes, out var why, Limit))
            return (Encoding.Latin1.GetString(bytes), null);
        return why == ReadProblem.Missing ? (null, null) : (null, $"{why.ToSentence()}. Nothing is written over it");
    }

    /// <summary>Writes the text that <see cref="Read"/> gave or a template made.</summary>
    /// <returns>Null, or why not.</returns>
    public string? Write(string path, string text, bool isExecutable)
    {
        if (LinkOnTheWay(path) is { } link)
            return $"{link} is a symbolic link, which is not followed";
        var target = Path.Combine(root, path);
        return AtomicFile.TryWrite(target, Encoding.Latin1.GetBytes(text), ModeOf(target, isExecutable));
    }

    public bool Holds(string path) => LinkOnTheWay(path) is null && (File.Exists(Path.Combine(root, path)) || Directory.Exists(Path.Combine(root, path)));

    // A hook that git does not find executable is passed over with a hint that few read.
    private static UnixFileMode? ModeOf(string target, bool isExecutable)
    {
        if (OperatingSystem.IsWindows())
            return null;
        const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var mode = File.Exists(target) ? File.GetUnixFileMode(target) : Plain;
        return isExecutable ? mode | Execute : mode;
    }

    private string? LinkOnTheWay(string path)
    {
        var at = root;
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            at = Path.Combine(at, part);
            if (part == ".." || new FileInfo(at).LinkTarget is not null)
                return Path.GetRelativePath(root, at);
        }

        return null;
    }
}
