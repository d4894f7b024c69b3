using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Engine.Running;

/// <summary>Serves files by reference in the second step, and remembers which. Engines may use threads of their own.</summary>
internal sealed class ProjectReader(FileSource source, long limit) : IProjectReader
{
    private readonly SortedSet<string> _opened = new(Utf8Order.Instance);
    private readonly Lock _lock = new();

    public IReadOnlyList<string> Opened()
    {
        lock (_lock)
            return [.. _opened];
    }

    public bool TryOpen(string path, [NotNullWhen(true)] out byte[]? bytes)
    {
        lock (_lock)
            _opened.Add(path);
        return source.TryOpen(path, limit, out bytes, out _);
    }
}
