using Gatehouse.Dossier.Evidence;

namespace Gatehouse.Dossier.Tests;

public sealed class MerkleTreeTests
{
    // The reference data of certificate-transparency's own tests for RFC 6962: eight leaves, and the root over each first n.
    private static readonly string[] Data =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Roots_are_those_of_the_reference()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Hex(MerkleTree.Root([])));
        for (var size = 1; size <= Data.Length; size++)
            Assert.Equal(Roots[size - 1], Hex(MerkleTree.Root(Leaves(size))));
    }

    [Fact]
    public void Every_leaf_of_every_tree_is_proven_and_at_no_other_place()
    {
        for (var size = 1; size <= 20; size++)
        {
            var leaves = Numbered(size);
            var root = MerkleTree.Root(leaves);
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.InclusionProof(leaves, index);
                Assert.True(MerkleTree.VerifyInclusion(leaves[index], index, size, root, proof));
                for (var elsewhere = 0; elsewhere < size; elsewhere++)
                    Assert.Equal(elsewhere == index, MerkleTree.VerifyInclusion(leaves[index], elsewhere, size, root, proof));
                Assert.False(MerkleTree.VerifyInclusion(leaves[index], index, size, MerkleTree.LeafHash([9]), proof));
                Assert.False(MerkleTree.VerifyInclusion(leaves[index], index, size, root, proof.Add(root)));
                if (proof.Length > 0)
                    Assert.False(MerkleTree.VerifyInclusion(leaves[index], index, size, root, proof.RemoveAt(0)));
            }
        }
    }

    [Fact]
    public void Growth_is_proven_and_a_rewritten_past_is_not()
    {
        for (var later = 1; later <= 20; later++)
        {
            var leaves = Numbered(later);
            var root = MerkleTree.Root(leaves);
            for (var earlier = 0; earlier <= later; earlier++)
            {
                var before = MerkleTree.Root(leaves.AsSpan(0, earlier));
                var proof = MerkleTree.ConsistencyProof(leaves, earlier);
                Assert.True(MerkleTree.VerifyConsistency(earlier, before, later, root, proof));
                if (earlier > 0)
                {
                    var rewritten = leaves[..earlier];
                    rewritten[0] = MerkleTree.LeafHash([200]);
                    Assert.False(MerkleTree.VerifyConsistency(earlier, MerkleTree.Root(rewritten), later, root, proof));
                    Assert.False(MerkleTree.VerifyConsistency(earlier, before, later, MerkleTree.LeafHash([9]), proof));
                }

                Assert.False(MerkleTree.VerifyConsistency(earlier, before, later, root, proof.Add(root)));
            }
        }
    }

    [Fact]
    public void Nonsense_is_no_proof()
    {
        var leaves = Numbered(4);
        var root = MerkleTree.Root(leaves);
        Assert.False(MerkleTree.VerifyInclusion(leaves[0], -1, 4, root, []));
        Assert.False(MerkleTree.VerifyInclusion(leaves[0], 4, 4, root, []));
        Assert.False(MerkleTree.VerifyInclusion(leaves[0], 0, 4, root, [[1], [2]]));
        Assert.False(MerkleTree.VerifyConsistency(5, root, 4, root, []));
        Assert.False(MerkleTree.VerifyConsistency(3, root, 4, root, []));
    }

    private static byte[][] Leaves(int count) => [.. Data.Take(count).Select(hex => MerkleTree.LeafHash(Convert.FromHexString(hex)))];

    private static byte[][] Numbered(int count) => [.. Enumerable.Range(0, count).Select(i => MerkleTree.LeafHash([(byte)i]))];

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
