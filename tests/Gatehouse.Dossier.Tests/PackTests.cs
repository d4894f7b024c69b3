using System.Formats.Tar;
using System.IO.Compression;
using Gatehouse.Dossier.Packing;
using Gatehouse.Dossier.Store;
using Gatehouse.Model;

namespace Gatehouse.Dossier.Tests;

public sealed class PackTests : Sample
{
    private string Archive => Path.Combine(Root, "facts.tar.gz");

    private FactStore Receiver => new(DossierFolder.In(Path.Combine(Root, "receiver")));

    [Fact]
    public void A_subjects_facts_reports_and_verdicts_arrive_as_they_were()
    {
        var report = FactStore.Digest("original"u8);
        Assert.Null(Store.TryAddReport("redacted"u8, report));
        var signed = Add(Scan() with { ReportDigest = report }, Key);
        var verdict = Store.AddVerdict(Verdict(Stage.Code, Outcome.Pass), new Producer("gatehouse"), Key).Fact!;
        Add(Scan(subject: Other));
        var packed = Pack.Write(Store, Commit, TrustContext.Local, Archive);
        Assert.Equal((3, true), (packed.Files, packed.Succeeded));

        var unpacked = Unpack.Read(Archive, Receiver);
        Assert.Empty(unpacked.Problems);
        Assert.Equal((3, 0), (unpacked.Files, unpacked.AlreadyThere));
        var loaded = Receiver.Load(new TrustContext { IsCi = true, PolicyKeys = [Key.PublicKey] });
        Assert.Equal(new[] { signed.Id, verdict.Id }.Order(StringComparer.Ordinal), loaded.Facts.Select(fact => fact.Id));
        Assert.All(loaded.Facts, fact => Assert.Equal(Trust.PolicyKey, fact.Trust));
        Assert.Equal("redacted", System.IO.File.ReadAllText(Path.Combine(Receiver.Folder.Reports, report)));
        Assert.Equal("*\n", System.IO.File.ReadAllText(Path.Combine(Receiver.Folder.Root, ".gitignore")));

        Assert.Equal(3, Unpack.Read(Archive, Receiver).AlreadyThere);
    }

    [Fact]
    public void The_same_facts_give_the_same_bytes()
    {
        Add(Scan("b"));
        Add(Scan("a"));
        Pack.Write(Store, null, TrustContext.Local, Archive);
        var first = System.IO.File.ReadAllBytes(Archive);
        foreach (var file in Directory.GetFiles(Store.Folder.Facts))
            System.IO.File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Pack.Write(Store, null, TrustContext.Local, Archive);
        Assert.Equal(first, System.IO.File.ReadAllBytes(Archive));
    }

    [Fact]
    public void Other_tools_can_read_a_pack()
    {
        var stored = Add(Scan());
        Pack.Write(Store, null, TrustContext.Local, Archive);
        using var tar = new TarReader(new GZipStream(System.IO.File.OpenRead(Archive), CompressionMode.Decompress));
        Assert.Equal("manifest.json", tar.GetNextEntry()!.Name);
        Assert.Equal("facts/" + stored.Id + ".json", tar.GetNextEntry()!.Name);
        Assert.Null(tar.GetNextEntry());
    }

    [Fact]
    public void A_tampered_fact_stays_behind()
    {
        var stored = Add(Scan());
        System.IO.File.AppendAllText(FileOf(stored), " ");
        var packed = Pack.Write(Store, null, TrustContext.Local, Archive);
        Assert.Equal(0, packed.Files);
        Assert.Contains(stored.Id, Assert.Single(packed.LeftBehind));
    }

    [Fact]
    public void A_committed_fact_is_not_washed_clean_by_a_pack()
    {
        var stored = Add(Scan());
        var packed = Pack.Write(Store, null, TrustContext.Local with { IsTracked = _ => true }, Archive);
        Assert.Equal(0, packed.Files);
        Assert.Contains(stored.Id, Assert.Single(packed.LeftBehind));
    }

