namespace Gatehouse.Secrets;

/// <summary>A literal of a rule, by offsets.</summary>
internal readonly record struct Hit(int Rule, int Start, int End) : IComparable<Hit>
{
    public int CompareTo(Hit other) => Rule != other.Rule ? Rule.CompareTo(other.Rule) : Start.CompareTo(other.Start);
}

/// <summary>The stretch in which a rule's pattern was tried, and what it gave.</summary>
/// <param name="Rule">Index of the rule.</param>
/// <param name="From">Offset where it begins.</param>
/// <param name="To">Offset after it.</param>
/// <param name="FirstMatch">Where its matches begin in the list.</param>
/// <param name="Matches">How many; −1 where the rule was not wanted for the file's path, and nothing was tried.</param>
internal readonly record struct TriedWindow(int Rule, int From, int To, int FirstMatch, int Matches);

/// <summary>What a scan of one text knows, for the scan of a text that was made from it.</summary>
internal sealed class ScanState
{
    /// <summary>By place.</summary>
    public List<Hit> Hits { get; } = [];

    /// <summary>By rule, then place.</summary>
    public List<TriedWindow> Windows { get; } = [];

    /// <summary>Of all windows.</summary>
    public List<SecretMatch> Matches { get; } = [];

    /// <summary>Bytes of the text.</summary>
    public int Length { get; set; }

    public void Clear()
    {
        Hits.Clear();
        Windows.Clear();
        Matches.Clear();
        Length = 0;
    }

    /// <summary>The number of the window of a rule at exactly this place; −1 where there is none.</summary>
    public int FindWindow(int rule, int from, int to)
    {
        var (low, high) = (0, Windows.Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            var window = Windows[middle];
            if (window.Rule < rule || (window.Rule == rule && window.From < from))
                low = middle + 1;
            else
                high = middle;
        }

        return low < Windows.Count && Windows[low] is var found && found.Rule == rule && found.From == from && found.To == to ? low : -1;
    }

    /// <summary>The first hit that begins at or after an offset.</summary>
    public int FirstHit(int offset)
    {
        var (low, high) = (0, Hits.Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (Hits[middle].Start < offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
