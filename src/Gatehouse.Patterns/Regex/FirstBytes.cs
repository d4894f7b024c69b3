using System.Buffers;

namespace Gatehouse.Patterns;

/// <summary>The bytes with which a match can begin, to skip to the next one.</summary>
internal static class FirstBytes
{
    /// <summary>Null where a match may be empty, or may begin with nearly any byte.</summary>
    public static SearchValues<byte>? Of(PatternProgram program)
    {
        var bytes = new bool[256];
        var visited = new bool[program.Code.Length];
        var stack = new Stack<int>([0]);
        while (stack.TryPop(out var pc))
        {
            if (visited[pc])
                continue;
            visited[pc] = true;
            var instruction = program.Code[pc];
            switch (instruction.Op)
            {
                case Op.Set:
                    Add(program.Sets[instruction.A], bytes);
                    break;
                case Op.RepeatGreedy or Op.RepeatLazy:
                    Add(program.Sets[instruction.A], bytes);
                    if (instruction.B == 0)
                        stack.Push(pc + 1);
                    break;
                case Op.Split:
                    stack.Push(instruction.A);
                    stack.Push(instruction.B);
                    break;
                case Op.Jump:
                    stack.Push(instruction.A);
                    break;
                case Op.Save or Op.Assert:
                    stack.Push(pc + 1);
                    break;
                default:
                    return null;
            }
        }

        var wanted = Enumerable.Range(0, 256).Where(b => bytes[b]).Select(b => (byte)b).ToArray();
        return wanted.Length > 128 ? null : SearchValues.Create(wanted);
    }

    private static void Add(ByteSet set, bool[] bytes)
    {
        for (var b = 0; b < 256; b++)
            bytes[b] |= set.Contains((byte)b);
    }
}
