using System.Numerics;

namespace Gatehouse.Git.Sweeping;

/// <summary>A number for every tree and blob of a sweep, from 0, so that what is known of them lies in arrays.</summary>
internal sealed class ObjectNumbers
{
    // A table of its own, an id beside its number: asked millions of times, each a walk through memory that no cache holds.
    private readonly Slot[] _slots;
    private readonly int _mask;
    private readonly ulong _seed = (ulong)Random.Shared.NextInt64();
    private readonly PackForest[] _forests;
    private readonly int _packed;
    private readonly IReadOnlyList<ObjectId> _loose;

    public ObjectNumbers(IReadOnlyList<PackForest> forests, IReadOnlyList<ObjectId> loose)
    {
        _forests = [.. forests];
        _loose = loose;
        _packed = forests.Sum(forest => forest.Count);
        Count = checked(_packed + loose.Count);
        _slots = new Slot[Math.Max(16, (int)BitOperations.RoundUpToPowerOf2((uint)Count + ((uint)Count / 2)))];
        _mask = _slots.Length - 1;
        foreach (var forest in forests)
        {
            for (var entry = 0; entry < forest.Count; entry++)
            {
                if (forest.KindOf(entry) is not (ObjectKind.Commit or ObjectKind.Tag))
                    Add(forest.Id(entry), forest.FirstNumber + entry);
            }
        }

        for (var i = 0; i < loose.Count; i++)
            Add(loose[i], _packed + i);
    }

    /// <summary>Numbers are below it.</summary>
    public int Count { get; }

    /// <summary>−1 where the repository does not hold it.</summary>
    public int Of(ObjectId id)
    {
        for (var at = Place(id); _slots[at].NumberAndOne != 0; at = (at + 1) & _mask)
        {
            if (_slots[at].Id == id)
                return _slots[at].NumberAndOne - 1;
        }

        return -1;
    }

    /// <summary>The forest and root below which an object lies; a forest of −1 and its own place in the list for a loose one.</summary>
    public (int Forest, int Root) Family(int number)
    {
        if (number >= _packed)
            return (-1, number - _packed);
        var forest = ForestOf(number);
        return (forest, _forests[forest].RootOf(number - _forests[forest].FirstNumber));
    }

    /// <summary>What kind it is; none where that is not known without reading it: a loose object, or a damaged entry.</summary>
    public ObjectKind KindOf(int number)
    {
        if (number >= _packed)
            return ObjectKind.None;
        var forest = _forests[ForestOf(number)];
        return forest.KindOf(number - forest.FirstNumber);
    }

    /// <summary>The number of a loose object by its place in the list.</summary>
    public int OfLoose(int place) => _packed + place;

    /// <summary>Whether it is a loose object.</summary>
    public bool IsLoose(int number) => number >= _packed;

    public ObjectId Id(int number)
    {
        if (number >= _packed)
            return _loose[number - _packed];
        var forest = _forests[ForestOf(number)];
        return forest.Id(number - forest.FirstNumber);
    }

    // Nobody verified the ids of a pack's index: without a seed of our own, forged ones could all fall on one place.
    private int Place(ObjectId id) => (int)(((id.MiddleWord ^ _seed) * 0x9E37_79B9_7F4A_7C15) >> 32) & _mask;

    // Of an object that lies twice the first number counts.
    private void Add(ObjectId id, int number)
    {
        var at = Place(id);
        for (; _slots[at].NumberAndOne != 0; at = (at + 1) & _mask)
        {
            if (_slots[at].Id == id)
                return;
        }

        _slots[at] = new Slot(id, number + 1);
    }

    private readonly record struct Slot(ObjectId Id, int NumberAndOne);

    private int ForestOf(int number)
    {
        var (low, high) = (0, _forests.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_forests[middle].FirstNumber <= number)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}
