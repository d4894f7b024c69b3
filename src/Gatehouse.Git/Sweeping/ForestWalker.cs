using Gatehouse.Git.Objects;
using Gatehouse.Model;

namespace Gatehouse.Git.Sweeping;

/// <summary>
/// Unpacks a root and all that hangs below it, each entry once, on one thread. The heaviest child comes last and its
/// parent's bytes are let go before it is gone down to: of n objects at most log n are held at a time, however long a chain.
/// </summary>
internal sealed unsafe class ForestWalker(SweepWorker worker, Func<int, PackForest, int, bool> isFirst, long limit, CancellationToken cancellation) : IDisposable
{
    // Of a pack's map that was read: beyond it the pages are handed back, or the whole pack would count as our memory.
    private const long ForgetAfter = 48 << 20;

    // Held for children at a time; a hostile pack could want more.
    private const long MostHeld = 1L << 30;

    private readonly Inflater _inflater = new();
    private readonly Stack<(int Entry, Frame? Parent)> _open = new();
    private readonly List<int> _children = [];
    private readonly Buffers _buffers = new();
    private CopiedSpan[] _copies = new CopiedSpan[256];
    private byte[] _delta = [];
    private long _held;
    private long _readSinceForgotten;
    private int _number;

    /// <summary>Walks below a root of the forest of a number; an object that a forest of a lower number holds is not visited again.</summary>
    public void Walk(PackForest forest, int root, int number)
    {
        _number = number;
        _open.Push((root, null));
        while (_open.TryPop(out var next))
        {
            if (cancellation.IsCancellationRequested)
            {
                _open.Clear(); // What is held is let go with the walker.
                return;
            }

            Take(forest, next.Entry, next.Parent);
        }
    }

    public void Dispose() => _inflater.Dispose();

    private void Take(PackForest forest, int entry, Frame? parent)
    {
        var problem = Unpack(forest, entry, parent, out var buffer, out var length, out var copies);
        var (baseState, baseLength) = (parent?.State, parent?.Length ?? 0);
        var isLast = parent is not null && --parent.Waiting == 0;
        if (isLast)
            Release(parent!);
        object? state = null;
        if (problem is not null)
        {
            Refuse(forest, entry, problem);
        }
        else if (IsWanted(forest, entry))
        {
            state = worker.Visit(new SweptObject
            {
                Name = new SweptName(forest, entry),
                Bytes = buffer.AsSpan(0, length),
                IsCut = length == worker.Enough,
                BaseState = baseState,
                BaseLength = baseLength,
                Copies = _copies.AsSpan(0, copies),
                HasDependents = forest.HasChildren(entry),
            });
        }

        if (isLast && baseState is not null)
            worker.Release(baseState);
        if (problem is not null)
            return;

        if (!forest.HasChildren(entry))
        {
            if (state is not null)
                worker.Release(state);
            _buffers.Return(buffer);
            return;
        }

        forest.Children(entry, _children);
        var frame = new Frame(buffer, length, state) { Waiting = _children.Count };
        _held += buffer.Length;
        foreach (var child in _children)
            _open.Push((child, frame));
    }

