namespace Gatehouse.Patterns;

/// <summary>The automata of one pattern on one thread, each made when first wanted.</summary>
internal sealed class PatternAutomata(BytePattern pattern)
{
    private LazyAutomaton? _search;
    private LazyAutomaton? _anchored;
    private LazyAutomaton? _backward;

    /// <summary>Where the leftmost match begins and ends: forward to its end, then back to its start.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, int from, int to, PatternScratch scratch, out PatternGroup match)
    {
        match = new PatternGroup(-1, -1);
        _search ??= new LazyAutomaton(pattern.Expanded, AutomatonKind.Search, pattern.FirstBytes);
        var end = Count(_search, scratch, _search.FindEnd(text, from, to));
        if (end < 0)
            return false;
        _backward ??= new LazyAutomaton(pattern.Reversed, AutomatonKind.Backward, null);
        match = new PatternGroup(Count(_backward, scratch, _backward.FindStart(text, from, end)), end);
        return true;
    }

    /// <summary>Where the preferred match from <paramref name="at"/> ends; -1 where there is none.</summary>
    public int FindEndFrom(ReadOnlySpan<byte> text, int at, int to, PatternScratch scratch)
    {
        _anchored ??= new LazyAutomaton(pattern.Expanded, AutomatonKind.Anchored, null);
        return Count(_anchored, scratch, _anchored.FindEnd(text, at, to));
    }

    private static int Count(LazyAutomaton automaton, PatternScratch scratch, int place)
    {
        scratch.Steps += automaton.TakeSteps();
        return place;
    }
}
