namespace Gatehouse.Patterns;

/// <summary>
/// Backtracking that remembers every (instruction, place) it has been at and never goes there twice, as RE2's BitState
/// does: leftmost-first like a backtracker, with time and memory bounded by program × window.
/// </summary>
internal static class BacktrackMatcher
{
    /// <summary>Bits of the memory of visited places; a larger product goes to <see cref="PikeMatcher"/>.</summary>
    public const long MaxVisitedBits = 1L << 20;

    // On the stack: go on at Code with Place; or, with Code < 0, put the old value Place back into slot ~Code; or, with
    // Retry, go on at Code with each place from Place down (greedy) or up (lazy) to Last.
    internal struct Job
    {
        public int Code;
        public int Place;
        public int Last;
        public bool IsRetry;
    }

    /// <summary>Matches at <paramref name="at"/> only. Visited places of earlier calls of the same search stay visited.</summary>
    public static bool TryMatch(PatternProgram program, ReadOnlySpan<byte> text, int windowStart, int windowEnd, int at, PatternScratch scratch)
    {
        var code = program.Code;
        var width = windowEnd - windowStart + 1;
        var visited = scratch.Visited;
        var slots = scratch.Slots;
        var depth = 0;
        scratch.Push(ref depth, new Job { Code = 0, Place = at });
        while (depth > 0)
        {
            ref var job = ref scratch.Jobs[--depth];
            int pc, place;
            if (job.Code < 0)
            {
                slots[~job.Code] = job.Place;
                continue;
            }

            pc = job.Code;
            place = job.Place;
            if (job.IsRetry && place != job.Last)
            {
                job.Place += place > job.Last ? -1 : 1;
                depth++;
            }

            while (true)
            {
                scratch.Steps++;
                ref readonly var instruction = ref code[pc];
                var bit = ((long)pc * width) + place - windowStart;
                ref var word = ref visited[bit >> 6];
                if (((word >> (int)bit) & 1) != 0)
                    break;
                word |= 1UL << (int)bit;

                switch (instruction.Op)
                {
                    case Op.Set:
                        if (place >= windowEnd || !program.Sets[instruction.A].Contains(text[place]))
                            goto Failed;
                        place++;
                        pc++;
                        continue;
                    case Op.RepeatGreedy or Op.RepeatLazy:
                        if (!TryRepeat(program, text, windowEnd, instruction, ref place, out var last))
                            goto Failed;
                        pc++;
                        if (last != place)
                            scratch.Push(ref depth, new Job { Code = pc, Place = place + (last > place ? 1 : -1), Last = last, IsRetry = true });
                        continue;
                    case Op.Split:
                        scratch.Push(ref depth, new Job { Code = instruction.B, Place = place });
                        pc = instruction.A;
                        continue;
                    case Op.Jump:
                        pc = instruction.A;
                        continue;
                    case Op.Save:
                        scratch.Push(ref depth, new Job { Code = ~instruction.A, Place = slots[instruction.A] });
                        slots[instruction.A] = place;
                        pc++;
                        continue;
                    case Op.Assert:
                        if (!PatternProgram.Holds((Assertion)instruction.A, text, place))
                            goto Failed;
                        pc++;
                        continue;
                    default:
                        return true;
                }
            }

            Failed:;
        }

        return false;
    }

    // The run of set bytes from the place: the first place to go on from, and the last one to try.
    private static bool TryRepeat(PatternProgram program, ReadOnlySpan<byte> text, int windowEnd, in Instruction repeat, ref int place, out int last)
    {
        ref readonly var set = ref program.Sets[repeat.A];
        var most = repeat.C >= windowEnd - place ? windowEnd : place + repeat.C;
        var end = place;
        while (end < most && set.Contains(text[end]))
            end++;
        var least = place + repeat.B;
        last = 0;
        if (end < least)
            return false;
        (place, last) = repeat.Op == Op.RepeatGreedy ? (end, least) : (least, end);
        return true;
    }
}
