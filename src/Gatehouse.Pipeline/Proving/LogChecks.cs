using System.Globalization;
using System.Text;
using Gatehouse.Dossier.Evidence;
using Gatehouse.Dossier.Store;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.Proving;

/// <summary>The evidence log: a head that was kept elsewhere shows what was altered, cut off or put in before it, and nothing else.</summary>
internal static class LogChecks
{
    private const string Control = "evidence log";
    private const int Entries = 5;

    /// <param name="folder">An empty folder of its own.</param>
    public static IReadOnlyList<ControlCheck> Run(string folder)
    {
        var dossier = new DossierFolder(Path.Combine(folder, "log-case"));
        var log = EvidenceLog.At(dossier);
        for (var i = 0; i < Entries; i++)
        {
            if (log.TryAppend(Id(i)) is { } problem)
                return [new ControlCheck(Control, "it is written", CheckOutcome.Untried, problem)];
        }

        var before = log.Read();
        var anchor = before.Head();
        var checks = new List<ControlCheck> { Holds("each entry is proven to be in it", Enumerable.Range(0, Entries).All(i => Includes(before, i, before, anchor.Root))) };
        _ = log.TryAppend(Id(Entries));
        var grown = log.Read();
        checks.Add(Holds("an entry more is proven to be only an entry more", Extends(anchor, grown)));

        // The third line now names another verdict.
        if (Alter(dossier.Log, Id(2), Id(9)) is { } unwritten)
            return [.. checks, new ControlCheck(Control, "an altered entry is seen", CheckOutcome.Untried, unwritten)];
        var altered = log.Read();
        checks.Add(Holds("an altered entry is seen", !Extends(anchor, altered) && !Includes(before, 2, altered, altered.Head().Root)));
        checks.Add(Holds("a log that was cut short is seen", !Extends(anchor, new LogContent(before.Entries[..^1].Add(Id(8)), null)) && !Extends(grown.Head(), before)));
        return checks;
    }

    private static bool Includes(LogContent entries, int index, LogContent proven, string root) =>
        MerkleTree.VerifyInclusion(entries.Leaves[index], index, proven.Entries.Length, Convert.FromHexString(root), MerkleTree.InclusionProof(proven.Leaves, index));

    private static bool Extends(TreeHead anchor, LogContent now) => now.Entries.Length >= anchor.Size
        && MerkleTree.VerifyConsistency(anchor.Size, Convert.FromHexString(anchor.Root), now.Entries.Length, Convert.FromHexString(now.Head().Root), MerkleTree.ConsistencyProof(now.Leaves, anchor.Size));

    private static ControlCheck Holds(string name, bool isHeld) => ControlCheck.Of(Control, name, isHeld ? null : "the Merkle proofs say otherwise");

    private static string Id(int number) => number.ToString("x64", CultureInfo.InvariantCulture);

    private static string? Alter(string path, string entry, string other)
    {
        if (!BoundedFile.TryRead(path, out var bytes, out var why))
            return $"{path}: {why.ToSentence()}";
        return AtomicFile.TryWrite(path, Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(bytes).Replace(entry, other, StringComparison.Ordinal)));
    }
}
