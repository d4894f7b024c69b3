using System.Security.Cryptography;
using System.Text;
using Gatehouse.Git.Sweeping;

namespace Gatehouse.Git.Tests;

/// <summary>A sweep sees what the real git holds: each object once, byte for byte, whatever it is stored as.</summary>
public class SweepTests
{
    [Theory]
    [InlineData("loose")]
    [InlineData("packed")]
    [InlineData("deltas by id")]
    [InlineData("two packs, one object in both")]
    [InlineData("packed and loose")]
    [InlineData("multi-pack-index")]
    public void Every_object_is_seen_once_as_git_has_it(string stored)
    {
        using var test = Versions(40);
        switch (stored)
        {
            case "packed":
                test.Git("gc", "-q", "--aggressive", "--prune=now");
                break;
            case "deltas by id":
                test.Git("-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f");
                break;
            case "two packs, one object in both":
                test.Git("repack", "-q", "-a", "-d");
                test.GitWithInput(test.Git("rev-parse", "HEAD:long.txt") + "\n" + test.Git("rev-parse", "HEAD~3:long.txt") + "\n", "pack-objects", "-q", test.Path(".git/objects/pack/pack"));
                break;
            case "packed and loose":
                test.Git("repack", "-q", "-a", "-d");
                test.Write("late", "late");
                test.Commit("late");
                break;
            case "multi-pack-index":
                test.Git("repack", "-q", "-d");
                test.Write("late", "late");
                test.Commit("late");
                test.Git("repack", "-q", "-d");
                test.Git("multi-pack-index", "write");
                break;
        }

        using var repository = test.Open();
        foreach (var kind in new[] { ObjectKind.Blob, ObjectKind.Tree, ObjectKind.Commit })
            Assert.Equal(OfGit(test, kind), Sweep(repository, kind).Seen);
    }

    [Fact]
    public void What_a_delta_copied_is_the_same_in_its_base()
    {
        using var test = Versions(60);
        test.Git("gc", "-q", "--aggressive", "--prune=now");
        using var repository = test.Open();
        var derived = Sweep(repository, ObjectKind.Blob).Derived;
        Assert.True(derived > 30, $"{derived} of 60 versions are stored as deltas");
    }

    [Fact]
    public void Borrowed_objects_are_told_as_borrowed()
    {
        using var test = Versions(3);
        test.Git("clone", "-q", "--shared", ".", test.Beside("shared"));
        File.WriteAllText(Path.Combine(test.Beside("shared"), "own"), "own");
        test.Git("-C", test.Beside("shared"), "add", "own");
        using var repository = test.Open(test.Beside("shared"));
        var own = TestRepository.Id(test.Git("-C", test.Beside("shared"), "rev-parse", ":own"));
        var found = Sweep(repository, ObjectKind.Blob);
        Assert.Equal([own], found.Own);
        Assert.Contains(TestRepository.Id(test.Git("rev-parse", "HEAD:long.txt")), found.Seen.Keys);
    }

