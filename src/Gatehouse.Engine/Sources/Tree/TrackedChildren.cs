using System.Buffers.Binary;

namespace Gatehouse.Engine.Sources.Tree;

/// <summary>
/// What the index holds directly within one folder: an index is sorted by whole paths, so a folder's entries are one run
/// in which its subfolders are runs again. Kept by a worker from folder to folder.
/// </summary>
internal sealed class TrackedChildren
{
    // The first eight bytes of the name, so that most of the search needs no look into the index.
    private readonly List<ulong> _keys = [];
    private readonly List<int> _files = [];
    private readonly List<(int First, int End)> _folders = [];
    private RepositoryView? _repository;
    private int _prefix;

    public void Load(WalkFolder folder)
    {
        _keys.Clear();
        _files.Clear();
        _folders.Clear();
        _repository = folder.Repository;
        _prefix = folder.PathInRepository;
        if (_repository is null)
            return;
        for (var i = folder.First; i < folder.End;)
        {
            var name = Name(i);
            var slash = name.IndexOf((byte)'/');
            if (slash < 0)
            {
                _keys.Add(Key(name));
                _files.Add(i++);
            }
            else
            {
                var end = EndOfRun(i, folder.End, name[..(slash + 1)]);
                _folders.Add((i, end));
                i = end;
            }
        }
    }

    /// <summary>The entry of a file, link or submodule; -1 where there is none.</summary>
    public int FindFile(ReadOnlySpan<byte> name)
    {
        var key = Key(name);
        var (low, high) = (0, _keys.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_keys[middle] < key)
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < _keys.Count && _keys[low] == key; low++)
        {
            if (Name(_files[low]).SequenceEqual(name))
                return _files[low];
        }

        return -1;
    }

    /// <summary>The run of entries below a folder; false where git tracks nothing there.</summary>
    public bool FindFolder(ReadOnlySpan<byte> name, out int first, out int end)
    {
        var (low, high) = (0, _folders.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = CompareFolder(Name(_folders[middle].First), name);
            if (order == 0)
            {
                (first, end) = _folders[middle];
                return true;
            }

            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        (first, end) = (0, 0);
        return false;
    }

    private static ulong Key(ReadOnlySpan<byte> name)
    {
        if (name.Length >= 8)
            return BinaryPrimitives.ReadUInt64BigEndian(name);
        ulong key = 0;
        for (var i = 0; i < 8; i++)
            key = (key << 8) | (i < name.Length ? name[i] : (byte)0);
        return key;
    }

    private ReadOnlySpan<byte> Name(int entry) => _repository!.PathOf(entry)[_prefix..];

    // Runs stand in the order of their names with a slash behind: "a-b/" before "a/".
    private static int CompareFolder(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name)
    {
        var common = Math.Min(path.Length, name.Length);
        var order = path[..common].SequenceCompareTo(name[..common]);
        if (order != 0)
            return order;
        if (common == name.Length)
            return path.Length == common ? -1 : path[common] - '/';
        return -1; // The path ended within the name; a run's path holds a slash, so this cannot be.
    }

    // Steps that double, then halve: a run of n entries costs 2 log n looks.
    private int EndOfRun(int start, int end, ReadOnlySpan<byte> folder)
    {
        var step = 1;
        var inside = start;
        while (inside + step < end && Name(inside + step).StartsWith(folder))
        {
            inside += step;
            step *= 2;
        }

        var outside = Math.Min(inside + step, end);
        while (outside - inside > 1)
        {
            var middle = inside + ((outside - inside) / 2);
            if (Name(middle).StartsWith(folder))
                inside = middle;
            else
                outside = middle;
        }

        return outside;
    }
}
