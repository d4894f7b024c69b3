using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;

namespace Gatehouse.Dossier.Evidence;

/// <summary>
/// The Merkle tree of RFC 6962 section 2.1 (SHA-256; a leaf is hashed with 0x00 before it, a node with 0x01), its proofs,
/// and their verification as RFC 9162 section 2.1 spells it out. Sizes and indices count leaves.
/// </summary>
public static class MerkleTree
{
    private const int HashSize = SHA256.HashSizeInBytes;

    /// <summary>The hash of a leaf's data.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> data) => SHA256.HashData([0, .. data]);

    /// <summary>The tree's root over leaf hashes; SHA-256 of nothing where there are none.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.IsEmpty)
            return SHA256.HashData([]);
        if (leaves.Length == 1)
            return leaves[0];
        var split = Split(leaves.Length);
        return Node(Root(leaves[..split]), Root(leaves[split..]));
    }

    /// <summary>The audit path that proves leaf <paramref name="index"/> to be in the tree, from the leaf upwards.</summary>
    public static ImmutableArray<byte[]> InclusionProof(ReadOnlySpan<byte[]> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        if (leaves.Length == 1)
            return [];
        var split = Split(leaves.Length);
        return index < split
            ? InclusionProof(leaves[..split], index).Add(Root(leaves[split..]))
            : InclusionProof(leaves[split..], index - split).Add(Root(leaves[..split]));
    }

    /// <summary>The proof that the tree of the first <paramref name="earlier"/> leaves was only appended to.</summary>
    public static ImmutableArray<byte[]> ConsistencyProof(ReadOnlySpan<byte[]> leaves, int earlier)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(earlier);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, leaves.Length);
        return earlier == 0 ? [] : SubProof(leaves, earlier, isWhole: true);
    }

    /// <summary>True where the proof shows the leaf at <paramref name="index"/> of a tree of <paramref name="size"/> leaves with that root.</summary>
    public static bool VerifyInclusion(ReadOnlySpan<byte> leafHash, long index, long size, ReadOnlySpan<byte> root, IReadOnlyList<byte[]> proof)
    {
        if (index < 0 || index >= size)
            return false;
        long node = index, last = size - 1;
        var hash = leafHash.ToArray();
        foreach (var sibling in proof)
        {
            if (last == 0 || sibling.Length != HashSize)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = Node(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                hash = Node(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>True where the proof shows that the later tree begins with the earlier one.</summary>
    public static bool VerifyConsistency(long earlier, ReadOnlySpan<byte> earlierRoot, long later, ReadOnlySpan<byte> laterRoot, IReadOnlyList<byte[]> proof)
    {
        if (earlier < 0 || earlier > later)
            return false;
        if (earlier == later)
            return proof.Count == 0 && earlierRoot.SequenceEqual(laterRoot);
        if (earlier == 0)
            return proof.Count == 0 && earlierRoot.SequenceEqual(SHA256.HashData([]));
        if (proof.Any(hash => hash.Length != HashSize))
            return false;

        // Where the earlier tree is a whole subtree its root stands for itself, and is left out of the proof.
        IEnumerable<byte[]> steps = BitOperations.IsPow2(earlier) ? proof.Prepend(earlierRoot.ToArray()) : proof;
        long node = earlier - 1, last = later - 1;
        while ((node & 1) == 1)
            (node, last) = (node >> 1, last >> 1);
        byte[]? first = null, second = null;
        foreach (var step in steps)
        {
            if (first is null || second is null)
            {
                first = second = step;
                continue;
            }

            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                first = Node(step, first);
                second = Node(step, second);
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                second = Node(second, step);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && first is not null && earlierRoot.SequenceEqual(first) && laterRoot.SequenceEqual(second);
    }

    private static ImmutableArray<byte[]> SubProof(ReadOnlySpan<byte[]> leaves, int earlier, bool isWhole)
    {
        if (earlier == leaves.Length)
            return isWhole ? [] : [Root(leaves)];
        var split = Split(leaves.Length);
        return earlier <= split
            ? SubProof(leaves[..split], earlier, isWhole).Add(Root(leaves[split..]))
            : SubProof(leaves[split..], earlier - split, isWhole: false).Add(Root(leaves[..split]));
    }

    // The largest power of two below the size.
    private static int Split(int size) => 1 << BitOperations.Log2((uint)(size - 1));

    private static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([1, .. left, .. right]);
}
