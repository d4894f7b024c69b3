using System.IO.Compression;
using System.Text;

namespace Gatehouse.Intake.Tests;

/// <summary>ZIP files made in a test, stored and not compressed, so that damage reaches what is in them.</summary>
internal static class Packed
{
    public static byte[] Of(params (string Name, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }
}
