namespace Gatehouse.Patterns;

/// <summary>
/// What matching needs to remember; one a thread, for any number of patterns. What it holds grows to what was needed
/// and is used again: matching allocates nothing once warm.
/// </summary>
public sealed class PatternScratch
{
    private const int MaxPatterns = 32;

    private readonly Dictionary<BytePattern, PatternAutomata> _automata = [];

    internal ulong[] Visited { get; private set; } = [];

    internal BacktrackMatcher.Job[] Jobs { get; private set; } = new BacktrackMatcher.Job[64];

    internal int[] Slots { get; private set; } = [];

    internal PikeMatcher Pike { get; } = new();

    /// <summary>Instructions done since this was made: what the linear bound is about.</summary>
    internal long Steps { get; set; }

    internal void Prepare(long visitedBits, int slots)
    {
        var words = (int)((visitedBits + 63) >> 6);
        if (Visited.Length < words)
            Visited = new ulong[words];
        else
            Array.Clear(Visited, 0, words);
        if (Slots.Length < slots)
            Slots = new int[slots];
        Array.Fill(Slots, -1);
    }

    internal void Push(ref int depth, in BacktrackMatcher.Job job)
    {
        if (depth == Jobs.Length)
        {
            var larger = new BacktrackMatcher.Job[Jobs.Length * 2];
            Jobs.CopyTo(larger, 0);
            Jobs = larger;
        }

        Jobs[depth++] = job;
    }

    // Of all patterns, not the oldest: who matches more than these over large windows begins anew now and then.
    internal PatternAutomata Automata(BytePattern pattern)
    {
        if (_automata.TryGetValue(pattern, out var automata))
            return automata;
        if (_automata.Count == MaxPatterns)
            _automata.Clear();
        automata = new PatternAutomata(pattern);
        _automata.Add(pattern, automata);
        return automata;
    }
}
