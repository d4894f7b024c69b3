using System.Collections.Immutable;
using System.Text;
using Gatehouse.Attestation.Keys;
using Gatehouse.Attestation.Statements;
using Gatehouse.Dossier.Store;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Proving;

/// <summary>
/// Whom a gate believes in CI, with a real dossier in a folder of its own: a review is stored, changed as an attacker
/// would, read back and judged. Only a review that is believed makes the gate of a change request pass.
/// </summary>
/// <param name="folder">An empty folder outside of any repository.</param>
/// <param name="now">The clock's time.</param>
/// <param name="load">How a dossier is read.</param>
internal sealed class BeliefChecks(string folder, DateTimeOffset now, Func<FactStore, TrustContext, LoadedFacts> load)
{
    private static readonly Subject Commit = Subject.OfCommit(new string('a', 40), "the case's commit");

    private readonly SigningKey _job = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
    private readonly SigningKey _reviewer = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
    private readonly SigningKey _approver = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
    private readonly SigningKey _stranger = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
    private int _dossiers;

    public IReadOnlyList<ControlCheck> Run() =>
    [
        Check("a fact of this job", "it is believed", Outcome.Pass, _job),
        Check("a key of the policy", "what it may state is believed", Outcome.Pass, _reviewer),
        Check("a key of the policy", "what it may not state is not", Outcome.Undecided, _approver),
        Check("a stranger's key", "a fact that it signed is not believed", Outcome.Undecided, _stranger),
        Check("an unsigned fact", "one of another job is not believed", Outcome.Undecided, null),
        Check("a tampered fact", "one that was changed in its place counts as missing", Outcome.Undecided, _job, change: Swapped),
        Check("a tampered fact", "one that was changed and renamed counts as missing", Outcome.Undecided, _job, change: Swapped, isRenamed: true),
        Check("a fact in the tree", "one that the change itself commits is not taken", Outcome.Undecided, _job, isTracked: true),
        Check("a fact of the future", "one that is dated ahead is not taken", Outcome.Undecided, _job, time: now.AddHours(1)),
        Check("another subject", "a fact of another commit is not taken", Outcome.Undecided, _job, subject: Subject.OfCommit(new string('b', 40))),
    ];

    private ControlCheck Check(string control, string name, Outcome wanted, SigningKey? key, Func<byte[], byte[]>? change = null, bool isRenamed = false, bool isTracked = false, DateTimeOffset? time = null, Subject? subject = null)
    {
        var store = new FactStore(new DossierFolder(Path.Combine(folder, FormattableString.Invariant($"dossier-{_dossiers++}"))));
        var stored = store.Add(Review("bob@example.org", subject ?? Commit, time ?? now), key);
        if (stored.Fact is null)
            return new ControlCheck(control, name, CheckOutcome.Untried, stored.Problem);
        if (change is not null && Rewrite(Path.Combine(store.Folder.Facts, stored.Fact.Id + ".json"), change, isRenamed) is { } unwritten)
            return new ControlCheck(control, name, CheckOutcome.Untried, unwritten);
        var facts = load(store, new TrustContext { IsCi = true, JobKey = _job.PublicKey, PolicyKeys = [_reviewer.PublicKey, _approver.PublicKey], IsTracked = _ => isTracked }).Facts;
        var result = Judge.Run(Policy, Context, facts).Verdicts[0].Criteria.First(result => result.Criterion == "code.review");
        return ControlCheck.Of(control, name, result.Outcome == wanted ? null : $"{wanted} was expected of the review, and it was {result.Outcome}: {result.Reason}");
    }

    private PolicyDocument Policy => PolicyDocument.Default with
    {
        Keys = [Trusted("reviewer", _reviewer, "review"), Trusted("approver", _approver, "approval")],
    };

    private JudgingContext Context => new()
    {
        Subject = Commit,
        Now = now,
        PolicySource = "selftest",
        Branch = "feature",
        TargetBranch = "main",
        IsCi = true,
        IsChangeRequest = true,
        Authors = ["ann@example.org"],
        Requested = [Stage.Code],
    };

    private static TrustedKey Trusted(string name, SigningKey key, string may) => new(name, key.KeyId, key.PublicKey.ToPem(), [may]);

    private static Fact Review(string reviewer, Subject subject, DateTimeOffset time) => new()
    {
        Kind = FactKind.Review,
        Subjects = [subject],
        Producer = new Producer("selftest"),
        Time = time,
        Predicate = new ReviewPredicate(reviewer, "ann@example.org", IsApproval: true),
    };

    // The envelope of one review with the words of another in it.
    private byte[] Swapped(byte[] envelope) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(envelope).Replace(
        Convert.ToBase64String(Statement.Write(Review("bob@example.org", Commit, now))),
        Convert.ToBase64String(Statement.Write(Review("eve@example.org", Commit, now))),
        StringComparison.Ordinal));

    private static string? Rewrite(string path, Func<byte[], byte[]> change, bool isRenamed)
    {
        if (!BoundedFile.TryRead(path, out var bytes, out var why))
            return $"{path}: {why.ToSentence()}";
        var changed = change(bytes);
        if (changed.AsSpan().SequenceEqual(bytes))
            return "the case could not change the fact";
        if (AtomicFile.TryWrite(path, changed) is { } problem)
            return problem;
        if (isRenamed)
            File.Move(path, Path.Combine(Path.GetDirectoryName(path)!, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(changed)) + ".json"));
        return null;
    }
}
