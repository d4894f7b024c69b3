using System.Text;

namespace Gatehouse.Git.Tests;

public class ObjectTests
{
    [Fact]
    public void Every_object_reads_as_git_reads_it_loose_and_packed_and_as_deltas()
    {
        using var test = new TestRepository();
        var random = new Random(7);
        var lines = Enumerable.Range(0, 400).Select(i => $"line {i} {random.Next()}").ToList();
        for (var i = 0; i < 12; i++)
        {
            lines[random.Next(lines.Count)] = $"changed {i}";
            lines.Insert(random.Next(lines.Count), $"new {i}");
            test.Write("deep/er/file.txt", string.Join('\n', lines));
            test.Write($"other/{i}", i == 0 ? "" : $"{i}");
            test.Commit($"c{i}");
        }

        test.Git("tag", "-m", "x", "v1");
        AssertAllObjectsEqual(test);
        test.Git("gc", "-q", "--aggressive", "--prune=now");
        Assert.Contains("chain length", test.Git("verify-pack", "-v", Directory.GetFiles(test.Path(".git/objects/pack"), "*.idx")[0]), StringComparison.Ordinal);
        AssertAllObjectsEqual(test);
        // Deltas whose base is named by its id.
        test.Git("-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f");
        AssertAllObjectsEqual(test);
    }

    [Fact]
    public void An_object_over_the_limit_is_refused_before_it_is_unpacked()
    {
        using var test = new TestRepository();
        test.Write("zeros", new string('0', 3_000_000));
        test.Commit("one");
        foreach (var isPacked in new[] { false, true })
        {
            if (isPacked)
                test.Git("gc", "-q");
            using var repository = test.Open();
            var id = TestRepository.Id(test.Git("rev-parse", "HEAD:zeros"));
            Assert.False(repository.TryRead(id, out _, out var problem, limit: 2_999_999));
            Assert.Equal(GitProblemKind.TooLarge, problem.Kind);
            Assert.True(repository.TryRead(id, out var blob, out _, limit: 3_000_000));
            Assert.Equal(3_000_000, blob.Bytes.Length);
            Assert.True(repository.TryReadSize(id, out var kind, out var size, out _));
            Assert.Equal((ObjectKind.Blob, 3_000_000L), (kind, size));
        }
    }

    [Fact]
    public void Objects_of_alternates_are_found_and_a_loop_of_them_ends()
    {
        using var test = new TestRepository();
        test.Write("f", "hello");
        test.Commit("one");
        test.Git("clone", "-q", "--shared", ".", test.Beside("shared"));
        using (var shared = test.Open(test.Beside("shared")))
        {
            Assert.True(shared.TryResolveCommit("HEAD", out var head, out var problem), problem?.Sentence);
            Assert.True(shared.TryReadContent(head, "f", out var content, out _, out problem), problem?.Sentence);
            Assert.Equal("hello", Encoding.UTF8.GetString(content));
        }

        File.WriteAllText(test.Path(".git/objects/info/alternates"), Path.Combine(test.Beside("shared"), ".git/objects") + "\n../objects\n");
        using var looped = test.Open(test.Beside("shared"));
        Assert.False(looped.TryRead(TestRepository.Id(new string('1', 40)), out _, out var missing));
        Assert.Equal(GitProblemKind.NotFound, missing.Kind);
    }

    [Fact]
    public void A_hostile_list_of_alternates_is_passed_over()
    {
        using var test = new TestRepository();
        File.CreateSymbolicLink(test.Beside("loop"), test.Beside("loop"));
        File.WriteAllText(test.Path(".git/objects/info/alternates"), $"{test.Beside("loop")}\n{new string('x', 4090)}\n/dev/zero\n\0\n\"\n../../../../..\n");
        test.Write("f", "hello");
        test.Commit("one");
        using var repository = test.Open();
        Assert.True(repository.TryResolveCommit("HEAD", out _, out var problem), problem?.Sentence);
        Assert.False(repository.TryRead(TestRepository.Id(new string('1', 40)), out _, out problem));
        Assert.NotEmpty(problem.Sentence);
    }

    [Fact]
    public void A_pack_made_after_opening_is_found()
    {
        using var test = new TestRepository();
        test.Write("f", "one");
        test.Commit("one");
        using var repository = test.Open();
        Assert.True(repository.TryResolveCommit("HEAD", out _, out _));
        Assert.True(repository.TryReadSize(TestRepository.Id(test.Git("rev-parse", "HEAD")), out _, out _, out _));
        test.Write("f", "two");
        test.Commit("two");
        test.Git("gc", "-q", "--prune=now");
        Assert.True(repository.TryRead(TestRepository.Id(test.Git("rev-parse", "HEAD")), out _, out var problem), problem?.Sentence);
    }

