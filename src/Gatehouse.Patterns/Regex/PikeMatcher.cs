namespace Gatehouse.Patterns;

/// <summary>
/// Pike's machine: all threads a byte at a time, in order of preference, each with its captures. Finds the captures of a
/// match too long for <see cref="BacktrackMatcher"/>.
/// </summary>
internal sealed class PikeMatcher
{
    private readonly Stack<(int Pc, int Slot, int Old)> _stack = [];
    private Threads _current = new();
    private Threads _next = new();
    private int[] _captures = [];

    /// <summary>The preferred match from <paramref name="windowStart"/>, within the window.</summary>
    public bool TryMatch(PatternProgram program, ReadOnlySpan<byte> text, int windowStart, int windowEnd, PatternScratch scratch)
    {
        _current.Prepare(program);
        _next.Prepare(program);
        if (_captures.Length < program.Slots)
            _captures = new int[program.Slots];
        Array.Fill(_captures, -1);
        var matched = false;
        Add(program, _current, 0, windowStart, text);
        for (var at = windowStart; ; at++)
        {
            if (_current.Count == 0)
                break;
            _next.Clear();
            for (var i = 0; i < _current.Count; i++)
            {
                scratch.Steps++;
                var pc = _current.Codes[i];
                ref readonly var instruction = ref program.Code[pc];
                if (instruction.Op == Op.Match)
                {
                    // What follows in the list is less preferred.
                    _current.Captures(i).CopyTo(scratch.Slots);
                    matched = true;
                    break;
                }

                if (at < windowEnd && program.Sets[instruction.A].Contains(text[at]))
                {
                    _current.Captures(i).CopyTo(_captures);
                    Add(program, _next, pc + 1, at + 1, text);
                }
            }

            (_current, _next) = (_next, _current);
            if (at == windowEnd)
                break;
        }

        return matched;
    }

    // Follows everything that takes no byte, in order of preference.
    private void Add(PatternProgram program, Threads into, int start, int at, ReadOnlySpan<byte> text)
    {
        _stack.Clear();
        _stack.Push((start, -1, 0));
        while (_stack.TryPop(out var job))
        {
            if (job.Slot >= 0)
            {
                _captures[job.Slot] = job.Old;
                continue;
            }

            var pc = job.Pc;
            while (into.Visit(pc))
            {
                ref readonly var instruction = ref program.Code[pc];
                if (instruction.Op == Op.Jump)
                {
                    pc = instruction.A;
                }
                else if (instruction.Op == Op.Split)
                {
                    _stack.Push((instruction.B, -1, 0));
                    pc = instruction.A;
                }
                else if (instruction.Op == Op.Save)
                {
                    _stack.Push((0, instruction.A, _captures[instruction.A]));
                    _captures[instruction.A] = at;
                    pc++;
                }
                else if (instruction.Op == Op.Assert)
                {
                    if (!PatternProgram.Holds((Assertion)instruction.A, text, at))
                        break;
                    pc++;
                }
                else
                {
                    into.Push(pc, _captures);
                    break;
                }
            }
        }
    }

    private sealed class Threads
    {
        private int[] _captures = [];
        private int[] _visited = [];
        private int _generation;
        private int _slots;

        public int[] Codes { get; private set; } = [];

        public int Count { get; private set; }

        public void Prepare(PatternProgram program)
        {
            _slots = program.Slots;
            if (Codes.Length < program.Code.Length)
            {
                Codes = new int[program.Code.Length];
                _visited = new int[program.Code.Length];
                _generation = 0;
            }

            if (_captures.Length < program.Code.Length * _slots)
                _captures = new int[program.Code.Length * _slots];
            Clear();
        }

        public Span<int> Captures(int thread) => _captures.AsSpan(thread * _slots, _slots);

        public bool Visit(int pc)
        {
            if (_visited[pc] == _generation)
                return false;
            _visited[pc] = _generation;
            return true;
        }

        public void Push(int pc, int[] captures)
        {
            Codes[Count] = pc;
            captures.AsSpan(0, _slots).CopyTo(Captures(Count));
            Count++;
        }

        // A scratch outlives 2^31 bytes of text: the count begins anew then.
        public void Clear()
        {
            Count = 0;
            if (++_generation == int.MaxValue)
            {
                Array.Clear(_visited);
                _generation = 1;
            }
        }
    }
}
