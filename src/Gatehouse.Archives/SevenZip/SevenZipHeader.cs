using System.Text;
using Gatehouse.Archives.Reading;

namespace Gatehouse.Archives.SevenZip;

/// <summary>One step of decoding.</summary>
internal sealed record Coder(ulong Id, byte[] Properties, int Inputs, int Outputs);

/// <summary>Files packed together: their decoders, and where the packed bytes lie.</summary>
internal sealed record Folder(Coder[] Coders, int PackedStreams)
{
    public long[] UnpackSizes { get; set; } = [];

    public long PackedAt { get; set; }

    public long PackedSize { get; set; }

    /// <summary>Sizes of the files in it, in order.</summary>
    public List<long> Files { get; set; } = [];
}

/// <summary>What a header holds: folders in order, and the names of the files that have bytes.</summary>
internal sealed record SevenZipHeader(List<Folder> Folders, List<string> Names)
{
    private const int MostCoders = 32;

    public static SevenZipHeader Read(ref HeaderBytes header)
    {
        var (folders, names) = (new List<Folder>(), new List<string>());
        for (var id = header.Byte(); id != 0; id = header.Byte())
        {
            switch (id)
            {
                case 2:
                    for (var property = header.Byte(); property != 0; property = header.Byte())
                        header.Take(header.Number());
                    break;
                case 3:
                    Streams(ref header);
                    break;
                case 4:
                    folders = Streams(ref header);
                    break;
                case 5:
                    names = Files(ref header);
                    break;
                default:
                    throw new InvalidDataException("an unknown part of the header");
            }
        }

        return new SevenZipHeader(folders, names);
    }

    /// <summary>Where packed bytes lie and what unpacks them.</summary>
    public static List<Folder> Streams(ref HeaderBytes header)
    {
        long packedAt = 0;
        long[] packedSizes = [];
        var folders = new List<Folder>();
        for (var id = header.Byte(); id != 0; id = header.Byte())
        {
            switch (id)
            {
                case 6:
                    packedAt = header.Number();
                    packedSizes = Packed(ref header);
                    break;
                case 7:
                    folders = Unpacked(ref header);
                    break;
                case 8:
                    Substreams(ref header, folders);
                    break;
                default:
                    throw new InvalidDataException("an unknown part of the streams");
            }
        }

        var next = 0;
        foreach (var folder in folders)
        {
            folder.PackedAt = packedAt;
            for (var i = 0; i < folder.PackedStreams; i++, next++)
            {
                var size = next < packedSizes.Length ? packedSizes[next] : throw new InvalidDataException("a packed stream is missing");
                folder.PackedSize = i == 0 ? size : folder.PackedSize;
                packedAt = checked(packedAt + size);
            }

            if (folder.Files.Count == 0 && folder.UnpackSizes.Length > 0)
                folder.Files.Add(folder.UnpackSizes[^1]);
        }

        return folders;
    }

    private static long[] Packed(ref HeaderBytes header)
    {
        var sizes = new long[header.Count()];
        for (var id = header.Byte(); id != 0; id = header.Byte())
        {
            if (id == 9)
            {
                for (var i = 0; i < sizes.Length; i++)
                    sizes[i] = header.Number();
            }
            else if (id == 10)
            {
                header.SkipDigests(sizes.Length);
            }
            else
            {
                throw new InvalidDataException("an unknown part of the packed streams");
            }
        }

        return sizes;
    }

    private static List<Folder> Unpacked(ref HeaderBytes header)
    {
        if (header.Byte() != 11)
            throw new InvalidDataException("no folders");
        var count = header.Count();
        if (header.Byte() != 0)
            throw new InvalidDataException("folders that lie elsewhere");
        var folders = new List<Folder>();
        for (var i = 0; i < count; i++)
            folders.Add(OneFolder(ref header));
        for (var id = header.Byte(); id != 0; id = header.Byte())
        {
            if (id == 12)
            {
                foreach (var folder in folders)
                {
                    folder.UnpackSizes = new long[folder.Coders.Sum(static coder => coder.Outputs)];
                    for (var i = 0; i < folder.UnpackSizes.Length; i++)
                        folder.UnpackSizes[i] = header.Number();
                }
            }
            else if (id == 10)
            {
                header.SkipDigests(folders.Count);
            }
            else
            {
                throw new InvalidDataException("an unknown part of the folders");
            }
        }

        return folders;
    }

