using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gatehouse.Host;

namespace Gatehouse.Attestation.Keys;

/// <summary>Keys in files. A private key's file has mode 0600; one that others may read is refused, as ssh does.</summary>
public static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int MaxBytes = 1 << 16;

    /// <summary>Reads a private key.</summary>
    /// <returns>True with the key; false with a sentence that names the path.</returns>
    public static bool TryReadPrivate(string path, [NotNullWhen(true)] out SigningKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        problem = ModeProblem(path);
        if (problem is not null || !TryReadText(path, out var pem, out problem))
            return false;
        if (SigningKey.TryParsePem(pem, out key, out problem))
            return true;
        problem = path + ": " + problem;
        return false;
    }

    /// <summary>Reads a public key.</summary>
    public static bool TryReadPublic(string path, [NotNullWhen(true)] out VerificationKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        if (!TryReadText(path, out var pem, out problem))
            return false;
        if (VerificationKey.TryParsePem(pem, out key, out problem))
            return true;
        problem = path + ": " + problem;
        return false;
    }

    /// <summary>Writes a private key to a new file of mode 0600; never over another.</summary>
    /// <returns>Null when written; otherwise a sentence that names the path.</returns>
    public static string? TryWritePrivate(string path, SigningKey key)
    {
        // Written beside its place and put there if none is: a second process sees a whole key or none.
        var temporary = FormattableString.Invariant($"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerOnly;
            using (var file = new FileStream(temporary, options))
                file.Write(Encoding.ASCII.GetBytes(key.ToPem()));
            if (FirstFile.TryPlace(temporary, path))
                return null;
            File.Delete(temporary);
            return File.Exists(path) ? $"{path}: there is a file already, and a key is never overwritten" : $"{path}: the key could not be put there; the file system may know no hard links";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            return $"{path}: the key could not be written ({problem.Message})";
        }
    }

    private static string? ModeProblem(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;
        try
        {
            var mode = File.GetUnixFileMode(path);
            return (mode & ~(OwnerOnly | UnixFileMode.UserExecute)) == 0 ? null
                : FormattableString.Invariant($"{path}: others may read this private key (mode {Convert.ToString((int)mode, 8)}). Allow its owner alone: chmod 600, and make a new key if it lay open");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return path + ": " + (problem is UnauthorizedAccessException ? ReadProblem.Denied : ReadProblem.Missing).ToSentence();
        }
    }

    private static bool TryReadText(string path, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? problem)
    {
        text = null;
        problem = null;
        if (!BoundedFile.TryRead(path, out var bytes, out var why, MaxBytes))
        {
            problem = path + ": " + why.ToSentence();
            return false;
        }

        text = Encoding.UTF8.GetString(bytes);
        return true;
    }
}
