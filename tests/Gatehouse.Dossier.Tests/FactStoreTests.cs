using System.Runtime.Versioning;
using System.Text;
using Gatehouse.Attestation.Envelopes;
using Gatehouse.Attestation.Keys;
using Gatehouse.Attestation.Statements;
using Gatehouse.Dossier.Store;
using Gatehouse.Model;

namespace Gatehouse.Dossier.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class FactStoreTests : Sample
{
    private static readonly TrustContext Ci = new() { IsCi = true };

    [Fact]
    public void A_fact_is_named_by_its_bytes_and_comes_back()
    {
        var stored = Add(Scan());
        Assert.Equal(stored.Id, FactStore.Digest(File.ReadAllBytes(FileOf(stored))));
        var loaded = Store.Load(TrustContext.Local);
        var back = Assert.Single(loaded.Facts);
        Assert.Equal((stored.Id, Trust.LocalUnsigned, null), (back.Id, back.Trust, back.SignedBy));
        Assert.Equal("secrets", back.Fact.Producer.Name);
        Assert.Empty(loaded.Problems);
    }

    [Fact]
    public void The_folder_ignores_itself_in_git()
    {
        Add(Scan());
        Assert.Equal("*\n", File.ReadAllText(Path.Combine(Tree, ".gatehouse", ".gitignore")));
    }

    [Fact]
    public void The_same_unsigned_fact_twice_is_one_file()
    {
        Add(Scan());
        Add(Scan());
        Assert.Single(Store.Load(TrustContext.Local).Facts);
    }

    [Fact]
    public void A_dossier_that_never_was_is_empty_and_well()
    {
        var loaded = Store.Load(TrustContext.Local);
        Assert.True(loaded.IsComplete);
        Assert.Empty(loaded.Facts);
        Assert.Empty(loaded.Problems);
    }

    // Whom a gate believes: who signed, where the run is, and whether the file lies in the subject's own tree.
    [Theory]
    [InlineData("job", true, false, Trust.SameJob)]
    [InlineData("policy", true, false, Trust.PolicyKey)]
    [InlineData("policy", false, false, Trust.PolicyKey)]
    [InlineData("stranger", true, false, Trust.Stranger)]
    [InlineData("stranger", false, false, Trust.Stranger)]
    [InlineData("nobody", true, false, Trust.Unsigned)]
    [InlineData("nobody", false, false, Trust.LocalUnsigned)]
    [InlineData("job", true, true, Trust.CommittedInTree)]
    [InlineData("policy", true, true, Trust.CommittedInTree)]
    [InlineData("nobody", false, true, Trust.CommittedInTree)]
    public void Trust_follows_from_who_signed_and_where_it_lies(string signer, bool isCi, bool isTracked, Trust trust)
    {
        SigningKey job = SigningKey.Generate(KeyAlgorithm.EcdsaP256), policy = SigningKey.Generate(KeyAlgorithm.Ed25519);
        var stored = Add(Scan(), signer switch { "job" => job, "policy" => policy, "stranger" => Key, _ => null });
        var context = new TrustContext
        {
            IsCi = isCi,
            JobKey = isCi ? job.PublicKey : null,
            PolicyKeys = [policy.PublicKey],
            IsTracked = path => isTracked && path == FileOf(stored),
        };
        Assert.Equal(trust, Assert.Single(Store.Load(context).Facts).Trust);
    }

    [Fact]
    public void A_fact_of_another_job_of_the_same_pipeline_is_a_strangers()
    {
        var keys = Path.Combine(Root, "keys");
        Assert.True(JobKey.TryOpen(keys, "run/1/build", Tree, out var build, out _));
        Assert.True(JobKey.TryOpen(keys, "run/1/test", Tree, out var test, out _));
        Add(Scan(), build);
        Assert.Equal(Trust.Stranger, Assert.Single(Store.Load(Ci with { JobKey = test.PublicKey }).Facts).Trust);
        Assert.Equal(Trust.SameJob, Assert.Single(Store.Load(Ci with { JobKey = build.PublicKey }).Facts).Trust);
    }

