using System.Collections.Immutable;
using Gatehouse.Attestation.Keys;
using Gatehouse.Attestation.Statements;
using Gatehouse.Dossier.Store;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline;

/// <summary>The dossier of a tree, opened with what this run may believe.</summary>
public sealed class DossierAccess
{
    private readonly SigningKey? _key;

    private DossierAccess(FactStore store, TrustContext trust, SigningKey? key, LoadedFacts loaded, IReadOnlyList<string> warnings)
    {
        Store = store;
        Trust = trust;
        _key = key;
        Loaded = loaded;
        Warnings = warnings;
    }

    /// <summary>Where facts lie.</summary>
    public FactStore Store { get; }

    /// <summary>Whom this run may believe.</summary>
    public TrustContext Trust { get; }

    /// <summary>Everything that was read, with what is wrong.</summary>
    public LoadedFacts Loaded { get; }

    /// <summary>Facts that were read.</summary>
    public ImmutableArray<StoredFact> Facts => Loaded.Facts;

    /// <summary>A sentence each: a tampered fact, a job key that could not be made.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The key that facts of this job are signed with; null outside CI.</summary>
    public SigningKey? Key => _key;

    /// <summary>Opens and checks it.</summary>
    public static DossierAccess Open(Situation situation, PolicyDocument policy, PipelineParts parts)
    {
        var warnings = new List<string>();
        SigningKey? key = null;
        if (situation.Job is { JobId: { } job } && CacheFolder.TryOpen("jobs", parts.Host.Variables) is { } folder && !JobKey.TryOpen(folder, job, situation.TreeRoot, out key, out var problem))
            warnings.Add($"facts of this job cannot be signed: {problem}");

        var keys = ImmutableArray.CreateBuilder<VerificationKey>();
        foreach (var trusted in policy.Keys)
        {
            if (VerificationKey.TryParsePem(trusted.PublicPem, out var parsed, out var why))
                keys.Add(parsed);
            else
                warnings.Add($"the key of {trusted.Name} in the policy cannot be used: {why}");
        }

        var trust = new TrustContext { IsCi = situation.Job is not null, JobKey = key?.PublicKey, PolicyKeys = keys.ToImmutable(), IsTracked = Tracked(situation) };
        var store = new FactStore(DossierFolder.In(situation.TreeRoot));
        var loaded = Directory.Exists(store.Folder.Root) ? store.Load(trust) : LoadedFacts.Empty;
        warnings.AddRange(loaded.Problems.Take(5).Select(found => $"{DossierFolder.Name}/{found.File}: {found.Sentence}"));
        return new DossierAccess(store, trust, key, loaded, warnings);
    }

    /// <summary>Keeps the facts and verdicts of a run about a commit or artifact; those of files that no commit holds would speak of nothing tomorrow.</summary>
    internal IEnumerable<string> Keep(FactAssembly assembly, IReadOnlyList<GateVerdict> verdicts, string version)
    {
        if (assembly.Subject.Kind == SubjectKind.Tree)
            yield break;
        foreach (var fact in assembly.Facts.Where(fact => assembly.OwnIds.Contains(fact.Id) && !IsKept(fact.Fact)))
        {
            if (Store.Add(fact.Fact, _key).Problem is { } problem)
            {
                yield return "what this run found was not kept as facts: " + problem;
                yield break;
            }
        }

        foreach (var verdict in verdicts.Where(verdict => !IsKept(verdict)))
        {
            if (Store.AddVerdict(verdict, new Producer("gatehouse", version), _key).Problem is { } problem)
            {
                yield return "what this run found was not kept as facts: " + problem;
                yield break;
            }
        }
    }

    // The same scan again says nothing new unless the one that is kept grows old.
    private bool IsKept(Fact fact) => Facts.Any(stored => stored.Trust is Model.Trust.SameJob or Model.Trust.LocalUnsigned && stored.Fact.Kind == fact.Kind
        && stored.Fact.Producer == fact.Producer && fact.Time - stored.Fact.Time < TimeSpan.FromHours(1) && Statement.Write(stored.Fact with { Time = fact.Time }).AsSpan().SequenceEqual(Statement.Write(fact)));

    private bool IsKept(GateVerdict verdict)
    {
        var last = Facts.Where(stored => stored.Trust is Model.Trust.SameJob or Model.Trust.LocalUnsigned && stored.Fact.Predicate is VerdictPredicate kept && kept.Verdict.Stage == verdict.Stage && kept.Verdict.Subject.Matches(verdict.Subject))
            .MaxBy(stored => stored.Fact.Time);
        return last?.Fact.Predicate is VerdictPredicate previous && verdict.Time - previous.Verdict.Time < TimeSpan.FromHours(1)
            && previous.Verdict.Outcome == verdict.Outcome && previous.Verdict.PolicyDigest == verdict.PolicyDigest
            && previous.Verdict.Criteria.Select(criterion => (criterion.Criterion, criterion.Outcome, criterion.Reason)).SequenceEqual(verdict.Criteria.Select(criterion => (criterion.Criterion, criterion.Outcome, criterion.Reason)));
    }

    private static Func<string, bool>? Tracked(Situation situation)
    {
        if (situation.Repository is not { WorkTree: { } workTree } repository || !Directory.Exists(Path.Combine(workTree, DossierFolder.Name)))
            return null;
        // A commit that holds no .gatehouse tracks none of it, and the index need not be read.
        if (situation.Head is not { } head || !repository.TryFindInTree(head, DossierFolder.Name, out _, out _, out _) || !repository.TryReadIndex(out var index, out _))
            return null;
        return path => index.TryFind(System.Text.Encoding.UTF8.GetBytes(Path.GetRelativePath(workTree, path).Replace('\\', '/')), out _);
    }
}
