namespace Gatehouse.Git.Sweeping;

/// <summary>A number for every tree and blob of a sweep, from 0, so that what is known of them lies in arrays.</summary>
internal sealed class ObjectNumbers
{
    private readonly Dictionary<ObjectId, int> _numbers;
    private readonly PackForest[] _forests;
    private readonly int _packed;
    private readonly IReadOnlyList<ObjectId> _loose;

    public ObjectNumbers(IReadOnlyList<PackForest> forests, IReadOnlyList<ObjectId> loose)
    {
        _forests = [.. forests];
        _loose = loose;
        _packed = forests.Sum(forest => forest.Count);
        Count = checked(_packed + loose.Count);
        _numbers = new Dictionary<ObjectId, int>(Count);
        foreach (var forest in forests)
        {
            for (var entry = 0; entry < forest.Count; entry++)
            {
                if (forest.KindOf(entry) is ObjectKind.Tree or ObjectKind.Blob or ObjectKind.None)
                    _numbers.TryAdd(forest.Id(entry), forest.FirstNumber + entry);
            }
        }

        for (var i = 0; i < loose.Count; i++)
            _numbers.TryAdd(loose[i], _packed + i);
    }

    /// <summary>Numbers are below it.</summary>
    public int Count { get; }

    /// <summary>−1 where the repository does not hold it.</summary>
    public int Of(ObjectId id) => _numbers.GetValueOrDefault(id, -1);

    /// <summary>The forest and root below which an object lies; a forest of −1 and its own place in the list for a loose one.</summary>
    public (int Forest, int Root) Family(int number)
    {
        if (number >= _packed)
            return (-1, number - _packed);
        var forest = ForestOf(number);
        return (forest, _forests[forest].RootOf(number - _forests[forest].FirstNumber));
    }

    public ObjectId Id(int number)
    {
        if (number >= _packed)
            return _loose[number - _packed];
        var forest = _forests[ForestOf(number)];
        return forest.Id(number - forest.FirstNumber);
    }

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
