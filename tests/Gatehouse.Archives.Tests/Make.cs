using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.ZStandard;

namespace Gatehouse.Archives.Tests;

/// <summary>Archives, made when a test wants them.</summary>
internal static class Make
{
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Zip(params (string Name, byte[] Bytes)[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in members)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    /// <summary>One member, stored as it is, in a form without data descriptor: offsets are plain to see.</summary>
    public static byte[] StoredZip(string name, byte[] bytes, ushort method = 0, ushort flags = 0, ushort? localMethod = null, uint? claim = null)
    {
        using var stream = new MemoryStream();
        using var write = new BinaryWriter(stream);
        var size = claim ?? (uint)bytes.Length;
        write.Write(0x04034B50u);
        foreach (var value in (ushort[])[20, flags, localMethod ?? method, 0, 0])
            write.Write(value);
        write.Write(0u);
        write.Write((uint)bytes.Length);
        write.Write(size);
        write.Write((ushort)name.Length);
        write.Write((ushort)0);
        write.Write(Utf8(name));
        write.Write(bytes);
        var directory = (uint)stream.Position;
        write.Write(0x02014B50u);
        foreach (var value in (ushort[])[20, 20, flags, method, 0, 0])
            write.Write(value);
        write.Write(0u);
        write.Write((uint)bytes.Length);
        write.Write(size);
        write.Write((ushort)name.Length);
        foreach (var value in (ushort[])[0, 0, 0, 0])
            write.Write(value);
        write.Write(0u);
        write.Write(0u);
        write.Write(Utf8(name));
        var end = (uint)stream.Position;
        write.Write(0x06054B50u);
        foreach (var value in (ushort[])[0, 0, 1, 1])
            write.Write(value);
        write.Write(end - directory);
        write.Write(directory);
        write.Write((ushort)0);
        return stream.ToArray();
    }

    public static byte[] Tar(params (string Name, byte[] Bytes)[] members) => Tar(TarEntryFormat.Ustar, members);

    public static byte[] Tar(TarEntryFormat format, params (string Name, byte[] Bytes)[] members)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, format, leaveOpen: true))
        {
            foreach (var (name, bytes) in members)
            {
                TarEntry entry = format switch
                {
                    TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name),
                    TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
                    _ => new UstarTarEntry(TarEntryType.RegularFile, name),
                };
                entry.DataStream = new MemoryStream(bytes);
                tar.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Gzip(byte[] bytes) => Through(bytes, stream => new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));

    public static byte[] Zlib(byte[] bytes) => Through(bytes, stream => new ZLibStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));

    public static byte[] Zstandard(byte[] bytes) => Through(bytes, stream => new CompressionStream(stream, 3, 0, leaveOpen: true));

    public static byte[] Bzip2(byte[] bytes) => Through(bytes, stream => BZip2Stream.Create(stream, SharpCompress.Compressors.CompressionMode.Compress, decompressConcatenated: false, leaveOpen: true, tolerateTruncatedStream: false));

    /// <summary>An .xz file whose block stores its bytes in LZMA2 chunks without compression, or repeats one byte by the decoder's own window.</summary>
    public static byte[] Xz(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using var write = new BinaryWriter(stream);
        write.Write((byte[])[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 0, 0, 0, 0, 0, 0]);
        write.Write((byte[])[2, 0, 0x21, 1, 22, 0, 0, 0, 0, 0, 0, 0]);
        var start = stream.Position;
        write.Write(Lzma2(bytes));
        while ((stream.Position - start) % 4 != 0)
            write.Write((byte)0);
        write.Write((byte[])[0, 0, 0, 0, 0, 0, 0, 0]);
        write.Write(new byte[12]);
        return stream.ToArray();
    }

    /// <summary>LZMA2 that stores.</summary>
    public static byte[] Lzma2(byte[] bytes)
    {
        using var stream = new MemoryStream();
        for (var at = 0; at < bytes.Length;)
        {
            var count = Math.Min(65536, bytes.Length - at);
            stream.WriteByte(at == 0 ? (byte)1 : (byte)2);
            stream.WriteByte((byte)((count - 1) >> 8));
            stream.WriteByte((byte)(count - 1));
            stream.Write(bytes, at, count);
            at += count;
        }

        stream.WriteByte(0);
        return stream.ToArray();
    }

    /// <summary>A 7z with one folder of the given method over all members.</summary>
    public static byte[] SevenZip(byte[] method, byte[] properties, byte[] packed, params (string Name, int Size)[] members)
    {
        var total = members.Sum(member => member.Size);
        var header = new List<byte> { 1, 4, 6, 0, 1, 9 };
        header.AddRange(Number(packed.Length));
        header.AddRange([0, 7, 11, 1, 0, 1, (byte)(method.Length | (properties.Length > 0 ? 0x20 : 0)), .. method]);
        if (properties.Length > 0)
            header.AddRange([(byte)properties.Length, .. properties]);
        header.AddRange([12, .. Number(total), 0, 8, 13, .. Number(members.Length), 9]);
        foreach (var (_, size) in members.SkipLast(1))
            header.AddRange(Number(size));
        header.AddRange([0, 0, 5, .. Number(members.Length), 17]);
        var names = members.SelectMany(member => Encoding.Unicode.GetBytes(member.Name + "\0")).ToArray();
        header.AddRange([.. Number(names.Length + 1), 0, .. names, 0, 0]);
        using var stream = new MemoryStream();
        using var write = new BinaryWriter(stream);
        write.Write((byte[])[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0, 4, 0, 0, 0, 0]);
        write.Write((long)packed.Length);
        write.Write((long)header.Count);
        write.Write(0);
        write.Write(packed);
        write.Write(header.ToArray());
        return stream.ToArray();
    }

    public static byte[] Pdf(params string[] objects) =>
        Encoding.Latin1.GetBytes("%PDF-1.7\n" + string.Concat(objects.Select((text, index) => $"{index + 1} 0 obj\n{text}\nendobj\n")) + "trailer << >>\n%%EOF\n");

    public static string FlateStream(string content, string dictionary = "")
    {
        var packed = Zlib(Encoding.Latin1.GetBytes(content));
        return $"<< {dictionary} /Length {packed.Length} /Filter /FlateDecode >>\nstream\n{Encoding.Latin1.GetString(packed)}\nendstream";
    }

    private static byte[] Number(int value) =>
        value < 0x80 ? [(byte)value] : value < 0x4000 ? [(byte)(0x80 | (value >> 8)), (byte)value] : [0xF0, (byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    private static byte[] Through(byte[] bytes, Func<Stream, Stream> compress)
    {
        using var stream = new MemoryStream();
        using (var target = compress(stream))
            target.Write(bytes);
        return stream.ToArray();
    }
}