    private GitProblem? Unpack(PackForest forest, int entry, Frame? parent, out byte[] buffer, out int length, out int copies)
    {
        (buffer, length, copies) = ([], 0, 0);
        var pack = forest.Pack;
        if (!pack.TryReadEntry(forest.Offset(entry), out var head))
            return Damaged(forest, entry);
        if (head.Size > limit)
            return ObjectReader.Oversized(forest.Id(entry), head.Size, limit);
        Forget(pack, head.Size);
        if (parent is null)
        {
            var enough = forest.HasChildren(entry) ? int.MaxValue : worker.Enough;
            length = (int)Math.Min(head.Size, enough);
            buffer = _buffers.Rent(length);
            if (length < head.Size)
                return _inflater.Start(head.Data, head.DataLength) && _inflater.Read(buffer.AsSpan(0, length)) == length ? null : Damaged(forest, entry);
            return Inflate(head, buffer.AsSpan(0, length)) ? null : Damaged(forest, entry);
        }

        var deltaLength = (int)head.Size;
        if (_delta.Length < deltaLength)
            _delta = GC.AllocateUninitializedArray<byte>(Math.Max(deltaLength, Math.Min(2 * _delta.Length, 16 << 20)));
        ReadOnlySpan<byte> delta = _delta.AsSpan(0, deltaLength);
        if (!Inflate(head, _delta.AsSpan(0, deltaLength)) || !Delta.TryReadSizes(ref delta, out var baseSize, out var size) || baseSize != parent.Length)
            return Damaged(forest, entry);
        if (size > limit)
            return ObjectReader.Oversized(forest.Id(entry), size, limit);
        if (_held + size > MostHeld)
            return GitProblem.TooLarge($"object {forest.Id(entry)} was not unpacked: the objects that it is a delta of want more than {MostHeld} bytes at a time");
        length = (int)size;
        buffer = _buffers.Rent(length);
        return Delta.TryApply(delta, parent.Bytes.AsSpan(0, parent.Length), buffer.AsSpan(0, length), ref _copies, out copies) ? null : Damaged(forest, entry);
    }

    private bool Inflate(in PackFile.Entry head, Span<byte> output) => _inflater.Start(head.Data, head.DataLength) && _inflater.ReadToEnd(output);

    private bool IsWanted(PackForest forest, int entry) => isFirst(_number, forest, entry) && worker.Wants(new SweptName(forest, entry));

    // What hangs below what could not be read cannot be read either.
    private void Refuse(PackForest forest, int entry, GitProblem problem)
    {
        var lost = new Stack<int>([entry]);
        while (lost.TryPop(out var next))
        {
            if (IsWanted(forest, next))
                worker.Unread(new SweptName(forest, next), problem);
            forest.Children(next, _children);
            foreach (var child in _children)
                lost.Push(child);
        }
    }

    private void Release(Frame frame)
    {
        _held -= frame.Bytes.Length;
        _buffers.Return(frame.Bytes);
    }

    private void Forget(PackFile pack, long bytes)
    {
        _readSinceForgotten += bytes;
        if (_readSinceForgotten < ForgetAfter)
            return;
        _readSinceForgotten = 0;
        pack.ForgetPages();
    }

    private static GitProblem Damaged(PackForest forest, int entry) => ObjectReader.Damaged(forest.Id(entry), forest.Pack);

    /// <summary>An unpacked entry whose children are still to come.</summary>
    private sealed class Frame(byte[] bytes, int length, object? state)
    {
        public byte[] Bytes => bytes;

        public int Length => length;

        public object? State => state;

        public int Waiting { get; set; }
    }

    /// <summary>Buffers of one thread, by powers of two; few of a size are kept, and none that is large.</summary>
    private sealed class Buffers
    {
        private const int Smallest = 12, Largest = 22, Kept = 16;

        private readonly Stack<byte[]>[] _free = [.. Enumerable.Range(0, Largest - Smallest + 1).Select(_ => new Stack<byte[]>())];

        public byte[] Rent(int length)
        {
            var bits = Math.Max(Smallest, 32 - int.LeadingZeroCount(Math.Max(1, length) - 1));
            if (bits > Largest)
                return GC.AllocateUninitializedArray<byte>(length);
            return _free[bits - Smallest].TryPop(out var buffer) ? buffer : GC.AllocateUninitializedArray<byte>(1 << bits);
        }

        public void Return(byte[] buffer)
        {
            var bits = int.Log2(Math.Max(1, buffer.Length));
            if (buffer.Length == 1 << bits && bits is >= Smallest and <= Largest && _free[bits - Smallest].Count < Kept)
                _free[bits - Smallest].Push(buffer);
        }
    }
}