    [Fact]
    public void A_byte_changed_anywhere_in_a_signed_fact_is_never_believed()
    {
        var stored = Add(Scan(), Key);
        var path = FileOf(stored);
        var good = File.ReadAllBytes(path);
        var context = Ci with { PolicyKeys = [Key.PublicKey] };
        for (var place = 0; place < good.Length; place += 7)
        {
            var bad = good.ToArray();
            bad[place] ^= 0x01;
            File.WriteAllBytes(path, bad);
            var loaded = Store.Load(context);
            Assert.DoesNotContain(loaded.Facts, fact => fact.Trust != Trust.Tampered);
            Assert.Contains(loaded.Problems, problem => problem.Kind == FactProblemKind.WrongDigest && problem.File == "facts/" + stored.Id + ".json");
        }
    }

    [Fact]
    public void A_changed_fact_that_is_named_anew_has_a_bad_signature()
    {
        var envelope = Envelope.Sign(Statement.MediaType, Statement.Write(Scan()), Key);
        Write((envelope with { Payload = Statement.Write(Scan("other")) }).Write());
        var loaded = Store.Load(Ci with { PolicyKeys = [Key.PublicKey] });
        Assert.Equal(Trust.Tampered, Assert.Single(loaded.Facts).Trust);
        Assert.Equal(FactProblemKind.BadSignature, Assert.Single(loaded.Problems).Kind);
    }

    [Fact]
    public void A_signature_taken_from_another_fact_is_bad()
    {
        var one = Envelope.Sign(Statement.MediaType, Statement.Write(Scan()), Key);
        var other = Envelope.Sign(Statement.MediaType, Statement.Write(Scan("other")), Key);
        Write((one with { Signatures = other.Signatures }).Write());
        Assert.Equal(Trust.Tampered, Assert.Single(Store.Load(Ci with { PolicyKeys = [Key.PublicKey] }).Facts).Trust);
    }

    [Fact]
    public void A_stripped_signature_counts_as_missing_and_not_as_unsigned()
    {
        Write((Envelope.Sign(Statement.MediaType, Statement.Write(Scan()), Key) with { Signatures = [] }).Write());
        var loaded = Store.Load(TrustContext.Local);
        Assert.Equal(Trust.Tampered, Assert.Single(loaded.Facts).Trust);
        Assert.Contains("stripped", Assert.Single(loaded.Problems).Sentence);
    }

    [Fact]
    public void A_renamed_fact_is_tampered()
    {
        var stored = Add(Scan());
        File.Move(FileOf(stored), Path.Combine(Store.Folder.Facts, new string('a', 64) + ".json"));
        var loaded = Store.Load(TrustContext.Local);
        Assert.Equal(Trust.Tampered, Assert.Single(loaded.Facts).Trust);
        Assert.Equal(FactProblemKind.WrongDigest, Assert.Single(loaded.Problems).Kind);
    }

    [Fact]
    public void Whatever_lies_there_and_is_no_fact_is_said()
    {
        Add(Scan());
        var facts = Store.Folder.Facts;
        var secret = Path.Combine(Root, "secret");
        File.WriteAllText(secret, "x");
        File.CreateSymbolicLink(Path.Combine(facts, new string('a', 64) + ".json"), secret);
        Directory.CreateDirectory(Path.Combine(facts, "folder"));
        File.WriteAllText(Path.Combine(facts, "report.sarif"), "{}");
        File.WriteAllText(Path.Combine(facts, "." + new string('b', 64) + ".json.1.1.tmp"), "{");
        Write("{}"u8.ToArray());
        Write("""{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"a"}],"predicateType":"x","predicate":{}}"""u8.ToArray());
        Write(Envelope.Sign("text/plain", Statement.Write(Scan()), Key).Write());
        Write(Encoding.UTF8.GetBytes("{\"payload\":\"\",\"payload\":\"\"}"));
        var loaded = Store.Load(TrustContext.Local);
        Assert.Single(loaded.Facts);
        Assert.Equal(
            [FactProblemKind.Foreign, FactProblemKind.LeftOver, FactProblemKind.Link, FactProblemKind.Malformed, FactProblemKind.Malformed, FactProblemKind.Malformed, FactProblemKind.NotAFact, FactProblemKind.NotAFact],
            loaded.Problems.Select(problem => problem.Kind).OrderBy(kind => kind.ToString()));
        Assert.Equal(loaded.Problems.OrderBy(problem => problem.File, StringComparer.Ordinal), loaded.Problems);
    }