    [Fact]
    public void What_hangs_below_a_damaged_object_is_told_and_the_rest_is_seen()
    {
        using var test = Versions(30);
        test.Write("alone", "alone and whole");
        test.Commit("alone");
        test.Git("gc", "-q", "--aggressive", "--prune=now");
        var index = Directory.GetFiles(test.Path(".git/objects/pack"), "*.idx")[0];
        // The blob with the longest chain below it is stored whole: its bytes are spoilt after its head.
        var line = test.Git("verify-pack", "-v", index).Split('\n').First(line => line.Contains(" blob ", StringComparison.Ordinal) && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: 5 } words && int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture) > 5000);
        var offset = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4], System.Globalization.CultureInfo.InvariantCulture);
        var pack = Path.ChangeExtension(index, ".pack");
        File.SetAttributes(pack, FileAttributes.Normal);
        var bytes = File.ReadAllBytes(pack);
        bytes.AsSpan((int)offset + 40, 200).Fill(0xA5);
        File.WriteAllBytes(pack, bytes);

        using var repository = test.Open();
        var found = Sweep(repository, ObjectKind.Blob);
        Assert.Contains(TestRepository.Id(test.Git("rev-parse", "HEAD:alone")), found.Seen.Keys);
        Assert.True(found.Unread.Count > 20, $"{found.Unread.Count} told");
        Assert.All(found.Unread.Values, problem => Assert.Equal(GitProblemKind.Corrupt, problem.Kind));
        Assert.Empty(found.Unread.Keys.Intersect(found.Seen.Keys));
    }

    [Fact]
    public void Deltas_of_each_other_are_told_and_end()
    {
        using var test = new TestRepository();
        var (first, second) = (HostilePack.IdOf("one"), HostilePack.IdOf("two"));
        HostilePack.Write(test.Path(".git/objects/pack"), (first, HostilePack.DeltaOf(second)), (second, HostilePack.DeltaOf(first)));
        using var repository = test.Open();
        var found = Sweep(repository, ObjectKind.Blob);
        Assert.Empty(found.Seen);
        Assert.Equal(new[] { first, second }.Order(), found.Unread.Keys.Order());
    }

    [Fact]
    public void A_delta_whose_base_is_not_there_is_told()
    {
        using var test = new TestRepository();
        var lost = HostilePack.IdOf("one");
        HostilePack.Write(test.Path(".git/objects/pack"), (lost, HostilePack.DeltaOf(HostilePack.IdOf("nowhere"))));
        using var repository = test.Open();
        Assert.Equal([lost], Sweep(repository, ObjectKind.Blob).Unread.Keys);
    }

    [Theory]
    [InlineData(".pack", 0.5)]
    [InlineData(".pack", 0.01)]
    [InlineData(".idx", 0.5)]
    public void A_pack_or_index_cut_short_is_told(string extension, double part)
    {
        using var test = Versions(10);
        test.Git("gc", "-q", "--prune=now");
        var path = Directory.GetFiles(test.Path(".git/objects/pack"), "*" + extension)[0];
        File.SetAttributes(path, FileAttributes.Normal);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(int)(bytes.Length * part)]);
        using var repository = test.Open();
        var sweep = ObjectSweep.Of(repository, 2, default);
        var found = Sweep(repository, ObjectKind.Blob);
        Assert.True(sweep.Problems.Count > 0 || found.Unread.Count > 0);
    }

    [Fact]
    public void An_object_over_the_limit_is_told_and_so_are_those_below_it()
    {
        using var test = Versions(10);
        test.Git("gc", "-q", "--aggressive", "--prune=now");
        using var repository = test.Open();
        var found = Sweep(repository, ObjectKind.Blob, limit: 1000);
        Assert.DoesNotContain(found.Seen.Keys, found.Unread.ContainsKey);
        Assert.NotEmpty(found.Unread);
        Assert.All(found.Unread.Values, problem => Assert.Equal(GitProblemKind.TooLarge, problem.Kind));
    }

    // One file that changes a little from commit to commit, and one that moves.
    private static TestRepository Versions(int count)
    {
        var test = new TestRepository();
        var random = new Random(11);
        var lines = Enumerable.Range(0, 300).Select(i => $"line {i} {random.Next()}").ToList();
        for (var i = 0; i < count; i++)
        {
            lines[random.Next(lines.Count)] = $"changed {i}";
            if (i % 3 == 0)
                lines.RemoveAt(random.Next(lines.Count));
            test.Write("long.txt", string.Join('\n', lines));
            test.Write($"dir/{i % 5}/file", $"{i}");
            test.Commit($"c{i}");
        }

        return test;
    }

    private static SortedDictionary<ObjectId, string> OfGit(TestRepository test, ObjectKind kind)
    {
        var found = new SortedDictionary<ObjectId, string>();
        var word = kind.ToString().ToLowerInvariant();
        foreach (var line in test.Git("cat-file", "--batch-all-objects", "--batch-check").Split('\n'))
        {
            var words = line.Split(' ');
            if (words[1] == word)
                found[TestRepository.Id(words[0])] = Convert.ToHexString(SHA256.HashData(test.GitBytes("cat-file", word, words[0])));
        }

        return found;
    }

    private static Found Sweep(GitRepository repository, ObjectKind kind, long limit = 1 << 30)
    {
        var found = new Found();
        ObjectSweep.Of(repository, 2, default).Run(kind, () => new Worker(found), 2, limit, default);
        return found;
    }

    private sealed class Found
    {
        public SortedDictionary<ObjectId, string> Seen { get; } = [];

        public Dictionary<ObjectId, GitProblem> Unread { get; } = [];

        public List<ObjectId> Own { get; } = [];

        public int Derived { get; set; }
    }

    private sealed class Worker(Found found) : SweepWorker
    {
        public override bool Wants(in SweptName name) => true;

        public override object? Visit(in SweptObject value)
        {
            var bytes = value.Bytes.ToArray();
            foreach (var copy in value.Copies)
                Assert.Equal(((byte[])value.BaseState!).AsSpan(copy.From, copy.Length), bytes.AsSpan(copy.To, copy.Length));
            lock (found)
            {
                found.Seen.Add(value.Name.Id, Convert.ToHexString(SHA256.HashData(bytes))); // Twice would throw.
                found.Derived += value.Copies.Length > 0 ? 1 : 0;
                if (!value.Name.IsBorrowed)
                    found.Own.Add(value.Name.Id);
            }

            return bytes;
        }

        public override void Unread(in SweptName name, GitProblem problem)
        {
            lock (found)
                found.Unread.Add(name.Id, problem);
        }
    }
}

