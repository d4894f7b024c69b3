using System.Runtime.InteropServices;

namespace Gatehouse.Git.History;

/// <summary>Names of one thread, each kept once, by numbers.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<ulong, int> _byHash = [];
    private readonly List<(int Start, int Length, int Next)> _names = [];
    private byte[] _bytes = new byte[1 << 14];
    private int _used;

    public int Number(ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        ref var head = ref CollectionsMarshal.GetValueRefOrAddDefault(_byHash, ((ulong)(uint)hash.ToHashCode() << 32) | (uint)name.Length, out var isKnown);
        for (var at = isKnown ? head : -1; at >= 0; at = _names[at].Next)
        {
            if (name.SequenceEqual(Name(at)))
                return at;
        }

        if (_bytes.Length - _used < name.Length)
            Array.Resize(ref _bytes, Math.Max(_used + name.Length, 2 * _bytes.Length));
        name.CopyTo(_bytes.AsSpan(_used));
        _names.Add((_used, name.Length, isKnown ? head : -1));
        _used += name.Length;
        head = _names.Count - 1;
        return head;
    }

    public ReadOnlySpan<byte> Name(int number) => _bytes.AsSpan(_names[number].Start, _names[number].Length);
}
