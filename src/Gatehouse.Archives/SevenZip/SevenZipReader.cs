using System.Buffers.Binary;
using Gatehouse.Archives.Compression;
using Gatehouse.Archives.Reading;

namespace Gatehouse.Archives.SevenZip;

/// <summary>
/// Reads a 7z archive: LZMA, LZMA2, Deflate, bzip2, Zstandard, or stored, each after a branch filter too. A branch filter
/// changes addresses in programs and no text, and is left undone.
/// </summary>
internal static class SevenZipReader
{
    private const int StartBytes = 32;
    private const int MostHeaderBytes = 64 << 20;
    private const byte PlainHeader = 1, EncodedHeader = 23;
    private const ulong Aes = 0x06F10701;

    public static void Read(Opening opening, InputBytes input)
    {
        try
        {
            if (Header(opening, input) is { } header)
                Members(opening, input, header);
        }
        catch (Exception problem) when (problem is InvalidDataException or OverflowException)
        {
            opening.Note(NoticeWeight.Degraded, "", Damage.Reason);
        }
    }

    private static SevenZipHeader? Header(Opening opening, InputBytes input)
    {
        var start = input.Span;
        if (start.Length < StartBytes)
            throw new InvalidDataException("no start header");
        long at = BinaryPrimitives.ReadInt64LittleEndian(start[12..]), size = BinaryPrimitives.ReadInt64LittleEndian(start[20..]);
        if (size == 0)
            return null; // Empty.
        if (at < 0 || size < 0 || size > MostHeaderBytes || at > start.Length - StartBytes - size)
            throw new InvalidDataException("the header lies outside");
        var bytes = start.Slice((int)(StartBytes + at), (int)size);

        // An encoded header unpacks to a header, which may be encoded once more; no archiver goes further.
        for (var round = 0; round < 4; round++)
        {
            var header = new HeaderBytes(bytes);
            var kind = header.Byte();
            if (kind == PlainHeader)
                return SevenZipHeader.Read(ref header);
            if (kind != EncodedHeader)
                break;
            var folders = SevenZipHeader.Streams(ref header);
            if (folders.Count != 1 || folders[0].UnpackSizes.Length == 0 || folders[0].UnpackSizes[^1] > MostHeaderBytes)
                break;
            if (Problem(folders[0]) is { } problem)
            {
                opening.Note(NoticeWeight.Skipped, "", problem);
                return null;
            }

            using var stream = opening.Open("", () => Decoder(input, folders[0], opening.Budget));
            if (stream is null)
                return null;
            var decoded = new byte[folders[0].UnpackSizes[^1]];
            if (stream.ReadAtLeast(decoded, decoded.Length, throwOnEndOfStream: false) < decoded.Length)
                break;
            bytes = decoded;
        }

        throw new InvalidDataException("no header");
    }

    private static void Members(Opening opening, InputBytes input, SevenZipHeader header)
    {
        var next = 0;
        foreach (var folder in header.Folders)
        {
            var names = header.Names.Skip(next).Take(folder.Files.Count).ToList();
            next += folder.Files.Count;
            if (!One(opening, input, folder, names))
                return;
        }
    }

    // False where nothing more may be read. A folder that is not known takes only its own files with it.
    private static bool One(Opening opening, InputBytes input, Folder folder, List<string> names)
    {
        var problem = Problem(folder);
        using var stream = problem is null && folder.Files.Count > 0 ? opening.Open(names.FirstOrDefault() ?? "", () => Decoder(input, folder, opening.Budget)) : null;
        var isWhole = stream is not null;
        for (var i = 0; i < folder.Files.Count; i++)
        {
            var name = i < names.Count ? names[i] : "unnamed";
            if (!opening.Begin(name))
                return false;
            if (problem is not null)
                opening.Note(NoticeWeight.Skipped, name, problem);
            else if (isWhole)
                isWhole = opening.Take(name, stream!, folder.Files[i]);
            else if (stream is not null)
                opening.Note(NoticeWeight.Degraded, name, Damage.Reason);
            if (opening.Budget.Spent is not null)
                return false;
        }

        if (stream is not null)
            opening.NoteEnd(names.FirstOrDefault() ?? "", stream);
        return true;
    }

    private static string? Problem(Folder folder)
    {
        if (folder.Coders.Any(static coder => coder.Id == Aes))
            return "encrypted; no password is tried";
        var decoders = folder.Coders.Where(static coder => !IsBranchFilter(coder.Id)).ToList();
        if (folder.PackedStreams == 1 && decoders is [{ Inputs: 1, Outputs: 1, Id: 0 or 0x21 or 0x030101 or 0x040108 or 0x040202 or 0x04F71101 }])
            return null;
        var unknown = decoders.Count > 0 ? decoders[0].Id : 0;
        return FormattableString.Invariant($"compressed by method {unknown:X}, which is not known here");
    }

    private static Stream Decoder(InputBytes input, Folder folder, Budget budget)
    {
        var index = Array.FindIndex(folder.Coders, static coder => !IsBranchFilter(coder.Id));
        var coder = folder.Coders[index];
        var size = index < folder.UnpackSizes.Length ? folder.UnpackSizes[index] : 0;
        var (from, count) = (checked(StartBytes + folder.PackedAt), folder.PackedSize);
        return coder.Id switch
        {
            0x21 => Decoders.Lzma2(input, from, count, coder.Properties is [var properties] ? properties : throw new InvalidDataException("no LZMA2 properties"), budget, out _),
            0x030101 => Decoders.Lzma(input.Part(from, count), coder.Properties, size),
            0x040108 => Decoders.Deflate(input, from, count),
            0x040202 => Decoders.Bzip2(input, from, count, budget),
            0x04F71101 => Decoders.Zstandard(input, from, count),
            _ => input.Plain(from, count),
        };
    }

    private static bool IsBranchFilter(ulong id) =>
        id is >= 4 and <= 0xB or 0x03030103 or 0x03030205 or 0x03030401 or 0x03030501 or 0x03030701 or 0x03030805;
}
