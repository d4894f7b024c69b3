namespace Gatehouse.Engine.Sources.Tree;

/// <summary>
/// Work that makes more work, shared by threads: last in, first out, so that the walk goes deep and the stack stays
/// small. Over when it is empty and nobody works on anything.
/// </summary>
internal sealed class WorkStack<T> : IDisposable
    where T : class
{
    private readonly Stack<T> _items = new();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _available = new(0);
    private int _unfinished;
    private int _waiting;
    private bool _isOver;

    /// <summary>True where a thread has nothing to do: then it is worth splitting work.</summary>
    public bool IsHungry => Volatile.Read(ref _waiting) > 0;

    public void Push(T item)
    {
        bool wake;
        lock (_lock)
        {
            _items.Push(item);
            _unfinished++;
            wake = _waiting > 0;
        }

        if (wake)
            _available.Release();
    }

    /// <summary>The next piece; null when all is done or the stack was stopped. Call <see cref="Finish"/> after each.</summary>
    public T? Take()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_isOver)
                    return null;
                if (_items.TryPop(out var item))
                    return item;
                _waiting++;
            }

            _available.Wait();
            lock (_lock)
                _waiting--;
        }
    }

    public void Finish()
    {
        lock (_lock)
        {
            if (--_unfinished > 0)
                return;
        }

        Stop();
    }

    public void Dispose() => _available.Dispose();

    /// <summary>Sends every thread home.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isOver = true;
            if (_waiting > 0)
                _available.Release(_waiting);
        }
    }
}
