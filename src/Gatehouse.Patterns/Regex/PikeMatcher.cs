namespace Gatehouse.Patterns;

/// <summary>Pike's machine: all threads a byte at a time, in order of preference, each with its captures. For windows too large for <see cref="BacktrackMatcher"/>.</summary>
internal static class PikeMatcher
{
    /// <summary>The leftmost match that begins in the window.</summary>
    public static bool TryMatch(PatternProgram program, ReadOnlySpan<byte> text, int windowStart, int windowEnd, PatternScratch scratch)
    {
        var code = program.Code;
        var (current, next) = (new Threads(code.Length, program.Slots), new Threads(code.Length, program.Slots));
        var captures = new int[program.Slots];
        var stack = new Stack<(int Pc, int Slot, int Old)>();
        var matched = false;
        for (var at = windowStart; ; at++)
        {
            if (!matched)
            {
                Array.Fill(captures, -1);
                Add(program, current, 0, at, text, captures, stack);
            }

            if (current.Count == 0 && matched)
                break;
            next.Clear();
            for (var i = 0; i < current.Count; i++)
            {
                scratch.Steps++;
                var pc = current.Codes[i];
                ref readonly var instruction = ref code[pc];
                if (instruction.Op == Op.Match)
                {
                    // What follows in the list is less preferred.
                    current.Captures(i).CopyTo(scratch.Slots);
                    matched = true;
                    break;
                }

                if (at < windowEnd && program.Sets[instruction.A].Contains(text[at]))
                {
                    current.Captures(i).CopyTo(captures);
                    Add(program, next, pc + 1, at + 1, text, captures, stack);
                }
            }

            (current, next) = (next, current);
            if (at == windowEnd)
                break;
        }

        return matched;
    }

    // Follows everything that takes no byte, in order of preference.
    private static void Add(PatternProgram program, Threads into, int start, int at, ReadOnlySpan<byte> text, int[] captures, Stack<(int Pc, int Slot, int Old)> stack)
    {
        stack.Clear();
        stack.Push((start, -1, 0));
        while (stack.TryPop(out var job))
        {
            if (job.Slot >= 0)
            {
                captures[job.Slot] = job.Old;
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
                    stack.Push((instruction.B, -1, 0));
                    pc = instruction.A;
                }
                else if (instruction.Op == Op.Save)
                {
                    stack.Push((0, instruction.A, captures[instruction.A]));
                    captures[instruction.A] = at;
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
                    into.Push(pc, captures);
                    break;
                }
            }
        }
    }

    private sealed class Threads(int codes, int slots)
    {
        private readonly int[] _captures = new int[codes * slots];
        private readonly int[] _visited = new int[codes];
        private int _generation = 1;

        public int[] Codes { get; } = new int[codes];

        public int Count { get; private set; }

        public Span<int> Captures(int thread) => _captures.AsSpan(thread * slots, slots);

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
            captures.CopyTo(Captures(Count));
            Count++;
        }

        public void Clear()
        {
            Count = 0;
            _generation++;
        }
    }
}