    [Theory]
    [InlineData("../climb.json", "climbs")]
    [InlineData("facts/../../climb.json", "climbs")]
    [InlineData("/etc/climb", "absolute")]
    [InlineData("C:\\climb", "absolute")]
    [InlineData("facts//climb.json", "climbs")]
    [InlineData("log", "facts and reports only")]
    [InlineData(".gitignore", "facts and reports only")]
    [InlineData("facts/short.json", "facts and reports only")]
    public void A_path_that_is_no_facts_is_refused_and_nothing_written(string name, string says) =>
        Refuses(says, Manifest((name, "x")), File(name, "x"));

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "link")]
    [InlineData(TarEntryType.HardLink, "link")]
    [InlineData(TarEntryType.CharacterDevice, "device")]
    [InlineData(TarEntryType.Fifo, "pipe")]
    [InlineData(TarEntryType.Directory, "neither a file")]
    public void Whatever_is_no_file_is_refused_and_nothing_written(TarEntryType type, string says)
    {
        var entry = new UstarTarEntry(type, "facts/" + new string('a', 64) + ".json");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            entry.LinkName = "/etc/passwd";
        Refuses(says, Good(), entry);
    }

    [Fact]
    public void An_extended_header_is_refused() =>
        Refuses("neither a file", Good(), new PaxTarEntry(TarEntryType.RegularFile, "facts/" + new string('a', 64) + ".json"));

    [Fact]
    public void Bytes_that_do_not_fit_the_name_or_the_manifest_are_refused()
    {
        var name = "facts/" + new string('a', 64) + ".json";
        Refuses("digest", Manifest((name, "x")), File(name, "x"));
        var real = "facts/" + FactStore.Digest("x"u8) + ".json";
        Refuses("digest", Manifest((real, "y")), File(real, "x"));
        Refuses("not in the manifest", Manifest(), File(real, "x"));
        Refuses("not in the archive", Manifest((real, "x")));
        Refuses("twice", Manifest((real, "x")), File(real, "x"), File(real, "x"));
        Refuses("manifest.json", File(real, "x"));
        Refuses("no manifest", File("manifest.json", "{\"schema\":\"gatehouse/pack/1\",\"files\":{\"a\":1}}"));
        Refuses("no manifest", File("manifest.json", "["));
    }

    [Fact]
    public void One_bad_file_keeps_the_good_ones_out_too()
    {
        var real = "facts/" + FactStore.Digest("x"u8) + ".json";
        Refuses("not in the manifest", Manifest((real, "x")), File(real, "x"), File("reports/" + new string('a', 64), "y"));
    }

    [Fact]
    public void A_bomb_is_stopped_by_each_bound()
    {
        var limits = new PackLimits { MaxFiles = 3, MaxFileBytes = 10_000, MaxTotalBytes = 15_000 };
        string one = new('a', 9_000), two = new('b', 9_000), large = new('c', 10_001);
        Refuses("at most 10000", limits, Manifest((Name(large), large)), File(Name(large), large));
        Refuses("more than 15000", limits, Manifest((Name(one), one), (Name(two), two)), File(Name(one), one), File(Name(two), two));
        Refuses("more than 3 files", limits, Manifest((Name("1"), "1"), (Name("2"), "2"), (Name("3"), "3")), File(Name("1"), "1"), File(Name("2"), "2"), File(Name("3"), "3"));

        static string Name(string text) => "reports/" + FactStore.Digest(System.Text.Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public void A_size_that_no_bytes_follow_allocates_nothing_of_its_kind()
    {
        Write(Good());
        var tar = Unzip();
        // The second header claims 60 MiB; the checksum is made to fit.
        var header = tar.AsSpan(0, 512).ToArray();
        System.Text.Encoding.ASCII.GetBytes("00360000000\0").CopyTo(header, 124);
        System.Text.Encoding.ASCII.GetBytes("        ").CopyTo(header, 148);
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        Zip(header);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("cut short", Assert.Single(Unpack.Read(Archive, Receiver).Problems));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 << 20);
    }

    [Fact]
    public void A_pack_cut_short_or_damaged_anywhere_is_refused_and_never_throws()
    {
        Add(Scan());
        Pack.Write(Store, null, TrustContext.Local, Archive);
        var good = System.IO.File.ReadAllBytes(Archive);
        for (var length = 0; length < good.Length - 8; length += 11)
        {
            System.IO.File.WriteAllBytes(Archive, good[..length]);
            // The last bytes are tar's padding: without them every file is whole.
            var result = Unpack.Read(Archive, Receiver);
            Assert.True(!result.Succeeded || length > good.Length - 32, $"cut at {length} of {good.Length}");
        }

        for (var place = 0; place < good.Length; place++)
        {
            var bad = good.ToArray();
            bad[place] ^= 0x10;
            System.IO.File.WriteAllBytes(Archive, bad);
            var result = Unpack.Read(Archive, Receiver);
            Assert.All(Receiver.Load(TrustContext.Local).Facts, fact => Assert.NotEqual(Trust.Tampered, fact.Trust));
            Assert.True(result.Succeeded || result.Problems[0].Length > 0);
        }
    }

    [Fact]
    public void A_file_that_is_there_with_other_bytes_is_never_overwritten()
    {
        var report = FactStore.Digest("original"u8);
        Store.TryAddReport("redacted here"u8, report);
        Add(Scan() with { ReportDigest = report });
        Pack.Write(Store, null, TrustContext.Local, Archive);
        Assert.Null(Receiver.TryAddReport("redacted there"u8, report));
        var result = Unpack.Read(Archive, Receiver);
        Assert.Contains("not overwritten", Assert.Single(result.Problems));
        Assert.Empty(Receiver.Load(TrustContext.Local).Facts);
        Assert.Equal("redacted there", System.IO.File.ReadAllText(Path.Combine(Receiver.Folder.Reports, report)));
    }

    [Fact]
    public void A_pack_that_is_not_there_is_named() => Assert.Equal(Archive + ": no such file", Assert.Single(Unpack.Read(Archive, Receiver).Problems));

    private void Refuses(string says, params TarEntry[] entries) => Refuses(says, PackLimits.Default, entries);

    private void Refuses(string says, PackLimits limits, params TarEntry[] entries)
    {
        Write(entries);
        var result = Unpack.Read(Archive, Receiver, limits);
        Assert.Contains(result.Problems, problem => problem.Contains(says));
        Assert.Equal(0, result.Files);
        Assert.False(Directory.Exists(Receiver.Folder.Root));
    }

    private void Write(params TarEntry[] entries)
    {
        using var gzip = new GZipStream(System.IO.File.Create(Archive), CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        foreach (var entry in entries)
            tar.WriteEntry(entry);
    }

    private byte[] Unzip()
    {
        using var gzip = new GZipStream(System.IO.File.OpenRead(Archive), CompressionMode.Decompress);
        using var all = new MemoryStream();
        gzip.CopyTo(all);
        return all.ToArray();
    }

    private void Zip(byte[] tar)
    {
        using var gzip = new GZipStream(System.IO.File.Create(Archive), CompressionLevel.Fastest);
        gzip.Write(tar);
    }

    private static TarEntry Good() => Manifest();

    private static TarEntry Manifest(params (string Name, string Text)[] files) => File(
        "manifest.json",
        System.Text.Encoding.UTF8.GetString(PackManifest.Write(files.ToDictionary(file => file.Name, file => FactStore.Digest(System.Text.Encoding.UTF8.GetBytes(file.Text))))));

    private static UstarTarEntry File(string name, string text) => new(TarEntryType.RegularFile, name)
    {
        DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)),
    };
}
