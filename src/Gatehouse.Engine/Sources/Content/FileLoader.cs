using Gatehouse.Archives;
using Gatehouse.Engine.Sources.Tree;

namespace Gatehouse.Engine.Sources.Content;

/// <summary>What became of loading a file.</summary>
internal enum LoadKind
{
    /// <summary>Its bytes are there.</summary>
    Text,
    Binary,

    /// <summary>No text, and by its first bytes something to open: its bytes are there.</summary>
    Container,

    /// <summary>Gone since it was listed, or no regular file any more: not a file of the tree.</summary>
    Gone,

    /// <summary>Over the bound, denied, failed, or it changed under the reader; see the reason.</summary>
    Unread,
}

/// <summary>What is wanted of a file beside its kind.</summary>
/// <param name="Text">The engines want its text; otherwise it is read for its id alone.</param>
/// <param name="Id">Its content's id is wanted.</param>
/// <param name="AsBlob">That id is git's.</param>
/// <param name="Limit">A larger file is not read.</param>
/// <param name="Containers">Archives and documents are wanted as they are.</param>
internal readonly record struct LoadOrder(bool Text, bool Id, bool AsBlob, long Limit, bool Containers = false);

/// <summary>
/// Reads files of a tree on one thread. A small file takes one read into a buffer that is kept; the first block of a
/// large one decides first whether the rest is worth reading; one big file at a time is in memory, whatever the threads.
/// </summary>
internal sealed class FileLoader(FolderAccess access, BigBuffers bigBuffers) : IDisposable
{
    private const int SmallBytes = 1 << 20;
    private const string ChangedReason = "it changed while it was read; run again when nothing writes to it";

    private readonly ContentHash _hash = new();
    private readonly byte[] _small = new byte[SmallBytes];
    private byte[] _turned = [];
    private BigBuffers.Lease? _lease;

    /// <summary>After <see cref="LoadKind.Unread"/>.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>After <see cref="LoadKind.Text"/>, <see cref="LoadKind.Binary"/> and <see cref="LoadKind.Container"/> where it was wanted; a stand-in where the file was not read.</summary>
    public ContentId Id { get; private set; }

    public ContentHash Hash => _hash;

    /// <summary>Loads a file of the current folder. <paramref name="text"/> is valid until <see cref="Release"/>.</summary>
    public LoadKind Load(ReadOnlySpan<byte> terminatedName, scoped in FileStamp stamp, scoped in LoadOrder order, out ReadOnlySpan<byte> text)
    {
        var kind = Once(terminatedName, stamp, order, out text);
        if (kind != LoadKind.Unread || !ReferenceEquals(Reason, ChangedReason))
            return kind;

        // Once more with what it is now: an editor's save is over by then, a log that is rewritten is not.
        Release();
        return access.Stat(terminatedName, out var now) == AccessProblem.None && now.Kind == EntryKind.File
            ? Once(terminatedName, now.Stamp, order, out text)
            : LoadKind.Gone;
    }

    /// <summary>Gives back what a large file took.</summary>
    public void Release()
    {
        _lease?.Dispose();
        _lease = null;
        if (_turned.Length > 4 * SmallBytes)
            _turned = [];
    }

    public void Dispose()
    {
        Release();
        _hash.Dispose();
    }

    private LoadKind Once(ReadOnlySpan<byte> terminatedName, scoped in FileStamp stamp, scoped in LoadOrder order, out ReadOnlySpan<byte> text)
    {
        text = default;
        Id = default;
        var problem = access.Open(terminatedName, out var file);
        switch (problem)
        {
            case AccessProblem.None:
                break;
            case AccessProblem.Missing or AccessProblem.Changed:
                return LoadKind.Gone;
            case AccessProblem.Denied:
                return Unread("permission denied", stamp, order);
            default:
                return Unread("it could not be opened", stamp, order);
        }

        var kind = stamp.Size < SmallBytes && stamp.Size <= order.Limit ? Small(file, stamp, order, out text) : Large(file, stamp, order, out text);
        access.Close(file);
        return kind;
    }

    private LoadKind Small(nint file, scoped in FileStamp stamp, scoped in LoadOrder order, out ReadOnlySpan<byte> text)
    {
        text = default;

        // One byte more than it has: a short answer is the end, and saves the second call.
        var wanted = (int)stamp.Size + 1;
        var filled = 0;
        while (filled < wanted)
        {
            var read = access.Read(file, _small.AsSpan(filled, wanted - filled));
            if (read < 0)
                return Unread("reading failed", stamp, order);
            filled += read;
            if (read == 0 || filled == stamp.Size)
                break;
        }

        if (filled < stamp.Size)
            return Unread(ChangedReason, stamp, order);
        if (filled > stamp.Size)
            return Rest(file, stamp, order, filled, out text); // It grew, or it is of a kind that has no size (/proc).
        var bytes = _small.AsSpan(0, filled);
        if (order.Id)
            Id = _hash.Of(order.AsBlob, bytes);
        return Classify(bytes, TextForms.Of(bytes), order, out text);
    }