/// <summary>Packs that no git would write.</summary>
internal static class HostilePack
{
    public static ObjectId IdOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>An entry that is a delta of an object named by its id: it copies nothing and adds a letter.</summary>
    public static byte[] DeltaOf(ObjectId id)
    {
        byte[] delta = [1, 1, 1, (byte)'x'];
        var raw = new byte[ObjectId.RawLength];
        id.CopyTo(raw);
        using var deflated = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(deflated, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(delta);
        return [(byte)((7 << 4) | delta.Length), .. raw, .. deflated.ToArray()];
    }

    public static void Write(string folder, params (ObjectId Id, byte[] Entry)[] entries)
    {
        Directory.CreateDirectory(folder);
        byte[] head = [.. "PACK"u8, 0, 0, 0, 2, 0, 0, 0, (byte)entries.Length];
        var offsets = new Dictionary<ObjectId, int>();
        List<byte> pack = [.. head];
        foreach (var (id, entry) in entries)
        {
            offsets[id] = pack.Count;
            pack.AddRange(entry);
        }

        pack.AddRange(new byte[ObjectId.RawLength]); // Where git has a checksum, which nobody checks here.
        var sorted = entries.Select(entry => entry.Id).Order().ToList();
        List<byte> index = [0xFF, (byte)'t', (byte)'O', (byte)'c', 0, 0, 0, 2];
        for (var first = 0; first < 256; first++)
            index.AddRange([0, 0, 0, (byte)sorted.Count(id => Convert.FromHexString(id.ToString())[0] <= first)]);
        foreach (var id in sorted)
            index.AddRange(Convert.FromHexString(id.ToString()));
        index.AddRange(new byte[4 * sorted.Count]);
        foreach (var id in sorted)
            index.AddRange([0, 0, (byte)(offsets[id] >> 8), (byte)offsets[id]]);
        index.AddRange(new byte[40]);
        File.WriteAllBytes(Path.Combine(folder, "pack-hostile.pack"), [.. pack]);
        File.WriteAllBytes(Path.Combine(folder, "pack-hostile.idx"), [.. index]);
    }
}
