using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Dossier;

/// <summary>The facts of one kind about one subject that a gate may use, and what became of the others.</summary>
public sealed record FactSelection
{
    /// <summary>Clocks of machines differ; what lies further ahead than this is dated in the future.</summary>
    public static TimeSpan ClockTolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The newest believable fact of each producer about each thing that it speaks of (a suite, a reviewer, an environment),
    /// sorted by the producer's name. Stale and incomplete ones are among them.
    /// </summary>
    public ImmutableArray<StoredFact> Newest { get; private init; } = [];

    /// <summary>Those of <see cref="Newest"/> that are older than the policy allows.</summary>
    public ImmutableArray<StoredFact> Stale { get; private init; } = [];

    /// <summary>Those of <see cref="Newest"/> that did not judge everything wanted.</summary>
    public ImmutableArray<StoredFact> Incomplete { get; private init; } = [];

    /// <summary>Those of <see cref="Newest"/> that are fresh and complete: what a gate decides by.</summary>
    public ImmutableArray<StoredFact> Usable { get; private init; } = [];

    /// <summary>Of the kind and about the subject, and not to be believed; sorted by id.</summary>
    public ImmutableArray<StoredFact> NotBelieved { get; private init; } = [];

    /// <summary>Believable, and dated in the future: such a fact would stay fresh for ever, so it is not used; sorted by id.</summary>
    public ImmutableArray<StoredFact> FromTheFuture { get; private init; } = [];

    /// <summary>How many facts of the kind are about another subject: ignored.</summary>
    public int OfOtherSubjects { get; private init; }

    /// <summary>Selects.</summary>
    /// <param name="facts">All facts of the dossier.</param>
    /// <param name="subject">What is judged.</param>
    /// <param name="kind">What a criterion wants.</param>
    /// <param name="now">The moment of judgement.</param>
    /// <param name="maxAge">How old a fact may be; null where age does not matter.</param>
    /// <param name="believes">Whether a trust is enough for this kind. Tampered and committed facts are never believed.</param>
    public static FactSelection Of(
        IEnumerable<StoredFact> facts, Subject subject, FactKind kind, DateTimeOffset now, TimeSpan? maxAge, Func<Trust, bool> believes)
    {
        var ofKind = facts.Where(stored => stored.Fact.Kind == kind)
            .GroupBy(stored => stored.Id, StringComparer.Ordinal)
            .Select(same => same.MinBy(stored => stored.Trust)!) // One that this process made is in memory and in the folder.
            .ToImmutableArray();
        var about = ofKind.Where(stored => stored.Fact.Subjects.Any(subject.Matches)).OrderBy(stored => stored.Id, StringComparer.Ordinal).ToImmutableArray();
        var believed = about.Where(stored => stored.Trust is not (Trust.Tampered or Trust.CommittedInTree) && believes(stored.Trust)).ToImmutableArray();
        var future = believed.Where(stored => stored.Fact.Time > now + ClockTolerance).ToImmutableArray();
        var newest = believed.Except(future)
            .GroupBy(stored => (stored.Fact.Producer.Name, About: SpeaksOf(stored.Fact.Predicate)))
            .OrderBy(group => group.Key.Name, StringComparer.Ordinal)
            .ThenBy(group => group.Key.About, StringComparer.Ordinal)
            .Select(group => group.OrderByDescending(stored => stored.Fact.Time).ThenBy(stored => stored.Id, StringComparer.Ordinal).First())
            .ToImmutableArray();
        var stale = newest.Where(stored => maxAge is { } limit && now - stored.Fact.Time > limit).ToImmutableArray();
        var incomplete = newest.Where(stored => stored.Fact.Completeness != Completeness.Complete).ToImmutableArray();
        return new FactSelection
        {
            Newest = newest,
            Stale = stale,
            Incomplete = incomplete,
            Usable = [.. newest.Except(stale).Except(incomplete)],
            NotBelieved = [.. about.Except(believed)],
            FromTheFuture = future,
            OfOtherSubjects = ofKind.Length - about.Length,
        };
    }

    // A second scan by the same tool replaces the first; a second reviewer, whom the same code host reports, does not.
    private static string SpeaksOf(Predicate predicate) => predicate switch
    {
        TestRunPredicate run => run.Suite,
        ReviewPredicate review => review.Reviewer,
        ApprovalPredicate approval => approval.Stage.ToName() + " " + approval.Approver,
        ProvenancePredicate provenance => provenance.BuilderId,
        SignaturePredicate signature => signature.Identity ?? "",
        DeploymentPredicate deployment => deployment.Environment,
        AcknowledgementPredicate acknowledgement => acknowledgement.AlertId,
        VerdictPredicate { Verdict: var verdict } => verdict.Stage.ToName(),
        _ => "",
    };
}
