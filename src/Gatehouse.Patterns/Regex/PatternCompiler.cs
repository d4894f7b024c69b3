namespace Gatehouse.Patterns;

/// <summary>Turns a tree into a program. Sets of code points become byte sets, and sequences of them outside ASCII.</summary>
internal sealed class PatternCompiler
{
    private const int MaxInstructions = 40_000;

    private readonly List<Instruction> _code = [];
    private readonly List<ByteSet> _sets = [];
    private readonly ProgramForm _form;

    private PatternCompiler(ProgramForm form) => _form = form;

    /// <returns>Null where the program would be too large.</returns>
    public static PatternProgram? Compile(PatternNode node, int groups, ProgramForm form)
    {
        var compiler = new PatternCompiler(form);
        compiler.Emit(Op.Save, 0);
        if (!compiler.Node(node))
            return null;
        compiler.Emit(Op.Save, 1);
        compiler.Emit(Op.Match);
        return new PatternProgram([.. compiler._code], [.. compiler._sets], groups * 2);
    }

    private int Emit(Op op, int a = 0, int b = 0, int c = 0)
    {
        _code.Add(new Instruction(op, a, b, c));
        return _code.Count - 1;
    }

    private bool Node(PatternNode node)
    {
        // What fits forward may be some times larger reversed.
        if (_code.Count > (_form == ProgramForm.Reversed ? 8 * MaxInstructions : MaxInstructions))
            return false;
        switch (node)
        {
            case PatternNode.Class set:
                Class(set.Set);
                return true;
            case PatternNode.Sequence sequence:
                return (_form == ProgramForm.Reversed ? sequence.Parts.Reverse() : sequence.Parts).All(Node);
            case PatternNode.Choice choice:
                return Choice(choice.Options);
            case PatternNode.Repeat repeat:
                return Repeat(repeat);
            case PatternNode.Group group:
                if (_form == ProgramForm.Reversed)
                    return Node(group.Item);
                Emit(Op.Save, group.Number * 2);
                if (!Node(group.Item))
                    return false;
                Emit(Op.Save, (group.Number * 2) + 1);
                return true;
            case PatternNode.Place place:
                Emit(Op.Assert, (int)(_form == ProgramForm.Reversed ? Mirrored(place.Assertion) : place.Assertion));
                return true;
            default:
                return false;
        }
    }

    private static Assertion Mirrored(Assertion assertion) => assertion switch
    {
        Assertion.TextStart => Assertion.TextEnd,
        Assertion.TextEnd => Assertion.TextStart,
        Assertion.LineStart => Assertion.LineEnd,
        Assertion.LineEnd => Assertion.LineStart,
        _ => assertion,
    };

    private void Class(CodePointSet set)
    {
        if (set.IsAscii)
        {
            Emit(Op.Set, Set(set.Ranges.Select(range => ((byte)range.Low, (byte)range.High))));
            return;
        }

        var ends = new List<int>();
        Class(Utf8Tree.Of(set, _form == ProgramForm.Reversed), [], ends);
        if (ends.Count > 0 && ends[^1] == _code.Count - 1)
        {
            _code.RemoveAt(ends[^1]);
            ends.RemoveAt(ends.Count - 1);
        }

        foreach (var end in ends)
            _code[end] = new Instruction(Op.Jump, _code.Count);
    }

    // A node is written out where it is first wanted, and jumped to from elsewhere. Its code always ends in a jump.
    private void Class(Utf8Tree node, Dictionary<Utf8Tree, int> written, List<int> ends)
    {
        if (node.Edges.Count == 0)
            Emit(Op.Set, Set([]));
        written.Add(node, _code.Count);
        for (var i = 0; i < node.Edges.Count; i++)
        {
            var (bytes, rest) = node.Edges[i];
            var split = i < node.Edges.Count - 1 ? Emit(Op.Split) : -1;
            Emit(Op.Set, Set(bytes));
            if (rest is null)
                ends.Add(Emit(Op.Jump));
            else if (written.TryGetValue(rest, out var place))
                Emit(Op.Jump, place);
            else
                Class(rest, written, ends);
            if (split >= 0)
                _code[split] = new Instruction(Op.Split, split + 1, _code.Count);
        }
    }

    private int Set(IEnumerable<(byte Low, byte High)> ranges)
    {
        var set = new ByteSet();
        foreach (var (low, high) in ranges)
        {
            for (int b = low; b <= high; b++)
                set.Add((byte)b);
        }

        for (var i = 0; i < _sets.Count; i++)
        {
            if (_sets[i].IsSame(set))
                return i;
        }

        _sets.Add(set);
        return _sets.Count - 1;
    }

    private bool Choice(IReadOnlyList<PatternNode> options)
    {
        var jumps = new List<int>();
        for (var i = 0; i < options.Count; i++)
        {
            var split = i < options.Count - 1 ? Emit(Op.Split) : -1;
            if (!Node(options[i]))
                return false;
            if (split < 0)
                break;
            jumps.Add(Emit(Op.Jump));
            _code[split] = new Instruction(Op.Split, split + 1, _code.Count);
        }

        foreach (var jump in jumps)
            _code[jump] = new Instruction(Op.Jump, _code.Count);
        return true;
    }

    private bool Repeat(PatternNode.Repeat repeat)
    {
        // Only with an upper bound: a run without end, tried anew from each of its places, would cost its length squared.
        if (_form == ProgramForm.Compact && repeat is { Max: > 1, Item: PatternNode.Class { Set: { IsAscii: true } set } })
        {
            var index = Set(set.Ranges.Select(range => ((byte)range.Low, (byte)range.High)));
            Emit(repeat.IsLazy ? Op.RepeatLazy : Op.RepeatGreedy, index, repeat.Min, repeat.Max);
            return true;
        }

        var copies = repeat.Max < 0 ? repeat.Min - 1 : repeat.Min;
        for (var i = 0; i < copies; i++)
        {
            if (!Node(repeat.Item))
                return false;
        }

        if (repeat.Max < 0)
            return repeat.Min > 0 ? Plus(repeat) : Star(repeat);

        var splits = new List<int>();
        for (var i = repeat.Min; i < repeat.Max; i++)
        {
            splits.Add(Emit(Op.Split));
            if (!Node(repeat.Item))
                return false;
        }

        foreach (var split in splits)
            _code[split] = repeat.IsLazy ? new Instruction(Op.Split, _code.Count, split + 1) : new Instruction(Op.Split, split + 1, _code.Count);
        return true;
    }

    // L: body; split L, out. A body that took nothing comes back to a place already visited, and so goes on to out.
    private bool Plus(PatternNode.Repeat repeat)
    {
        var body = _code.Count;
        if (!Node(repeat.Item))
            return false;
        var split = Emit(Op.Split);
        _code[split] = repeat.IsLazy ? new Instruction(Op.Split, split + 1, body) : new Instruction(Op.Split, body, split + 1);
        return true;
    }

    // L: split body, out; body; jump L. A body that may take nothing is (body+)? instead, as RE2 does it: so (|a)* prefers nothing.
    private bool Star(PatternNode.Repeat repeat)
    {
        var split = Emit(Op.Split);
        if (repeat.Item.MinLength == 0)
        {
            if (!Plus(repeat))
                return false;
        }
        else
        {
            if (!Node(repeat.Item))
                return false;
            Emit(Op.Jump, split);
        }

        _code[split] = repeat.IsLazy ? new Instruction(Op.Split, _code.Count, split + 1) : new Instruction(Op.Split, split + 1, _code.Count);
        return true;
    }
}
