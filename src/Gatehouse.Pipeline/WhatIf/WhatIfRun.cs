using System.Collections.Immutable;
using Gatehouse.Engine;
using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.WhatIf;

/// <summary>
/// Judges a branch's last merges by one policy. Files come from git's objects and nothing is checked out or kept; each
/// content at a path is read once for the whole window.
/// </summary>
public static class WhatIfRun
{
    /// <summary>Runs; or says why it cannot begin (exit 2).</summary>
    public static (WhatIfResult? Result, RunRefusal? Refusal) Execute(WhatIfOptions options, PipelineParts parts, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        if (options.Merges is < 1 or > WhatIfOptions.Most)
            return Refuse($"--merges {options.Merges}: between 1 and {WhatIfOptions.Most}");
        var (situation, problem) = SituationFinder.Find(options.Folder, null, parts.Host);
        if (situation is null)
            return Refuse(problem!);
        using (situation)
        {
            if (situation.Repository is not { } repository)
                return Refuse($"{options.Folder}: what-if judges the merges of a git repository, and this is none");
            var (policy, refusal) = PolicyInForce.Find(situation, options.Policy, parts);
            if (policy is null)
                return (null, refusal);
            var (branch, tip) = Branch(repository, situation, options.Branch);
            if (branch is null)
                return Refuse($"--branch {options.Branch}: no such branch in this clone. Fetch it, or name another");
            if (tip is not { } newest)
                return (Empty(options, policy, branch), null);

            var chain = FirstParents.Of(repository, newest, options.Merges, options.Since);
            if (chain.Commits.IsEmpty && chain.CutShort is not null)
                return Refuse("no merge can be judged: " + chain.CutShort);
            var (engines, wrong) = Scan.OpenEngines(new RunOptions(), policy, parts);
            if (wrong is not null)
                return (null, wrong);
            try
            {
                var jobs = options.Jobs > 0 ? options.Jobs : Environment.ProcessorCount;
                var reader = new HistoryReader(repository, engines, new SourceOptions { Jobs = jobs, Exclude = policy.Policy.Exclude, Archives = Archives.ArchivesSection.Read(policy.Configuration) }, parts.Host.Clock, progress);
                return Judge(options, policy, parts, repository, branch, newest, chain, reader, cancellation);
            }
            finally
            {
                foreach (var engine in engines)
                    engine.Opening.Session?.Dispose();
            }
        }
    }

    private static (WhatIfResult? Result, RunRefusal? Refusal) Judge(WhatIfOptions options, PolicyInForce policy, PipelineParts parts, GitRepository repository, string branch, ObjectId tip, FirstParents chain, HistoryReader reader, CancellationToken cancellation)
    {
        var (window, unread) = HistoryWindow.Read(repository, chain.Commits, reader, cancellation);
        if (window is null)
            return Refuse(unread!);
        var judge = new MergeJudge(repository, policy, parts, branch);
        var lifetimes = new Lifetimes();
        var merges = ImmutableArray.CreateBuilder<JudgedMerge>();
        var tree = reader.NewTree();
        window.Start(tree);
        if (window.Before is { } before)
            judge.Begin(reader.Conclude(tree, before, window.StartNotices, cancellation), lifetimes);
        for (var i = 0; i < chain.Commits.Length && !cancellation.IsCancellationRequested; i++)
        {
            window.Step(tree, i);
            var scan = reader.Conclude(tree, chain.Commits[i].Id, window.Notices(i), cancellation);
            merges.Add(judge.Judge(chain.Commits[i], scan, window.Changes(i), lifetimes));
        }

        var incomplete = new List<string>();
        if (chain.CutShort is not null)
            incomplete.Add(chain.CutShort);
        if (cancellation.IsCancellationRequested)
            incomplete.Add($"the run was interrupted after {merges.Count} of {chain.Commits.Length} merges");
        if (merges.Count(merge => merge.Unread.Length > 0) is > 0 and var some)
            incomplete.Add($"in {some} of {merges.Count} merges a file could not be judged: they are counted as incomplete, as a gate would have");
        return (new WhatIfResult
        {
            Branch = branch,
            Tip = tip.ToString(),
            PolicySource = policy.Source,
            PolicyDigest = policy.Policy.Digest,
            Asked = options.Merges,
            Merges = merges.ToImmutable(),
            Findings = lifetimes.Close(merges),
            NotJudged = judge.NotJudged(),
            Incomplete = [.. incomplete],
            Warnings = judge.Warnings(),
            FilesRead = reader.FilesRead,
            BytesRead = reader.BytesRead,
        }, null);
    }

    private static (string? Name, ObjectId? Tip) Branch(GitRepository repository, Situation situation, string? asked)
    {
        if (asked is not null)
            return Tip(asked) is { } named ? (asked, named) : (null, null);
        foreach (var name in (string?[])[repository.RemoteDefaultBranch(), "main", "master", situation.Branch])
        {
            if (name is not null && Tip(name) is { } tip)
                return (name, tip);
        }

        return (situation.Branch ?? "HEAD", situation.Head);

        ObjectId? Tip(string name) => repository.ReadRef("refs/remotes/origin/" + name) ?? repository.ReadRef("refs/heads/" + name);
    }

    private static WhatIfResult Empty(WhatIfOptions options, PolicyInForce policy, string branch) => new()
    {
        Branch = branch,
        PolicySource = policy.Source,
        PolicyDigest = policy.Policy.Digest,
        Asked = options.Merges,
    };

    private static (WhatIfResult?, RunRefusal?) Refuse(string line) => (null, new RunRefusal([line]));
}
