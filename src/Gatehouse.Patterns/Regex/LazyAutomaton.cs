using System.Buffers;
using System.Runtime.InteropServices;

namespace Gatehouse.Patterns;

/// <summary>Which end of a match an automaton looks for.</summary>
internal enum AutomatonKind
{
    /// <summary>Goes forward from any place; finds where the leftmost-first match ends.</summary>
    Search,

    /// <summary>Goes forward from one place; finds where the preferred match from there ends.</summary>
    Anchored,

    /// <summary>Goes backward over a reversed program from a match's end; finds its leftmost beginning.</summary>
    Backward,
}

/// <summary>
/// A program as a deterministic automaton whose states are made when first reached: a byte is a table look-up then. A
/// state is the list of threads in order of preference, before they follow what takes no byte; that is done when the
/// next byte is known, so conditions on a place see both sides, and a match is told one byte late. States over the
/// budget are forgotten, all at once: memory is bounded, and a byte never costs more than the program's length.
/// </summary>
internal sealed class LazyAutomaton
{
    private const int MaxIntegers = 1 << 18;
    private const int Dead = 1;
    private const int FirstSeed = 2;

    private readonly PatternProgram _program;
    private readonly AutomatonKind _kind;
    private readonly SearchValues<byte>? _firstBytes;
    private readonly ByteClasses _classes;
    private readonly int _stride;
    private readonly AutomatonStates _states;
    private readonly int[] _visited;
    private readonly int[] _stack;
    private readonly List<int> _threads = [];
    private int _generation;
    private long _steps;

    // _next[state * _stride + class]: twice the next state, plus one where a match ends before the byte; 0 where not known yet.
    private int[] _next;

    /// <param name="program">Without repeat instructions; reversed for <see cref="AutomatonKind.Backward"/>.</param>
    /// <param name="firstBytes">What a match can begin with, to skip what it cannot.</param>
    public LazyAutomaton(PatternProgram program, AutomatonKind kind, SearchValues<byte>? firstBytes)
    {
        _program = program;
        _kind = kind;
        _firstBytes = kind == AutomatonKind.Search ? firstBytes : null;
        _classes = new ByteClasses(program);
        _stride = _classes.Count + 1;
        _states = new AutomatonStates();
        _visited = new int[program.Code.Length];
        _stack = new int[program.Code.Length + 1];
        _next = new int[_stride * 16];
        Forget();
    }

    /// <summary>Work done since this was last asked: bytes taken and instructions followed.</summary>
    public long TakeSteps()
    {
        var steps = _steps;
        _steps = 0;
        return steps;
    }

    /// <summary>The end of the match that begins in, or at the start of, the window; -1 where there is none.</summary>
    public int FindEnd(ReadOnlySpan<byte> text, int from, int to)
    {
        var end = -1;
        _steps += to - from;
        var state = FirstSeed + (int)_classes.ContextBefore(text, from);
        var i = from;
        for (; i < to; i++)
        {
            if (_firstBytes is not null && state is >= FirstSeed and < FirstSeed + 4)
            {
                var skip = text[i..to].IndexOfAny(_firstBytes);
                if (skip < 0)
                    return -1;
                i += skip;
                state = FirstSeed + (int)_classes.ContextBefore(text, i);
            }

            var next = Next(state, _classes[text[i]]);
            if ((next & 1) != 0)
                end = i;
            state = next >> 1;
            if (state == Dead)
                return end;
        }

        return (Next(state, to < text.Length ? _classes[text[to]] : _classes.TextEnd) & 1) != 0 ? to : end;
    }

