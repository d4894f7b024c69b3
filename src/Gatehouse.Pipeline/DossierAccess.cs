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
    private const string Unkept = "what this run found was not kept as facts: ";

    // Shorter than any freshness that a policy sensibly asks for.
    private static readonly TimeSpan Repeated = TimeSpan.FromMinutes(10);

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

    /// <summary>
    /// Keeps the facts that this run made, before anything is judged by them: a verdict cites a fact by the digest of its
    /// file, which is known once the refinery has marked its findings and the job's key has signed it. Those about files that
    /// no commit holds are not kept: they would speak of nothing tomorrow.
    /// </summary>
    /// <returns>The facts by the ids under which they lie, and a sentence where they could not be kept.</returns>
    internal (FactAssembly Assembly, string? Problem) Keep(FactAssembly assembly)
    {
        if (assembly.Subject.Kind == SubjectKind.Tree)
            return (assembly.Named(fact => null), null);
        string? problem = null;
        var named = assembly.Named(fact =>
        {
            if (KeptAlready(fact) is { } stored)
                return stored;
            if (problem is not null)
                return null;
            var added = Store.Add(fact, _key);
            problem = added.Problem;
            return added.Fact;
        });
        return (named, problem is null ? null : Unkept + problem);
    }

    /// <summary>Keeps verdicts, those that say something new. A sentence where one could not be kept.</summary>
    internal string? Keep(Subject subject, IReadOnlyList<GateVerdict> verdicts, string version)
    {
        if (subject.Kind == SubjectKind.Tree)
            return null;
        foreach (var verdict in verdicts.Where(verdict => !IsKept(verdict)))
        {
            if (Store.AddVerdict(verdict, new Producer("gatehouse", version), _key).Problem is { } problem)
                return Unkept + problem;
        }

        return null;
    }

    // The same scan again within minutes says nothing new.
    private StoredFact? KeptAlready(Fact fact) => Facts.FirstOrDefault(stored => stored.Trust is Model.Trust.SameJob or Model.Trust.LocalUnsigned && stored.Fact.Kind == fact.Kind
        && stored.Fact.Producer == fact.Producer && fact.Time - stored.Fact.Time < Repeated && Statement.Write(stored.Fact with { Time = fact.Time }).AsSpan().SequenceEqual(Statement.Write(fact)));

    private bool IsKept(GateVerdict verdict)
    {
        var last = Facts.Where(stored => stored.Trust is Model.Trust.SameJob or Model.Trust.LocalUnsigned && stored.Fact.Predicate is VerdictPredicate kept && kept.Verdict.Stage == verdict.Stage && kept.Verdict.Subject.Matches(verdict.Subject))
            .MaxBy(stored => stored.Fact.Time);
        return last?.Fact.Predicate is VerdictPredicate previous && verdict.Time - previous.Verdict.Time < Repeated
            && previous.Verdict.Outcome == verdict.Outcome && previous.Verdict.PolicyDigest == verdict.PolicyDigest
            && Essence(previous.Verdict).SequenceEqual(Essence(verdict), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Essence(GateVerdict verdict) => verdict.Criteria.Select(criterion =>
        $"{criterion.Criterion}\0{criterion.Outcome}\0{criterion.Reason}\0{string.Join(' ', (criterion.Facts.IsDefault ? [] : criterion.Facts).Order(StringComparer.Ordinal))}");

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
