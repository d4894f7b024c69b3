using System.Collections.Immutable;
using Gatehouse.CodeHosts;
using Gatehouse.Git;
using Gatehouse.Host;

namespace Gatehouse.Pipeline;

/// <summary>
/// Finds the <see cref="Situation"/>. The base: with a known target, the merge base with it; on a push to a branch in CI,
/// the merge base with the remote's default branch, or the first parent where that is the branch itself; on a
/// developer's machine the same, and HEAD where nothing better is known, since what is not committed is the change.
/// </summary>
public static class SituationFinder
{
    private static readonly string[] UsualNames = ["main", "master"];

    /// <summary>The situation; or why there is none (a repository that must not be judged by).</summary>
    public static (Situation? Situation, string? Problem) Find(string folder, string? targetFlag, HostEnvironment host)
    {
        var root = Path.GetFullPath(folder, host.WorkingFolder);
        var job = CiJob.Detect(host);
        var (change, changeProblem) = job is null ? (null, null) : ChangeRequest.Find(host);
        // A review sets off a job that names no branches of its own.
        if (change is not null)
            job = job! with { IsChangeRequest = true, Branch = change.SourceBranch ?? job.Branch, TargetBranch = change.TargetBranch ?? job.TargetBranch };
        if (!GitRepository.Discover(root, out var repository, out var why))
        {
            return why.Kind == GitProblemKind.NotARepository
                ? (new Situation { Root = root, Job = job, Branch = job?.Branch, TargetBranch = targetFlag ?? job?.TargetBranch, Change = change, ChangeProblem = changeProblem, BaseProblem = job is null ? null : "there is no git repository here, so nobody knows what was in force before this change: check it out with its .git folder" }, null)
                : (null, why.Sentence);
        }

        if (!repository.TryReadHead(out var head, out why))
        {
            repository.Dispose();
            return (null, why.Sentence);
        }

        var situation = new Situation
        {
            Root = root,
            Repository = repository,
            Job = job,
            Head = head.Commit,
            Branch = job?.Branch ?? head.Branch,
            TargetBranch = targetFlag ?? job?.TargetBranch,
            Change = change,
            ChangeProblem = changeProblem,
            SubjectProblem = SubjectProblem(repository, head.Commit, change),
            Authors = Authors(repository, head.Commit, job, change),
        };
        return (head.Commit is { } commit ? WithBase(situation, repository, commit) : situation, null);
    }

    private static Situation WithBase(Situation situation, GitRepository repository, ObjectId head)
    {
        if (situation.TargetBranch is { } target)
        {
            var tip = Tip(repository, target);
            if (tip is null)
                return Unknown(situation, head, $"the target branch {target} is not in this clone");
            return tip == head && situation.Branch == target ? BeforeThePush(situation, repository, head) : MergeBase(situation, repository, head, tip.Value, target);
        }

        var main = repository.RemoteDefaultBranch() ?? UsualNames.FirstOrDefault(name => Tip(repository, name) is not null);
        if (situation.Job is null)
        {
            // On the default branch, what is committed is in force and what is not is the change.
            if (main is null || situation.Branch == main || Tip(repository, main) is not { } local)
                return situation with { Base = head, BaseName = "HEAD" };
            return MergeBase(situation, repository, head, local, main);
        }

        if (main is null || situation.Branch is null || situation.Branch == main || Tip(repository, main) is not { } other || other == head)
            return BeforeThePush(situation, repository, head);
        return MergeBase(situation, repository, head, other, main);
    }

    private static Situation MergeBase(Situation situation, GitRepository repository, ObjectId head, ObjectId tip, string target) => repository.MergeBase(head, tip) switch
    {
        MergeBaseResult.Found found => situation with { Base = found.Id, TargetTip = found.Id == tip ? null : tip, BaseName = $"merge base with {target}" },
        MergeBaseResult.Shallow shallow => Unknown(situation, head, shallow.Sentence),
        MergeBaseResult.Broken broken => Unknown(situation, head, broken.Problem.Sentence),
        _ => Unknown(situation, head, $"this branch and {target} have no commit in common"),
    };

    // A push to the branch itself: what was there before it.
    private static Situation BeforeThePush(Situation situation, GitRepository repository, ObjectId head)
    {
        if (!repository.TryReadCommit(head, out var commit, out var problem))
            return Unknown(situation, head, problem.Sentence);
        if (commit.Parents.Length == 0)
            return repository.IsShallow ? Unknown(situation, head, "the clone is shallow: the commit before this one is not in it") : situation;
        return repository.TryReadCommit(commit.Parents[0], out _, out problem)
            ? situation with { Base = commit.Parents[0], BaseName = "first parent" }
            : Unknown(situation, head, repository.IsShallow ? "the clone is shallow: the commit before this one is not in it" : problem.Sentence);
    }

    // In CI a base that is not known leaves every gate undecided; at a desk HEAD serves.
    private static Situation Unknown(Situation situation, ObjectId head, string problem) =>
        situation.Job is null ? situation with { Base = head, BaseName = $"HEAD ({problem})" } : situation with { BaseProblem = problem };

    private static ObjectId? Tip(GitRepository repository, string branch) =>
        repository.ReadRef("refs/remotes/origin/" + branch) ?? repository.ReadRef("refs/heads/" + branch);

    // A job may check out what it likes, and on pull_request_target it gets the target: a clean scan of that says nothing.
    private static string? SubjectProblem(GitRepository repository, ObjectId? head, ChangeRequest? change)
    {
        if (change is null || head is not { } id || Holds(repository, id, change))
            return null;
        return $"what is checked out, {id.ToShortString()}, does not hold the newest commit of {change.Name}, {change.Head[..12]}, so nothing found here speaks of it";
    }

    // The commit itself, a merge of it (GitHub's refs/pull/N/merge, GitLab's merged results), or something made on top of it.
    private static bool Holds(GitRepository repository, ObjectId head, ChangeRequest change) =>
        ObjectId.TryParse(change.Head, out var wanted)
        && (head == wanted || (repository.TryReadCommit(head, out var commit, out _) && commit.Parents.Contains(wanted)) || repository.MergeBase(head, wanted) is MergeBaseResult.Found found && found.Id == wanted);

    // Of a change request: who opened it, who pushed, who wrote its newest commit. Who set the job off otherwise may be its
    // reviewer; and the merge that is checked out was made by the host.
    private static ImmutableArray<string> Authors(GitRepository repository, ObjectId? head, CiJob? job, ChangeRequest? change)
    {
        var authors = new List<string>();
        var newest = change is not null && ObjectId.TryParse(change.Head, out var own) && repository.TryReadCommit(own, out _, out _) ? own : head;
        if (newest is { } id && repository.TryReadCommit(id, out var commit, out _))
        {
            authors.Add(commit.Author.Email);
            authors.Add(commit.Author.Name);
        }

        authors.AddRange(change is null ? [job?.Actor ?? ""] : [change.Author ?? "", change.Pusher ?? ""]);
        return [.. authors.Where(author => author.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