    /// <summary>The leftmost beginning, not before <paramref name="from"/>, of a match that ends at <paramref name="end"/>.</summary>
    public int FindStart(ReadOnlySpan<byte> text, int from, int end)
    {
        var start = -1;
        _steps += end - from;
        var state = FirstSeed + (int)_classes.ContextAfter(text, end);
        for (var i = end - 1; i >= from; i--)
        {
            var next = Next(state, _classes[text[i]]);
            if ((next & 1) != 0)
                start = i + 1;
            state = next >> 1;
            if (state == Dead)
                return start;
        }

        return (Next(state, from > 0 ? _classes[text[from - 1]] : _classes.TextEnd) & 1) != 0 ? from : start;
    }

    private int Next(int state, int byteClass)
    {
        var next = _next[(state * _stride) + byteClass];
        return next != 0 ? next : Step(state, byteClass);
    }

    private int Step(int state, int byteClass)
    {
        var threads = _states.Threads(state);
        var isMatch = false;
        _threads.Clear();
        if (++_generation == int.MaxValue)
        {
            Array.Clear(_visited);
            _generation = 1;
        }

        foreach (var thread in threads)
        {
            isMatch |= Follow(thread, _states.Context(state), byteClass);
            if (isMatch && _kind != AutomatonKind.Backward)
                break;
        }

        // As long as nothing matched, a match may begin at the next place; it is the least preferred.
        if (_kind == AutomatonKind.Search && !isMatch && threads.Length > 0 && threads[^1] == 0)
            _threads.Add(0);
        var bit = isMatch ? 1 : 0;
        if (byteClass == _classes.TextEnd || _threads.Count == 0)
            return Remember(state, byteClass, (Dead << 1) | bit);

        if (_states.Integers + (_states.Count * _stride) + _threads.Count > MaxIntegers)
        {
            Forget();
            return (Intern(byteClass) << 1) | bit;
        }

        return Remember(state, byteClass, (Intern(byteClass) << 1) | bit);
    }

    private int Remember(int state, int byteClass, int next) => _next[(state * _stride) + byteClass] = next;

    // One thread through everything that takes no byte, then over the byte. True where it matched, and so the rest is less preferred.
    private bool Follow(int thread, PlaceContext before, int byteClass)
    {
        var depth = 0;
        _stack[depth++] = thread;
        var isMatch = false;
        while (depth > 0)
        {
            var pc = _stack[--depth];
            while (_visited[pc] != _generation)
            {
                _steps++;
                _visited[pc] = _generation;
                ref readonly var instruction = ref _program.Code[pc];
                switch (instruction.Op)
                {
                    case Op.Jump:
                        pc = instruction.A;
                        continue;
                    case Op.Save:
                        pc++;
                        continue;
                    case Op.Split:
                        _stack[depth++] = instruction.B;
                        pc = instruction.A;
                        continue;
                    case Op.Assert:
                        if (!ByteClasses.Holds((Assertion)instruction.A, before, _classes.Context(byteClass)))
                            break;
                        pc++;
                        continue;
                    case Op.Match:
                        isMatch = true;
                        if (_kind != AutomatonKind.Backward)
                            return true;
                        break;
                    default:
                        if (_classes.Holds(byteClass, instruction.A))
                            _threads.Add(pc + 1);
                        break;
                }

                break;
            }
        }

        return isMatch;
    }

    private int Intern(int byteClass)
    {
        var state = _states.Intern(CollectionsMarshal.AsSpan(_threads), _classes.Keeps ? _classes.Context(byteClass) : PlaceContext.Other);
        if ((state + 1) * _stride > _next.Length)
            Array.Resize(ref _next, _next.Length * 2);
        return state;
    }

    // States 0 and 1 are "not known" and "no thread is left"; then a beginning after each kind of byte.
    private void Forget()
    {
        _states.Clear();
        Array.Clear(_next);
        _states.Intern([-1], PlaceContext.Other);
        _states.Intern([], PlaceContext.Other);
        for (var context = PlaceContext.Edge; context <= PlaceContext.Other; context++)
            _states.Intern([0], context);
        for (var i = 0; i < _stride; i++)
            _next[(Dead * _stride) + i] = Dead << 1;
    }
}
