using System.Collections.Immutable;
using Gatehouse.Engine;
using Gatehouse.Git;
using Gatehouse.Model;
using Gatehouse.Policy;
using Gatehouse.Refinery;

namespace Gatehouse.Pipeline.WhatIf;

/// <summary>
/// Judges one merge after the other, as CI would have judged the pull request: what says what counts (ignore files) comes
/// from the commit before it, comments in the code from the commit itself. Its time is the merge's own.
/// </summary>
internal sealed class MergeJudge(GitRepository repository, PolicyInForce policy, PipelineParts parts, string branch)
{
    private static readonly GateMode[] Modes = [GateMode.NewCode, GateMode.Enforce];

    private readonly ImmutableHashSet<FactKind> _made = [.. parts.Engines.SelectMany(engine => engine.FactKinds)];
    private readonly TreeFilesCache _files = new(repository);
    private readonly SortedDictionary<string, string> _unjudged = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _warnings = new(StringComparer.Ordinal);
    private ImmutableArray<Finding> _before = [];

    /// <summary>The findings before the first merge.</summary>
    public void Begin(RunResult scan, Lifetimes lifetimes)
    {
        _before = [.. scan.Reports.SelectMany(report => report.Findings)];
        lifetimes.Begin(Refine.Run(new RefineRequest { Findings = _before, Now = parts.Host.Now }).Findings);
    }

    /// <summary>Judges the next merge.</summary>
    public JudgedMerge Judge(GitCommit commit, RunResult scan, ChangeSet changes, Lifetimes lifetimes)
    {
        var now = commit.Committer.Time;
        var subject = scan.Source.Subject;
        var facts = scan.Reports.SelectMany(report => report.Results.Select(result => FactAssembly.OfReport(report, result, subject, now))).ToList();
        var findings = facts.SelectMany(fact => (fact.Predicate as ScanPredicate)?.Findings ?? []).ToImmutableArray();
        var refined = Refined(commit, findings, scan, changes);
        var stored = PutBack(facts, refined);
        _before = findings;

        var context = Context(subject, now, commit, changes, facts);
        var written = Run(policy.Policy, context, stored);
        var modes = Modes.ToDictionary(mode => mode, mode => Run(WithMode(mode), context, stored));
        var gates = written.Where(verdict => modes.Values.All(other => other.Any(same => same.Stage == verdict.Stage))).Select(verdict => new JudgedGate(
            verdict.Stage, verdict.Mode, verdict.Outcome, Of(GateMode.NewCode, verdict.Stage).Outcome, Of(GateMode.Enforce, verdict.Stage).Outcome)).ToImmutableArray();
        lifetimes.Next(refined, Failing(written), Failing(modes[GateMode.NewCode]), Failing(modes[GateMode.Enforce]));
        return new JudgedMerge
        {
            Commit = commit.Id.ToString(),
            Time = now.ToUniversalTime(),
            Title = commit.Subject,
            Author = commit.Author.Name.Length > 0 ? commit.Author.Name : commit.Author.Email,
            IsMergeCommit = commit.Parents.Length > 1,
            Gates = gates,
            Unread = [.. scan.Reports.SelectMany(report => report.Notices).Where(notice => notice.Kind == NoticeKind.Unread).Distinct().OrderBy(notice => notice.Path, StringComparer.Ordinal).ThenBy(notice => notice.Reason, StringComparer.Ordinal).Take(10)],
        };

        GateVerdict Of(GateMode mode, Stage stage) => modes[mode].Single(verdict => verdict.Stage == stage);
    }

    /// <summary>Criteria that were left out, with what would have to be known.</summary>
    public ImmutableArray<UnjudgedCriterion> NotJudged() => [.. _unjudged.Select(pair => new UnjudgedCriterion(pair.Key, pair.Value))];

    /// <summary>What could not be read of ignore files and owners, a sentence each.</summary>
    public ImmutableArray<string> Warnings() => [.. _warnings.Take(20)];