    [Fact]
    public void No_damage_to_a_pack_gets_past_the_reader_as_an_exception_or_a_wrong_size()
    {
        using var test = new TestRepository();
        for (var i = 0; i < 6; i++)
        {
            test.Write("f", string.Concat(Enumerable.Range(0, 200).Select(n => $"{n * (n == i ? 3 : 1)}\n")));
            test.Commit($"c{i}");
        }

        test.Git("gc", "-q", "--aggressive", "--prune=now");
        var ids = AllIds(test);
        var packFolder = test.Path(".git/objects/pack");
        var failures = 0;
        var random = new Random(11);
        foreach (var path in Directory.GetFiles(packFolder).Where(path => path.EndsWith(".pack", StringComparison.Ordinal) || path.EndsWith(".idx", StringComparison.Ordinal)))
        {
            var whole = File.ReadAllBytes(path);
            for (var round = 0; round < 60; round++)
            {
                var damaged = whole.ToArray();
                if (round < 20)
                    damaged = damaged[..random.Next(damaged.Length)];
                else
                    damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
                File.SetAttributes(path, FileAttributes.Normal);
                File.WriteAllBytes(path, damaged);
                using var repository = test.Open();
                using var reader = repository.CreateReader();
                foreach (var id in ids)
                {
                    if (!reader.TryRead(id, out _, out var bytes, out var problem))
                    {
                        failures++;
                        Assert.NotEmpty(problem.Sentence);
                    }
                    else if (reader.TryReadSize(id, out _, out var size, out _))
                    {
                        Assert.True(bytes.Length == size || round >= 20);
                    }
                }
            }

            File.WriteAllBytes(path, whole);
        }

        Assert.True(failures > 100, $"{failures} objects were refused");
    }

    [Fact]
    public void Many_threads_read_one_repository()
    {
        using var test = new TestRepository();
        var expected = new Dictionary<ObjectId, int>();
        for (var i = 0; i < 20; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 100 + i).Select(n => $"{n}\n"));
            test.Write("f", text);
            test.Commit($"c{i}");
            expected.Add(TestRepository.Id(test.Git("rev-parse", "HEAD:f")), text.Length);
        }

        test.Git("gc", "-q", "--aggressive", "--prune=now");
        using var repository = test.Open();
        Parallel.For(0, 2000, i =>
        {
            var (id, length) = expected.ElementAt(i % expected.Count);
            Assert.True(repository.TryRead(id, out var blob, out var problem), problem?.Sentence);
            Assert.Equal(length, blob.Bytes.Length);
        });
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("78", "")]
    [InlineData("", "00")]
    public void A_loose_object_that_is_no_zlib_stream_is_corrupt(string first, string last)
    {
        using var test = new TestRepository();
        test.Write("f", "hello");
        test.Commit("one");
        var hex = test.Git("rev-parse", "HEAD:f");
        var path = test.Path($".git/objects/{hex[..2]}/{hex[2..]}");
        File.SetAttributes(path, FileAttributes.Normal);
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, first.Length > 0 ? Convert.FromHexString(first) : last.Length > 0 ? whole[..^3] : []);
        using var repository = test.Open();
        Assert.False(repository.TryRead(TestRepository.Id(hex), out _, out var problem));
        Assert.Contains(hex, problem.Sentence, StringComparison.Ordinal);
    }

    private static List<ObjectId> AllIds(TestRepository test) =>
        test.Git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)").Split('\n').Select(TestRepository.Id).ToList();

    private static void AssertAllObjectsEqual(TestRepository test)
    {
        using var repository = test.Open();
        using var reader = repository.CreateReader();
        var all = test.GitBytes("cat-file", "--batch-all-objects", "--batch").AsSpan();
        var count = 0;
        while (!all.IsEmpty)
        {
            var end = all.IndexOf((byte)'\n');
            var head = Encoding.ASCII.GetString(all[..end]).Split(' ');
            var size = int.Parse(head[2]);
            var expected = all.Slice(end + 1, size);
            all = all[(end + 1 + size + 1)..];
            var id = TestRepository.Id(head[0]);
            Assert.True(reader.TryReadSize(id, out var sizedKind, out var sizeOnly, out var problem), problem?.Sentence);
            Assert.True(reader.TryRead(id, out var kind, out var bytes, out problem), problem?.Sentence);
            Assert.Equal(head[1], kind.ToString().ToLowerInvariant());
            Assert.Equal((kind, (long)size), (sizedKind, sizeOnly));
            Assert.True(bytes.SequenceEqual(expected), head[0]);
            count++;
        }

        Assert.True(count > 40);
    }
}
