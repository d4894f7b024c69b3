namespace Gatehouse.Git;

/// <summary>Steps through the entries of one tree's bytes, in their order.</summary>
public ref struct TreeCursor
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Begins before the first entry.</summary>
    public TreeCursor(ReadOnlySpan<byte> tree) => _rest = tree;

    /// <summary>The entry's name: bytes, UTF-8 by custom. Ask <see cref="GitPath.NameProblem"/> before it becomes a path.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The entry's mode.</summary>
    public EntryMode Mode { get; private set; }

    /// <summary>The entry's id.</summary>
    public ObjectId Id { get; private set; }

    /// <summary>True where the bytes are no tree from here on.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Bytes behind the current entry.</summary>
    internal readonly int Remaining => _rest.Length;

    /// <summary>Goes to the next entry.</summary>
    /// <returns>False at the end, and where the rest is malformed.</returns>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;
        uint mode = 0;
        var i = 0;
        for (; i < _rest.Length && i < 7 && _rest[i] is >= (byte)'0' and <= (byte)'7'; i++)
            mode = (mode << 3) | (uint)(_rest[i] - '0');
        var end = i > 0 && i < _rest.Length && _rest[i] == ' ' ? _rest[(i + 1)..].IndexOf((byte)0) : -1;
        if (end < 0 || _rest.Length - (i + 1 + end + 1) < ObjectId.RawLength)
        {
            IsMalformed = true;
            _rest = default;
            return false;
        }

        Name = _rest.Slice(i + 1, end);
        Mode = EntryModes.Canonical(mode);
        _rest = _rest[(i + 1 + end + 1)..];
        Id = new ObjectId(_rest);
        _rest = _rest[ObjectId.RawLength..];
        return true;
    }
}