    [Fact]
    public void A_file_over_the_bound_is_named_and_not_read()
    {
        Directory.CreateDirectory(Store.Folder.Facts);
        using (var sparse = File.Create(Path.Combine(Store.Folder.Facts, new string('a', 64) + ".json")))
            sparse.SetLength(4L << 30);
        var problem = Assert.Single(Store.Load(TrustContext.Local).Problems);
        Assert.Equal(FactProblemKind.Unreadable, problem.Kind);
        Assert.Contains("larger than the limit", problem.Sentence);
    }

    [Fact]
    public void More_files_or_bytes_than_the_bounds_are_said_and_the_dossier_is_not_whole()
    {
        foreach (var name in (string[])["a", "b", "c"])
            Add(Scan(name));
        var many = new FactLoader(Store.Folder, TrustContext.Local) { MaxFiles = 2 }.Load(default);
        Assert.Equal((2, false), (many.Facts.Length, many.IsComplete));
        Assert.Contains("more than 2 files", Assert.Single(many.Problems).Sentence);
        var large = new FactLoader(Store.Folder, TrustContext.Local) { MaxTotalBytes = 600 }.Load(default);
        Assert.Equal((2, false), (large.Facts.Length, large.IsComplete));
        Assert.Contains("1 files were not read", Assert.Single(large.Problems).Sentence);
    }

    [Fact]
    public void A_pipe_in_a_facts_place_does_not_hang_the_run()
    {
        Directory.CreateDirectory(Store.Folder.Facts);
        var made = Gatehouse.Host.ChildProcess.Run("mkfifo", [Path.Combine(Store.Folder.Facts, new string('a', 64) + ".json")]);
        Assert.True(made.Succeeded, made.ErrorText);
        Assert.Equal(FactProblemKind.Unreadable, Assert.Single(Store.Load(TrustContext.Local).Problems).Kind);
    }

    [Fact]
    public void A_dossier_that_is_a_link_is_neither_written_nor_read()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(Root, "elsewhere")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(Tree, ".gatehouse"), elsewhere);
        Assert.Contains("symbolic link", Store.Add(Scan(), null).Problem);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
        var loaded = Store.Load(TrustContext.Local);
        Assert.False(loaded.IsComplete);
        Assert.Equal(FactProblemKind.Link, Assert.Single(loaded.Problems).Kind);
    }

    [Fact]
    public void A_file_in_the_folders_place_is_said_when_writing_and_when_reading()
    {
        Directory.CreateDirectory(Store.Folder.Root);
        File.WriteAllText(Store.Folder.Facts, "");
        var result = Store.Add(Scan(), null);
        Assert.Null(result.Fact);
        Assert.Contains(Store.Folder.Facts, result.Problem);
        var loaded = Store.Load(TrustContext.Local);
        Assert.False(loaded.IsComplete);
        Assert.Equal(FactProblemKind.Unreadable, Assert.Single(loaded.Problems).Kind);
    }

    [Fact]
    public void Verify_names_every_fact_that_a_gate_would_not_believe()
    {
        var unsigned = Add(Scan());
        var stranger = Add(Scan("b"), Key);
        var committed = Add(Scan("c"));
        var problems = Store.Verify(Ci with { IsTracked = path => path == FileOf(committed) }).Problems;
        Assert.Contains(Key.KeyId, problems.Single(problem => problem.Kind == FactProblemKind.Stranger).Sentence);
        Assert.Equal(
            new Dictionary<string, FactProblemKind>
            {
                ["facts/" + unsigned.Id + ".json"] = FactProblemKind.Unsigned,
                ["facts/" + stranger.Id + ".json"] = FactProblemKind.Stranger,
                ["facts/" + committed.Id + ".json"] = FactProblemKind.CommittedInTree,
            },
            problems.ToDictionary(problem => problem.File, problem => problem.Kind));
        File.Delete(FileOf(stranger));
        Assert.Empty(Store.Verify(TrustContext.Local).Problems);
    }

    [Fact]
    public void A_report_is_kept_by_the_digest_of_its_original()
    {
        var digest = FactStore.Digest("with a secret"u8);
        Assert.Null(Store.TryAddReport("with a ***"u8, digest));
        Assert.Equal("with a ***", File.ReadAllText(Path.Combine(Store.Folder.Reports, digest)));
        Assert.NotNull(Store.TryAddReport(""u8, "../../climb"));
    }
}
