namespace Gatehouse.Patterns;

/// <summary>The states of a <see cref="LazyAutomaton"/>: lists of threads, each list once for each context.</summary>
internal sealed class AutomatonStates
{
    private readonly List<(int Start, int Length, PlaceContext Context, int Hash, int Chain)> _states = [];
    private int[] _threads = new int[64];
    private int[] _heads = new int[64];
    private int _used;

    public int Count => _states.Count;

    /// <summary>How many integers the lists hold.</summary>
    public int Integers => _used;

    public ReadOnlySpan<int> Threads(int state) => _threads.AsSpan(_states[state].Start, _states[state].Length);

    public PlaceContext Context(int state) => _states[state].Context;

    /// <summary>The number of the state, which is made where it is new.</summary>
    public int Intern(ReadOnlySpan<int> threads, PlaceContext context)
    {
        var hash = (int)context;
        foreach (var thread in threads)
            hash = unchecked((hash ^ thread) * 0x01000193);
        for (var state = _heads[hash & (_heads.Length - 1)] - 1; state >= 0; state = _states[state].Chain)
        {
            if (_states[state].Hash == hash && _states[state].Context == context && Threads(state).SequenceEqual(threads))
                return state;
        }

        if (_states.Count == _heads.Length)
            Rehash();
        while (_used + threads.Length > _threads.Length)
            Array.Resize(ref _threads, _threads.Length * 2);
        threads.CopyTo(_threads.AsSpan(_used));
        ref var head = ref _heads[hash & (_heads.Length - 1)];
        _states.Add((_used, threads.Length, context, hash, head - 1));
        head = _states.Count;
        _used += threads.Length;
        return _states.Count - 1;
    }

    public void Clear()
    {
        _states.Clear();
        Array.Clear(_heads);
        _used = 0;
    }

    private void Rehash()
    {
        _heads = new int[_heads.Length * 2];
        for (var i = 0; i < _states.Count; i++)
        {
            ref var head = ref _heads[_states[i].Hash & (_heads.Length - 1)];
            _states[i] = _states[i] with { Chain = head - 1 };
            head = i + 1;
        }
    }
}
