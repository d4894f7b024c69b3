using System.IO.Compression;
using System.Text;

namespace Gatehouse.RuleCompiler;

/// <summary>The pages of importers in one deflated stream, sorted by name: as text they would be half a megabyte of the executable.</summary>
internal static class PagePack
{
    /// <summary>A count, then each page's file name and bytes, texts and bytes with a length before them (read by PageCatalog).</summary>
    public static byte[] Of(string folder)
    {
        using var packed = new MemoryStream();
        using (var writer = new BinaryWriter(new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true), Encoding.UTF8))
        {
            var files = Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).ToList();
            writer.Write7BitEncodedInt(files.Count);
            foreach (var file in files)
            {
                var bytes = File.ReadAllBytes(file);
                writer.Write(Path.GetFileName(file));
                writer.Write7BitEncodedInt(bytes.Length);
                writer.Write(bytes);
            }
        }

        return packed.ToArray();
    }
}
