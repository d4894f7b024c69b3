namespace Gatehouse.Secrets;

/// <summary>
/// The new stretches of a text, one after the other in one buffer: a matcher runs several times faster over one text than
/// over as many bytes in small pieces.
/// </summary>
internal sealed class FreshText
{
    private readonly List<(int At, int From, int Length)> _stretches = [];
    private byte[] _buffer = new byte[1 << 12];
    private int _length;

    public ReadOnlySpan<byte> Text => _buffer.AsSpan(0, _length);

    public void Clear()
    {
        _stretches.Clear();
        _length = 0;
    }

    public void Add(ReadOnlySpan<byte> text, int from, int to)
    {
        var length = to - from;
        if (_buffer.Length - _length < length)
            Array.Resize(ref _buffer, Math.Max(_length + length, 2 * _buffer.Length));
        text[from..to].CopyTo(_buffer.AsSpan(_length));
        _stretches.Add((_length, from, length));
        _length += length;
    }

    /// <summary>Where a part of the buffer begins in the text; false where it is of two stretches, which the text does not hold so.</summary>
    public bool TryPlace(int start, int end, out int from)
    {
        var (low, high) = (0, _stretches.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (_stretches[middle].At <= start)
                low = middle;
            else
                high = middle - 1;
        }

        var stretch = _stretches[low];
        from = start - stretch.At + stretch.From;
        return end <= stretch.At + stretch.Length;
    }
}