    private static Folder OneFolder(ref HeaderBytes header)
    {
        var coders = new Coder[header.Count() is var count and > 0 and <= MostCoders ? count : throw new InvalidDataException("no such number of coders")];
        int inputs = 0, outputs = 0;
        for (var i = 0; i < coders.Length; i++)
        {
            var flags = header.Byte();
            ulong id = 0;
            foreach (var part in header.Take(flags & 15))
                id = (id << 8) | part;
            var (ins, outs) = (flags & 0x10) != 0 ? (header.Count(), header.Count()) : (1, 1);
            if (ins > MostCoders || outs > MostCoders)
                throw new InvalidDataException("no such number of streams");
            var properties = (flags & 0x20) != 0 ? header.Take(header.Number()).ToArray() : [];
            coders[i] = new Coder(id, properties, ins, outs);
            inputs += ins;
            outputs += outs;
        }

        for (var i = 0; i < outputs - 1; i++)
        {
            header.Number();
            header.Number();
        }

        var packed = inputs - (outputs - 1);
        if (packed < 1)
            throw new InvalidDataException("a folder without packed bytes");
        for (var i = 0; i < packed && packed > 1; i++)
            header.Number();
        return new Folder(coders, packed);
    }

    private static void Substreams(ref HeaderBytes header, List<Folder> folders)
    {
        var counts = new int[folders.Count];
        Array.Fill(counts, 1);
        var room = header.Left;
        var id = header.Byte();
        if (id == 13)
        {
            for (var i = 0; i < counts.Length; i++)
                counts[i] = (int)Math.Min(header.Number(), int.MaxValue);
            id = header.Byte();
        }

        if (counts.Sum(static count => (long)count) > room + folders.Count)
            throw new InvalidDataException("more files than the header has room for");
        for (var i = 0; i < counts.Length; i++)
        {
            var left = folders[i].UnpackSizes.Length > 0 ? folders[i].UnpackSizes[^1] : 0;
            for (var k = 0; k < counts[i]; k++)
            {
                var size = k == counts[i] - 1 || id != 9 ? left : header.Number();
                if (size > left)
                    throw new InvalidDataException("files larger than what holds them");
                folders[i].Files.Add(size);
                left -= size;
            }
        }

        // The checksums that are left end the header's part, whatever they are.
        for (id = id == 9 ? header.Byte() : id; id != 0; id = header.Byte())
        {
            if (id != 10)
                throw new InvalidDataException("an unknown part of the files' sizes");
            header.SkipDigests(Math.Min(header.Left * 8, counts.Sum()));
        }
    }

    private static List<string> Files(ref HeaderBytes header)
    {
        var count = header.Count();
        var isEmpty = new bool[count];
        var names = new string[count];
        Array.Fill(names, "unnamed");
        for (var id = header.Byte(); id != 0; id = header.Byte())
        {
            var part = new HeaderBytes(header.Take(header.Number()));
            if (id == 14)
                isEmpty = part.Bits(count);
            else if (id == 17 && part.Byte() == 0)
                Named(part.Take(part.Left), names);
        }

        return [.. names.Where((_, index) => !isEmpty[index])];
    }

    private static void Named(ReadOnlySpan<byte> bytes, string[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var end = 0;
            while (end + 1 < bytes.Length && (bytes[end] | bytes[end + 1]) != 0)
                end += 2;
            names[i] = MemberName.Of(Encoding.Unicode.GetString(bytes[..Math.Min(end, 8000)]));
            bytes = bytes[Math.Min(bytes.Length, end + 2)..];
        }
    }
}