    private LoadKind Large(nint file, scoped in FileStamp stamp, scoped in LoadOrder order, out ReadOnlySpan<byte> text)
    {
        text = default;
        var filled = FillBlock(file);
        if (filled < 0)
            return Unread("reading failed", stamp, order);
        if (filled < Math.Min(TextForms.BlockBytes, stamp.Size))
            return Unread(ChangedReason, stamp, order);
        var form = TextForms.Of(_small.AsSpan(0, filled));
        var isOver = stamp.Size > order.Limit;
        var isContainer = order is { Containers: true, Text: true } && form == TextForm.Binary && ContainerKinds.Of(_small.AsSpan(0, filled), isWhole: false) != ContainerKind.None;
        if ((form == TextForm.Binary && !isContainer) || !order.Text)
            return isOver ? HashInstead(stamp, order) : HashRest(file, stamp, order, filled);
        if (isOver)
            return Unread(OverLimit(order.Limit), stamp, order);
        return Rest(file, stamp, order, filled, out text);
    }

    private LoadKind HashInstead(scoped in FileStamp stamp, scoped in LoadOrder order)
    {
        if (order.Id)
            Id = _hash.OfUnread(order.AsBlob, stamp);
        return LoadKind.Binary;
    }

    // Binary: never in memory as a whole.
    private LoadKind HashRest(nint file, scoped in FileStamp stamp, scoped in LoadOrder order, int filled)
    {
        if (!order.Id)
            return LoadKind.Binary;
        _hash.Begin(order.AsBlob, stamp.Size);
        long total = 0;
        while (filled > 0)
        {
            _hash.Add(_small.AsSpan(0, filled));
            total += filled;
            filled = access.Read(file, _small);
        }

        Id = _hash.End();
        if (filled < 0)
            return Unread("reading failed", stamp, order);
        return total == stamp.Size ? LoadKind.Binary : Unread(ChangedReason, stamp, order);
    }

    // The block, or what was read of a file that grew, is in the small buffer: the rest follows into a big one.
    private LoadKind Rest(nint file, scoped in FileStamp stamp, scoped in LoadOrder order, int filled, out ReadOnlySpan<byte> text)
    {
        text = default;
        var lease = bigBuffers.Take(Math.Min(Math.Max(stamp.Size + 1, 2 * SmallBytes), order.Limit + 1));
        _lease = lease;
        _small.AsSpan(0, filled).CopyTo(lease.Bytes);
        while (true)
        {
            if (filled == lease.Bytes.Length && !lease.TryGrow(order.Limit + 1))
                return Unread(OverLimit(order.Limit), stamp, order);
            var read = access.Read(file, lease.Bytes[filled..]);
            if (read < 0)
                return Unread("reading failed", stamp, order);
            if (read == 0)
                break;
            filled += read;
        }

        if (filled > order.Limit)
            return Unread(OverLimit(order.Limit), stamp, order);
        if (filled < stamp.Size)
            return Unread(ChangedReason, stamp, order);
        var bytes = lease.Bytes[..filled];
        if (order.Id)
            Id = _hash.Of(order.AsBlob, bytes);
        return Classify(bytes, TextForms.Of(bytes), order, out text);
    }

    private int FillBlock(nint file)
    {
        var filled = 0;
        while (filled < TextForms.BlockBytes)
        {
            var read = access.Read(file, _small.AsSpan(filled, TextForms.BlockBytes - filled));
            if (read <= 0)
                return read < 0 ? read : filled;
            filled += read;
        }

        return filled;
    }

    private LoadKind Classify(ReadOnlySpan<byte> bytes, TextForm form, scoped in LoadOrder order, out ReadOnlySpan<byte> text)
    {
        var isContainer = form == TextForm.Binary && order is { Containers: true, Text: true } && ContainerKinds.Of(bytes, isWhole: true) != ContainerKind.None;
        text = isContainer ? bytes : form == TextForm.Binary ? default : TextForms.Text(form, bytes, ref _turned);
        return isContainer ? LoadKind.Container : form == TextForm.Binary ? LoadKind.Binary : LoadKind.Text;
    }

    private LoadKind Unread(string reason, scoped in FileStamp stamp, scoped in LoadOrder order)
    {
        Reason = reason;
        if (order.Id)
            Id = _hash.OfUnread(order.AsBlob, stamp);
        return LoadKind.Unread;
    }

    internal static string OverLimit(long limit) =>
        FormattableString.Invariant($"larger than the limit of {limit >> 20} MiB; exclude it, or accept it with a waiver");
}
