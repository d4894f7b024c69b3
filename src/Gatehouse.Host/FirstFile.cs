using System.Runtime.InteropServices;

namespace Gatehouse.Host;

/// <summary>Puts a file in a place where none is: of several processes at once one succeeds, and all see a whole file.</summary>
public static partial class FirstFile
{
    /// <summary>Moves <paramref name="temporary"/>, a file of the same folder, to <paramref name="path"/>.</summary>
    /// <returns>False where a file was there already, or the system refuses; the temporary file is left then.</returns>
    public static bool TryPlace(string temporary, string path)
    {
        if (OperatingSystem.IsWindows())
            return TryMove(temporary, path);
        // File.Move looks whether something is there and then renames over it: two processes may both look first.
        if (Link(temporary, path) != 0)
            return false;
        File.Delete(temporary);
        return true;
    }

    private static bool TryMove(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException)
        {
            return false; // Something is there: the caller looks.
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string added);
}
