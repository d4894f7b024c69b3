using Gatehouse.Dossier.Evidence;
using Gatehouse.Dossier.Store;
using Gatehouse.Model;

namespace Gatehouse.Dossier.Tests;

public sealed class EvidenceLogTests : Sample
{
    private static readonly Producer Gate = new("gatehouse", "0.1.0");

    private EvidenceLog Log => EvidenceLog.At(Store.Folder);

    [Fact]
    public void A_log_that_never_was_is_empty() => Assert.Equal((0, null), (Log.Read().Entries.Length, Log.Read().Problem));

    [Fact]
    public void Verdicts_are_logged_in_their_order_and_the_head_proves_it()
    {
        List<string> ids = [];
        foreach (var stage in Stages.All)
            ids.Add(Store.AddVerdict(Verdict(stage, Outcome.Pass), Gate, Key).Fact!.Id);
        var content = Log.Read();
        Assert.Equal(ids, content.Entries);
        TreeHead three = content.Head(3), all = content.Head();
        Assert.Equal(7, all.Size);
        Assert.True(MerkleTree.VerifyConsistency(
            3, Convert.FromHexString(three.Root), 7, Convert.FromHexString(all.Root), MerkleTree.ConsistencyProof(content.Leaves, 3)));
        Assert.True(MerkleTree.VerifyInclusion(
            MerkleTree.LeafHash(Convert.FromHexString(ids[4])), 4, 7, Convert.FromHexString(all.Root), MerkleTree.InclusionProof(content.Leaves, 4)));
    }

    [Fact]
    public void Writers_at_once_lose_no_line()
    {
        Parallel.For(0, 40, i => Assert.Null(Log.TryAppend($"{i:x64}")));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i:x64}"), Log.Read().Entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_logged_verdict_that_was_taken_away_is_a_problem()
    {
        var verdict = Store.AddVerdict(Verdict(Stage.Code, Outcome.Fail), Gate, null).Fact!;
        Assert.Empty(Store.Verify(TrustContext.Local).Problems);
        File.Delete(FileOf(verdict));
        var problem = Assert.Single(Store.Verify(TrustContext.Local).Problems);
        Assert.Equal(FactProblemKind.BrokenLog, problem.Kind);
        Assert.Contains(verdict.Id, problem.Sentence);
    }

    [Fact]
    public void A_line_cut_short_is_told_and_nothing_is_appended_to_it()
    {
        Store.AddVerdict(Verdict(Stage.Code, Outcome.Pass), Gate, null);
        using (var file = File.OpenWrite(Store.Folder.Log))
            file.SetLength(file.Length - 10);
        Assert.Contains("line 1", Log.Read().Problem);
        Assert.Contains("cut short", Log.TryAppend(new string('a', 64)));
        var refused = Store.AddVerdict(Verdict(Stage.Build, Outcome.Pass), Gate, null);
        Assert.Null(refused.Fact);
    }

    [Fact]
    public void An_entry_changed_in_place_is_another_root()
    {
        Store.AddVerdict(Verdict(Stage.Code, Outcome.Pass), Gate, null);
        Store.AddVerdict(Verdict(Stage.Build, Outcome.Pass), Gate, null);
        var before = Log.Read().Head();
        var text = File.ReadAllText(Store.Folder.Log);
        File.WriteAllText(Store.Folder.Log, new string('a', 64) + text[64..]);
        Assert.NotEqual(before, Log.Read().Head());
    }

    [Fact]
    public void A_log_that_is_a_link_is_neither_read_nor_written()
    {
        var elsewhere = Path.Combine(Root, "elsewhere");
        File.WriteAllText(elsewhere, "");
        Directory.CreateDirectory(Store.Folder.Root);
        File.CreateSymbolicLink(Store.Folder.Log, elsewhere);
        Assert.Contains("symbolic link", Log.Read().Problem);
        Assert.Contains("symbolic link", Log.TryAppend(new string('a', 64)));
        Assert.Equal("", File.ReadAllText(elsewhere));
    }

    [Fact]
    public void What_is_no_fact_id_is_no_entry() => Assert.NotNull(Log.TryAppend("abc\n"));
}
