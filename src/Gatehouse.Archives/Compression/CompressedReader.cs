using Gatehouse.Archives.Reading;
using Gatehouse.Archives.Tar;

namespace Gatehouse.Archives.Compression;

/// <summary>One compressed run: a tar in it is read as it comes, and counts as one archive with its compression; anything else is one member.</summary>
internal static class CompressedReader
{
    private const int Peek = 512;

    /// <param name="isWhole">Whether so many bytes are all, where the decoder itself does not say; null where it does.</param>
    public static void Read(Opening opening, string path, Func<Stream> open, Func<long, bool>? isWhole = null)
    {
        using var stream = opening.Open("", open);
        if (stream is null)
            return;
        var first = new byte[Peek];
        var got = stream.ReadAtLeast(first, Peek, throwOnEndOfStream: false);
        var all = new PrefixedStream(first.AsMemory(0, got), stream);
        if (ContainerKinds.Of(first.AsSpan(0, got), isWhole: false) == ContainerKind.Tar)
        {
            TarReader.Read(opening, all);
            opening.NoteEnd("", stream);
            return;
        }

        var name = MemberName.Of(MemberName.Uncompressed(path));
        if (opening.Begin(name))
            opening.TakeAll(name, all, stream);
        if (isWhole is not null && opening.Budget.Spent is null && !stream.IsDamaged && stream.IsAtEnd && !isWhole(stream.Total))
            opening.Note(NoticeWeight.Degraded, name, Damage.Reason);
    }
}
