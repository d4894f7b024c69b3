using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gatehouse.Patterns;

/// <summary>Confirms places where a word may begin: words by a hash of their first three bytes, compared eight bytes at a time.</summary>
internal sealed unsafe class LiteralCandidates
{
    private const int HashBits = 12;

    // Letters of both cases, and some other bytes, fall together: the comparison tells them apart.
    private const uint Fold = 0x202020;

    private readonly ushort[] _heads = new ushort[(1 << HashBits) + 1];
    private readonly Word[] _words;

    public LiteralCandidates(Literal[] literals)
    {
        _words = [.. literals.Select((literal, id) => new Word(literal, id)).OrderBy(word => word.Hash)];
        foreach (var word in _words)
            _heads[word.Hash + 1]++;
        for (var i = 1; i < _heads.Length; i++)
            _heads[i] += _heads[i - 1];
    }

    /// <summary>Reports the words that begin at <paramref name="at"/>.</summary>
    public void Confirm<TSink>(byte* text, int length, int at, ref TSink sink)
        where TSink : struct, ILiteralSink, allows ref struct
    {
        var rest = length - at;
        if (rest < 3)
            return;
        var start = rest >= 8 ? Unsafe.ReadUnaligned<ulong>(text + at) : Short(text + at, rest);
        if (!BitConverter.IsLittleEndian)
            start = BinaryPrimitives.ReverseEndianness(start);
        ref var head = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_heads), HashOf((uint)start));
        for (var i = head; i < Unsafe.Add(ref head, 1); i++)
        {
            ref readonly var word = ref _words[i];
            if (((start | word.Fold) & word.Mask) == word.Start && rest >= word.Length && (word.Length <= 8 || word.EndsIn(text + at)))
                sink.Hit(word.Id, at + word.Length);
        }
    }

    private static ulong Short(byte* text, int rest)
    {
        ulong start = 0;
        for (var i = 0; i < rest; i++)
            ((byte*)&start)[i] = text[i];
        return start;
    }

    private static int HashOf(uint start) => (int)((((start | Fold) << 8) * 0x9E3779B1) >> (32 - HashBits));

    private readonly struct Word
    {
        // Of the first eight bytes: the bits of letters' case where it is ignored; the bytes there are; their values.
        public readonly ulong Fold;
        public readonly ulong Mask;
        public readonly ulong Start;
        public readonly int Length;
        public readonly int Id;
        public readonly int Hash;
        private readonly byte[] _bytes;
        private readonly bool _ignoreCase;

        public Word(in Literal literal, int id)
        {
            (Id, Length, _bytes, _ignoreCase) = (id, literal.Bytes.Length, literal.Bytes.ToArray(), literal.IgnoreCase);
            for (var i = Math.Min(8, Length) - 1; i >= 0; i--)
            {
                var fold = _ignoreCase && char.IsAsciiLetter((char)_bytes[i]) ? 0x20UL : 0;
                Fold = (Fold << 8) | fold;
                Mask = (Mask << 8) | 0xFF;
                Start = (Start << 8) | _bytes[i] | fold;
            }

            Hash = HashOf((uint)Start);
        }

        public bool EndsIn(byte* text)
        {
            var bytes = new ReadOnlySpan<byte>(text + 8, Length - 8);
            var wanted = _bytes.AsSpan(8);
            return _ignoreCase ? EqualsFolded(bytes, wanted) : bytes.SequenceEqual(wanted);
        }

        private static bool EqualsFolded(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> wanted)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] != wanted[i] && !(char.IsAsciiLetter((char)wanted[i]) && (bytes[i] | 0x20) == (wanted[i] | 0x20)))
                    return false;
            }

            return true;
        }
    }
}
