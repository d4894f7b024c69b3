using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Gatehouse.Host;

/// <summary>The digest of a file of any size, read in pieces.</summary>
public static class FileDigest
{
    /// <summary>SHA-256 of a regular file, lower-case hex.</summary>
    /// <returns>True with the digest; false with the problem.</returns>
    public static bool TrySha256(string path, [NotNullWhen(true)] out string? digest, out ReadProblem problem, CancellationToken cancellation = default)
    {
        digest = null;
        using var stream = BoundedFile.TryOpen(path, out problem);
        if (stream is null)
            return false;
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var piece = new byte[1 << 20];
            int read;
            while ((read = stream.Read(piece)) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                hash.AppendData(piece, 0, read);
            }

            digest = Convert.ToHexStringLower(hash.GetHashAndReset());
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            problem = refused is UnauthorizedAccessException ? ReadProblem.Denied : ReadProblem.Failed;
            return false;
        }
    }
}
