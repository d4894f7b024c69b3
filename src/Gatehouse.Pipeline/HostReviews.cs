using System.Collections.Immutable;
using Gatehouse.CodeHosts;
using Gatehouse.CodeHosts.Reviews;
using Gatehouse.Git;
using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline;

/// <summary>
/// What the code host tells of the change request that a job is about: reviews as facts of this job, its labels, whose
/// change it is. Asked only where a gate wants it. What was not told is said as the reason of the review criterion.
/// </summary>
internal sealed record HostReviews
{
    private const string ReviewCriterion = "code.review";

    public ImmutableArray<Fact> Facts { get; init; } = [];

    public required ImmutableArray<string> Authors { get; init; }

    public required ImmutableArray<string> Labels { get; init; }

    public ImmutableArray<string> Warnings { get; init; } = [];

    public FactGap? Gap { get; init; }

    /// <summary>The producer of reviews where the host answered.</summary>
    public string? AskedHost { get; init; }

    public static HostReviews Ask(Situation situation, RunOptions options, PolicyDocument policy, Subject subject, PipelineParts parts, CancellationToken cancellation)
    {
        var known = new HostReviews { Authors = situation.Authors, Labels = Union(options.Labels, situation.Change?.Labels ?? []), Warnings = Rights(situation.Change) };
        if (!options.JudgesGates || situation.Job is null)
            return known;
        if (situation.ChangeProblem is { } problem)
            return known with { Warnings = [.. known.Warnings, problem] };
        if (situation.SubjectProblem is not null || !IsWanted(options, policy))
            return known;
        if (situation.Change is not { } change)
            return OfPush(situation, known, options, policy, subject, parts, cancellation);
        if (options.IsOffline)
            return known with { Gap = new FactGap($"the reviews of {change.Name} were not asked for: --offline", "Run it without --offline, or record a review with gatehouse approval review") };

        var reading = ChangeReviews.Read(change, parts.Host, cancellation);
        known = known with { Labels = Union(known.Labels, reading.Labels) };
        if (reading.Problem is { } why)
            return known with { Gap = new FactGap(why, reading.Remedy ?? "Record a review with gatehouse approval review") };
        return known with
        {
            Authors = WithHost(situation, change, reading),
            Facts = [.. reading.Words.Select(word => FactOf(word, change, reading, subject, parts))],
            AskedHost = change.Host.ToString(),
            Gap = GapOf(change, reading),
        };
    }

    // On a push to a production branch the event names no request: the one that brought the commit answers for it. Elsewhere nobody asks for a review.
    private static HostReviews OfPush(Situation situation, HostReviews known, RunOptions options, PolicyDocument policy, Subject subject, PipelineParts parts, CancellationToken cancellation)
    {
        if (situation is not { Job: { IsChangeRequest: false, Provider: "GitHub Actions" or "GitLab CI" }, Head: { } head, Branch: { } branch } || !policy.IsProduction(branch))
            return known;
        if (options.IsOffline)
            return known with { Gap = new FactGap($"which request brought {head.ToShortString()} to {branch} was not asked for: --offline", "Run it without --offline, or record a review with gatehouse approval review") };
        var merged = MergedChange.Find(head.ToString(), branch, parts.Host, cancellation);
        if (merged.Problem is { } problem)
            return known with { Gap = new FactGap(problem, merged.Remedy ?? "Record a review with gatehouse approval review") };
        if (merged.Change is not { } change)
            return known with { Gap = new FactGap($"no merged request is known that brought {head.ToShortString()} to {branch}: it was pushed there without one, or with more commits on top", "Bring changes by a pull or merge request, or record a review with gatehouse approval review") };

        var reading = ChangeReviews.Read(change, parts.Host, cancellation);
        if (reading.Problem is { } why)
            return known with { Gap = new FactGap(why, reading.Remedy ?? "Record a review with gatehouse approval review") };
        // Who pressed the button set the job off and may be the reviewer. Who merged by hand may have put something in.
        var authors = Union(change.Author is { Length: > 0 } author ? [author] : [], reading.Authors);
        return known with
        {
            Authors = merged.IsMadeByHost ? Union(authors, AuthorsOf(situation, change)) : Union(authors, situation.Authors),
            Labels = Union(known.Labels, reading.Labels),
            Facts = [.. reading.Words.Select(word => FactOf(word, change, reading, subject, parts))],
            AskedHost = change.Host.ToString(),
            Gap = GapOf(change, reading),
        };
    }

    private static ImmutableArray<string> AuthorsOf(Situation situation, ChangeRequest change) =>
        ObjectId.TryParse(change.Head, out var id) && situation.Repository?.TryReadCommit(id, out var commit, out _) == true ? [commit!.Author.Email, commit.Author.Name] : [];

    private static bool IsWanted(RunOptions options, PolicyDocument policy)
    {
        var code = policy.Of(Stage.Code);
        return options.Subject is null && !code.Without.Contains(ReviewCriterion) && (options.Stages.Length > 0 ? options.Stages.Contains(Stage.Code) : code.IsOn != false);
    }

    // Of what is checked out and of the change's own commit: on a change request the first is a merge that nobody will see again.
    private static Fact FactOf(ReviewWord word, ChangeRequest change, ReviewReading reading, Subject subject, PipelineParts parts) => new()
    {
        Kind = FactKind.Review,
        Subjects = subject.Digests.GetValueOrDefault(Subject.GitCommit) == change.Head ? [subject] : [subject, Subject.OfCommit(change.Head)],
        Producer = new Producer(change.Host.ToString()),
        Time = word.Time ?? parts.Host.Now,
        Predicate = new ReviewPredicate(word.Reviewer, reading.Authors.FirstOrDefault() ?? change.Author ?? "", word.IsApproval),
    };

    private static FactGap? GapOf(ChangeRequest change, ReviewReading reading)
    {
        if (reading.Words.Length > 0)
            return null;
        var remarks = reading.Remarks.Length == 0 ? "" : ": " + string.Join("; ", reading.Remarks);
        return new FactGap($"nobody has approved {change.Head[..12]} of {change.Name}{remarks}", "Ask for a review of the newest commit, then run this job again");
    }

    // Who set a pipeline off stood for the author until the host named him; that may have been the reviewer.
    private static ImmutableArray<string> WithHost(Situation situation, ChangeRequest change, ReviewReading reading)
    {
        var authors = change.Host == CodeHostKind.GitLab && reading.Authors.Length > 0 ? situation.Authors.Where(author => author != change.Pusher) : situation.Authors;
        return Union([.. authors], reading.Authors);
    }

    private static ImmutableArray<string> Rights(ChangeRequest? change) => change is { HasTargetRights: true, IsFork: true }
        ? [$"this job reads {change.Name} of a fork with the rights and secrets of its target (pull_request_target): nothing of it may be built or run here; pull_request is the event for a gate"]
        : [];

    private static ImmutableArray<string> Union(ImmutableArray<string> some, ImmutableArray<string> more) => [.. some.Concat(more).Distinct(StringComparer.OrdinalIgnoreCase)];
}
