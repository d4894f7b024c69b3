using System.Text;
using Gatehouse.Archives.Reading;

namespace Gatehouse.Archives.Tar;

/// <summary>
/// Reads a tar as a stream, so that a compressed one is never in memory as a whole. Links are told and not followed: there
/// is nothing to follow them in.
/// </summary>
internal static class TarReader
{
    private const int Block = 512;
    private const int LongestExtension = 1 << 20;
    private const string CutOff = "cut off before its end";

    public static void Read(Opening opening, Stream stream)
    {
        var block = new byte[Block];
        byte[]? name = null;
        long? size = null;
        while (opening.Budget.Spent is null && stream.ReadAtLeast(block, Block, throwOnEndOfStream: false) is var got and > 0)
        {
            if (got < Block)
            {
                opening.Note(NoticeWeight.Degraded, "", CutOff);
                return;
            }

            if (block.AsSpan().IndexOfAnyExcept((byte)0) < 0)
                return; // Two such end it; what follows is padding.
            var header = new TarHeader(block);
            if (!TarHeader.IsSound(block) || header.Size < 0)
            {
                opening.Note(NoticeWeight.Degraded, "", Damage.Reason);
                return;
            }

            var own = header.Size;
            switch (header.Type)
            {
                case (byte)'L' or (byte)'x' or (byte)'K' or (byte)'g':
                    if (own > LongestExtension)
                    {
                        opening.Note(NoticeWeight.Degraded, "", "a name of more than 1 MiB");
                        return;
                    }

                    var extension = new byte[own];
                    if (!Fill(opening, stream, extension))
                        return;
                    if (header.Type == (byte)'L')
                        name = extension.AsSpan().TrimEnd((byte)0).ToArray();
                    else if (header.Type == (byte)'x')
                        Pax(extension, ref name, ref size);
                    if (!Skip(opening, stream, Padding(own)))
                        return;
                    continue;
                default:
                    if (!Member(opening, stream, header.Type, name ?? header.Name, size ?? own))
                        return;
                    break;
            }

            (name, size) = (null, null);
        }

    }

    private static bool Member(Opening opening, Stream stream, byte type, byte[] nameBytes, long size)
    {
        if (type is (byte)'5')
            return true;
        var name = MemberName.Of(nameBytes);
        if (!opening.Begin(name))
            return false;
        if (type is (byte)'1' or (byte)'2')
        {
            opening.Note(NoticeWeight.Skipped, name, "a link; not followed");
            return true; // A link has no bytes, whatever its size says (POSIX pax, hdrcharset aside).
        }

        if (type is (byte)'S')
            opening.Note(NoticeWeight.Degraded, name, "sparse: read as it is stored, without its holes");
        var isWhole = opening.Take(name, stream, size);
        return isWhole && Skip(opening, stream, Padding(size));
    }

    // "27 path=some/name\n": the length is of the whole record (POSIX pax, extended header).
    private static void Pax(ReadOnlySpan<byte> records, ref byte[]? name, ref long? size)
    {
        while (!records.IsEmpty)
        {
            var blank = records.IndexOf((byte)' ');
            if (blank is < 1 or > 9 || !int.TryParse(Encoding.ASCII.GetString(records[..blank]), out var length) || length <= blank + 1 || length > records.Length)
                return;
            var record = records[(blank + 1)..(length - 1)];
            if (record.StartsWith("path="u8))
                name = record[5..].ToArray();
            else if (record.StartsWith("size="u8) && long.TryParse(Encoding.ASCII.GetString(record[5..]), out var stated) && stated >= 0)
                size = stated;
            records = records[length..];
        }
    }

    private static long Padding(long size) => -size & (Block - 1);

    private static bool Fill(Opening opening, Stream stream, Span<byte> into)
    {
        if (stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false) == into.Length)
            return true;
        if (opening.Budget.Spent is null)
            opening.Note(NoticeWeight.Degraded, "", CutOff);
        return false;
    }

    private static bool Skip(Opening opening, Stream stream, long count)
    {
        Span<byte> hole = stackalloc byte[Block];
        return Fill(opening, stream, hole[..(int)count]);
    }
}
