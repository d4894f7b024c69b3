using System.Buffers.Binary;
using System.IO.Compression;
using Gatehouse.Archives.Reading;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.LZMA;
using SharpCompress.Compressors.ZStandard;
using SharpCompress.Compressors.ZStandard.Unsafe;

namespace Gatehouse.Archives.Compression;

/// <summary>Opens one compressed run of bytes. What comes out is still to be metered; what is thrown while reading, <see cref="Damage"/> knows.</summary>
internal static class Decoders
{
    /// <summary>A decoder's window is taken at once, by a number of the input.</summary>
    public const int MostWindowBytes = 128 << 20;

    private const int Bzip2Cost = 64 << 10;
    private const int ZstandardWindowLog = 27; // 128 MiB as well.

    public static Stream Deflate(InputBytes bytes, long from, long count) => new DeflateStream(bytes.Plain(from, count), CompressionMode.Decompress);

    public static Stream Zlib(InputBytes bytes, long from, long count) => new ZLibStream(bytes.Plain(from, count), CompressionMode.Decompress);

    public static Stream Gzip(InputBytes bytes) => new GZipStream(bytes.Plain(0, bytes.Length), CompressionMode.Decompress);

    /// <summary>
    /// Whether a gzip file ends with the length that came out of it: the runtime's decoder takes one that is cut off for
    /// whole. Several one after another are not looked at.
    /// </summary>
    public static bool IsGzipOf(ReadOnlySpan<byte> file, long total) =>
        file.Length >= 18 && (BinaryPrimitives.ReadUInt32LittleEndian(file[^4..]) == (uint)total || file[3..].IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]) >= 0);

    /// <summary>Each stream of several takes memory for its blocks before it gives a byte, so each counts.</summary>
    public static Stream Bzip2(InputBytes bytes, long from, long count, Budget budget)
    {
        budget.Take(Bzip2Cost);
        for (var rest = bytes.Slice(from, count); rest.IndexOf("BZh"u8) is >= 0 and var at; rest = rest[(at + 3)..])
            budget.Take(Bzip2Cost);
        if (budget.Spent is not null)
            return Stream.Null;
        return BZip2Stream.Create(bytes.Plain(from, count), SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true, leaveOpen: false, tolerateTruncatedStream: false);
    }

    public static Stream Zstandard(InputBytes bytes, long from, long count)
    {
        var decompressor = new Decompressor();
        decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, ZstandardWindowLog);
        return new DecompressionStream(bytes.Plain(from, count), decompressor, preserveDecompressor: false, leaveOpen: false);
    }

    /// <summary>LZMA with its five bytes of properties.</summary>
    /// <param name="input">Ends by throwing: the decoder reads on for ever otherwise.</param>
    /// <param name="properties">As 7z and zip store them.</param>
    /// <param name="size">Bytes that come out; -1 where a mark ends them.</param>
    public static Stream Lzma(Stream input, ReadOnlySpan<byte> properties, long size)
    {
        if (properties.Length != 5)
            throw new InvalidDataException("LZMA has five bytes of properties");
        Lzma2Chunks.CheckProperties(properties[0]);
        // Larger than what comes out is never needed, and 0 is none.
        var window = BinaryPrimitives.ReadUInt32LittleEndian(properties[1..]);
        var wanted = Math.Max(4096, size >= 0 ? Math.Min(window, (ulong)size) : window);
        byte[] bounded = [properties[0], 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(bounded.AsSpan(1), (uint)Window(wanted));
        return LzmaStream.Create(bounded, input, -1, size, null, isLzma2: false, leaveOpen: false);
    }

    /// <summary>LZMA2 with its one byte of properties; how much of it was used is the input's place afterwards.</summary>
    public static Stream Lzma2(InputBytes bytes, long from, long count, byte properties, Budget budget, out Stream input)
    {
        if (properties > 40)
            throw new InvalidDataException("LZMA2 knows no such window");
        Window((2UL | (properties & 1UL)) << ((properties >> 1) + 11));
        budget.Take(Lzma2Chunks.TablesCost);
        Lzma2Chunks.Check(bytes.Slice(from, count), budget);
        input = bytes.Part(from, count);
        return LzmaStream.Create([properties], input, -1, -1, null, isLzma2: true, leaveOpen: true);
    }

    private static ulong Window(ulong bytes) => bytes <= MostWindowBytes ? bytes : throw new WindowTooLargeException();
}

/// <summary>It could be read with more memory than we give: a bound, not damage.</summary>
internal sealed class WindowTooLargeException() : IOException("the decoder's window is over the bound")
{
    public const string Reason = "its decoder would take more than 128 MiB; not read";
}