    private ImmutableArray<Finding> Refined(GitCommit commit, ImmutableArray<Finding> findings, RunResult scan, ChangeSet changes)
    {
        var changed = changes.Changes.Select(change => change.Path).ToImmutableHashSet(StringComparer.Ordinal);
        return Refine.Run(new RefineRequest
        {
            Findings = findings,
            Directives = scan.Directives,
            Suppressions = Suppressions(commit),
            HonorInline = policy.Policy.HonorsInline,
            Never = policy.Policy.NeverSuppressed(),
            Base = new BaseFindings { Findings = [.. _before.Where(finding => finding.Location is { IsUri: false } location && changed.Contains(location.Path))], ChangedPaths = changed },
            Owners = _files.Owners(commit.Id, _warnings),
            Now = commit.Committer.Time,
        }).Findings;
    }

    private List<SuppressionEntry> Suppressions(GitCommit commit)
    {
        var (own, _) = SuppressionsSection.Read(policy.Configuration["suppressions"], DateOnly.FromDateTime(parts.Host.Now.UtcDateTime), policy.Policy.NeverSuppressed);
        var entries = new List<SuppressionEntry>(own);
        if (commit.Parents.Length == 0)
            return entries;
        foreach (var file in policy.Policy.HonorsIgnoreFiles ? parts.SuppressionFiles : [])
            entries.AddRange(_files.Suppressions(commit.Parents[0], file, _warnings).Select(entry => entry with { Never = policy.Policy.NeverSuppressed() }));
        return entries;
    }

    // The author's branch has a name that history does not tell; what matters is where it went.
    private JudgingContext Context(Subject subject, DateTimeOffset now, GitCommit commit, ChangeSet changes, List<Fact> facts) => new()
    {
        Subject = subject,
        Now = now,
        PolicySource = policy.Source,
        TargetBranch = branch,
        Authors = [.. new[] { commit.Author.Email, commit.Author.Name }.Where(name => name.Length > 0)],
        ChangedPaths = facts.Exists(fact => fact.Kind == FactKind.ThreatModel) ? [.. changes.Changes.Select(change => change.Path)] : [],
        EngineKinds = _made,
        IsTrial = true,
    };

    // A criterion is judged where engines of ours make all that it wants: people's facts and reports of others are not in git.
    private ImmutableArray<GateVerdict> Run(PolicyDocument document, JudgingContext context, ImmutableArray<StoredFact> facts)
    {
        var kept = ImmutableArray.CreateBuilder<GateVerdict>();
        foreach (var verdict in Policy.Judge.Run(document, context, facts).Verdicts)
        {
            var judged = verdict.Criteria.Where(result => IsKnowable(result.Criterion)).ToImmutableArray();
            if (judged.Length > 0)
                kept.Add(verdict with { Criteria = judged, Outcome = judged.Select(result => result.Outcome).MinBy(JudgedMerge.Rank) });
        }

        return kept.ToImmutable();
    }

    private bool IsKnowable(string id)
    {
        var criterion = PolicyCatalog.Criteria.First(known => known.Id == id);
        var missing = criterion.Wants.Where(kind => !_made.Contains(kind)).Select(FactAges.Name).ToList();
        if (missing.Count > 0)
            _unjudged[id] = $"it wants facts that git's history does not hold: {string.Join(", ", missing)}";
        return missing.Count == 0;
    }

    private PolicyDocument WithMode(GateMode mode) => policy.Policy with
    {
        Stages = Stages.All.ToImmutableDictionary(stage => stage, stage => policy.Policy.Of(stage) with { Mode = mode }),
    };

    private static ImmutableArray<Finding> Failing(ImmutableArray<GateVerdict> verdicts) =>
        [.. verdicts.SelectMany(verdict => verdict.Criteria).Where(result => result.Outcome == Outcome.Fail).SelectMany(result => result.Findings)];

    private static ImmutableArray<StoredFact> PutBack(List<Fact> facts, ImmutableArray<Finding> refined)
    {
        var next = 0;
        var stored = ImmutableArray.CreateBuilder<StoredFact>(facts.Count);
        foreach (var fact in facts)
        {
            var length = (fact.Predicate as ScanPredicate)?.Findings.Length ?? 0;
            stored.Add(FactAssembly.InMemory(fact.Predicate is ScanPredicate scan ? fact with { Predicate = scan with { Findings = refined.Slice(next, length) } } : fact));
            next += length;
        }

        return stored.MoveToImmutable();
    }
}
