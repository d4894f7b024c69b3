using Gatehouse.Git.Sweeping;
using Gatehouse.Model;

namespace Gatehouse.Git;

/// <summary>An object of a sweep by number and id.</summary>
public readonly struct SweptName
{
    private readonly PackForest? _forest;
    private readonly int _entry;
    private readonly ObjectId _loose;
    private readonly bool _isBorrowed;

    internal SweptName(PackForest forest, int entry) => (_forest, _entry, Number) = (forest, entry, forest.FirstNumber + entry);

    internal SweptName(ObjectId loose, int number, bool isBorrowed) => (_loose, Number, _isBorrowed) = (loose, number, isBorrowed);

    /// <summary>A number of its own within the sweep, from 0.</summary>
    public int Number { get; }

    /// <summary>Whether it lies in another repository that this one borrows objects from (<c>info/alternates</c>).</summary>
    public bool IsBorrowed => _forest?.IsBorrowed ?? _isBorrowed;

    /// <summary>Its id. Ask only where it matters: it lies in another file than the object.</summary>
    public ObjectId Id => _forest is null ? _loose : _forest.Id(_entry);
}

/// <summary>An object of a sweep, valid during the call only.</summary>
public readonly ref struct SweptObject
{
    /// <summary>What it is called.</summary>
    public required SweptName Name { get; init; }

    /// <summary>Its content without the header.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>True where only the beginning was unpacked.</summary>
    public bool IsCut { get; init; }

    /// <summary>What <see cref="SweepWorker.Visit"/> returned for the object that this one is stored as a delta of; null where it is whole, or nothing was returned.</summary>
    public object? BaseState { get; init; }

    /// <summary>Bytes of that object.</summary>
    public int BaseLength { get; init; }

    /// <summary>Whether objects are stored as deltas of this one: without any, what is returned is not asked for.</summary>
    public bool HasDependents { get; init; }

    /// <summary>What the delta copied from that object, in the order of this one; the rest is new.</summary>
    public ReadOnlySpan<CopiedSpan> Copies { get; init; }
}

/// <summary>Sees objects on one thread.</summary>
public abstract class SweepWorker : IDisposable
{
    /// <summary>How many bytes from its beginning are enough of an object; one may be cut there (<see cref="SweptObject.IsCut"/>).</summary>
    public virtual int Enough => int.MaxValue;

    /// <summary>Whether the object is to be visited; one that is not may still be unpacked for those stored as deltas of it.</summary>
    public abstract bool Wants(in SweptName name);

    /// <summary>Sees an object. What it returns is handed over with each object stored as a delta of this one.</summary>
    public abstract object? Visit(in SweptObject value);

    /// <summary>Told when nothing stored as a delta of that object is to come any more, so that what <see cref="Visit"/> returned can be used again.</summary>
    public virtual void Release(object state)
    {
    }

    /// <summary>A wanted object that could not be read.</summary>
    public abstract void Unread(in SweptName name, GitProblem problem);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Hands results over; called on the worker's own thread.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
