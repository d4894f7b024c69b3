using System.Text;
using Gatehouse.Archives.Compression;
using Gatehouse.Archives.Documents;
using Gatehouse.Archives.Reading;
using Gatehouse.Archives.SevenZip;
using Gatehouse.Archives.Tar;
using Gatehouse.Archives.Zip;

namespace Gatehouse.Archives;

/// <summary>
/// Opens one file and what lies within it, all in memory: members go to a visitor, what is not read is noted. Nothing is
/// written, nothing that a member names is followed, and nothing is taken on the word of a header.
/// </summary>
public sealed class Expansion
{
    private const int MostNotices = 100;

    private readonly MemberVisitor _visitor;
    private readonly byte[][] _buffers;
    private readonly Dictionary<(NoticeWeight, string), (string Place, int Count)> _notes = [];

    private Expansion(ArchiveLimits limits, long outerBytes, MemberVisitor visitor, CancellationToken cancellation)
    {
        Budget = new Budget(limits, outerBytes, cancellation);
        _visitor = visitor;
        _buffers = new byte[limits.Depth + 2][];
        Array.Fill(_buffers, []);
    }

    internal Budget Budget { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path: what is compressed alone is named after it.</param>
    /// <param name="kind">What it was told to be.</param>
    /// <param name="bytes">All of it.</param>
    /// <returns>What was not read, or is odd; sorted, the worst first.</returns>
    public static ExpansionOutcome Open(string path, ContainerKind kind, ReadOnlySpan<byte> bytes, ArchiveLimits limits, MemberVisitor visitor, CancellationToken cancellation)
    {
        var expansion = new Expansion(limits, bytes.Length, visitor, cancellation);
        if (limits.IsOn)
            expansion.Container(new Opening(expansion, "", 1), path, kind, bytes);
        if (expansion.Budget.Spent is { } spent)
            expansion.Note(NoticeWeight.Unread, "", spent);
        return new ExpansionOutcome(expansion.Notices(), expansion.Budget.IsInterrupted);
    }

    internal bool IsWanted(string path, long size) => _visitor.Wants(path, size) || ContainerKinds.IsNamedLikeOne(Encoding.UTF8.GetBytes(path));

    internal ref byte[] Buffer(int level) => ref _buffers[level];

    internal void Note(NoticeWeight weight, string path, string reason)
    {
        var key = (weight, reason);
        var (place, count) = _notes.GetValueOrDefault(key, (path, 0));
        if (count > 0 || _notes.Count < MostNotices)
            _notes[key] = (place, count + 1);
    }

    internal void HandText(string path, ReadOnlySpan<byte> text)
    {
        if (Budget.Spent is null)
            _visitor.Member(path, text);
    }

    /// <summary>A member's bytes: opened where they are a container, given to the visitor otherwise.</summary>
    internal void Hand(Opening from, string name, ReadOnlySpan<byte> bytes)
    {
        var path = from.Prefix + name;
        var kind = ContainerKinds.Of(bytes, isWhole: true);
        if (kind == ContainerKind.None)
            _visitor.Member(path, bytes);
        else if (from.Level >= Budget.Limits.Depth)
            Note(NoticeWeight.Unread, path, FormattableString.Invariant($"an archive within {Budget.Limits.Depth} others (archives.depth); not opened"));
        else
            Container(new Opening(this, path + "!/", from.Level + 1), path, kind, bytes);
    }

    // The bytes stay where they are: in a buffer of an outer level, or in the caller's hands.
    private unsafe void Container(Opening opening, string path, ContainerKind kind, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            var input = new InputBytes(start, bytes.Length);
            switch (kind)
            {
                case ContainerKind.Zip:
                    ZipReader.Read(opening, input);
                    break;
                case ContainerKind.Tar:
                    using (var stream = new MeteredStream(input.Plain(0, input.Length), Budget))
                        TarReader.Read(opening, stream);
                    break;
                case ContainerKind.Gzip:
                    CompressedReader.Read(opening, path, () => Decoders.Gzip(input), total => Decoders.IsGzipOf(input.Span, total));
                    break;
                case ContainerKind.Bzip2:
                    CompressedReader.Read(opening, path, () => Decoders.Bzip2(input, 0, input.Length, Budget));
                    break;
                case ContainerKind.Xz:
                    CompressedReader.Read(opening, path, () => new XzStream(input, 0, input.Length, Budget));
                    break;
                case ContainerKind.Zstandard:
                    CompressedReader.Read(opening, path, () => Decoders.Zstandard(input, 0, input.Length));
                    break;
                case ContainerKind.SevenZip:
                    SevenZipReader.Read(opening, input);
                    break;
                case ContainerKind.Pdf:
                    PdfReader.Read(opening, input);
                    break;
                case ContainerKind.Sqlite:
                    SqliteReader.Read(opening, input.Span);
                    break;
                default:
                    opening.Note(NoticeWeight.Skipped, "", $"{ContainerKinds.Words(kind)}: of a kind that is not opened");
                    break;
            }
        }
    }

    private List<MemberNotice> Notices() =>
        [.. _notes.OrderByDescending(note => note.Key.Item1).ThenBy(note => note.Key.Item2, StringComparer.Ordinal)
            .Select(note => new MemberNotice(note.Key.Item1, MemberPath.Shown(note.Value.Place).TrimEnd('!'), note.Value.Count, note.Key.Item2))];
}

/// <summary>What came of opening a file.</summary>
/// <param name="Notices">What was not read, or is odd; the worst first.</param>
/// <param name="IsInterrupted">It ended because the run did.</param>
public sealed record ExpansionOutcome(IReadOnlyList<MemberNotice> Notices, bool IsInterrupted);

/// <summary>How a place within a file is written.</summary>
public static class MemberPath
{
    /// <summary>Between an archive and its member in the paths that engines see: the archive is like a folder.</summary>
    public const string Separator = "!/";

    /// <summary>As people read it: <c>x.zip!b.env</c> for <c>x.zip!/b.env</c>.</summary>
    public static string Shown(string path) => path.Replace(Separator, "!", StringComparison.Ordinal);
}
