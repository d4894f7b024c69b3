using System.Collections.Immutable;
using Gatehouse.Dossier.Store;
using Gatehouse.Model;

namespace Gatehouse.Dossier.View;

/// <summary>One fact as <c>why</c> shows it.</summary>
/// <param name="Stored">The fact.</param>
/// <param name="Age">How long ago it was true; negative where it is dated in the future.</param>
public sealed record FactLine(StoredFact Stored, TimeSpan Age);

/// <summary>The facts of one kind, newest first.</summary>
public sealed record FactGroup(FactKind Kind, ImmutableArray<FactLine> Facts);

/// <summary>A gate's latest verdict.</summary>
/// <param name="Stored">The fact that holds it.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Age">How long ago it was given.</param>
/// <param name="Earlier">How many older ones there are.</param>
public sealed record GateLine(StoredFact Stored, GateVerdict Verdict, TimeSpan Age, int Earlier);

/// <summary>A waiver that turned a criterion's outcome.</summary>
/// <param name="Stage">At which gate.</param>
/// <param name="Criterion">Of which criterion.</param>
/// <param name="Waiver">The waiver.</param>
/// <param name="HasExpired">True where it holds no longer today: the verdict would be another now.</param>
public sealed record WaiverLine(Stage Stage, string Criterion, Waiver Waiver, bool HasExpired);

/// <summary>Something that someone owes: a fact that is missing, or a failure to mend.</summary>
/// <param name="Stage">At which gate.</param>
/// <param name="Criterion">By which criterion.</param>
/// <param name="Outcome">Undecided for a fact that is missing, stale or incomplete; Fail for what is wrong.</param>
/// <param name="Reason">Why.</param>
/// <param name="Remedy">What to do; null where nobody said.</param>
/// <param name="OwedBy">Who owes it; null where nobody is known.</param>
public sealed record OwedLine(Stage Stage, string Criterion, Outcome Outcome, string Reason, string? Remedy, string? OwedBy);

/// <summary>Everything that is known of a subject: what <c>why</c> prints.</summary>
public sealed record DossierView
{
    /// <summary>The subject.</summary>
    public required Subject Subject { get; init; }

    /// <summary>The moment of looking, UTC: ages count from here.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Facts by kind in the order of <see cref="FactKind"/>, verdicts apart. What is not believed is here too, with its trust.</summary>
    public ImmutableArray<FactGroup> Facts { get; private init; } = [];

    /// <summary>The latest verdict of each gate, in their order. A trial shows only where there is no other; what is tampered or committed never.</summary>
    public ImmutableArray<GateLine> Gates { get; private init; } = [];

    /// <summary>Gates that gave no verdict, in their order.</summary>
    public ImmutableArray<Stage> Unjudged { get; private init; } = [];

    /// <summary>Waivers that the verdicts above used.</summary>
    public ImmutableArray<WaiverLine> Waivers { get; private init; } = [];

    /// <summary>What the verdicts above still want: missing first, then wrong.</summary>
    public ImmutableArray<OwedLine> Owed { get; private init; } = [];

    /// <summary>Problems of the dossier's files, whatever subject they may be about.</summary>
    public ImmutableArray<FactProblem> Problems { get; private init; } = [];

    /// <summary>Facts about other subjects: counted, not shown.</summary>
    public int OfOtherSubjects { get; private init; }

    /// <summary>True where a bound stopped the reading, so that something may be missing here.</summary>
    public bool IsCut { get; private init; }

    /// <summary>Puts together what is known of a subject.</summary>
    public static DossierView Of(LoadedFacts loaded, Subject subject, DateTimeOffset now)
    {
        var about = loaded.Facts.Where(stored => stored.Fact.Subjects.Any(subject.Matches)).ToImmutableArray();
        var gates = LatestVerdicts(about, subject, now);
        return new DossierView
        {
            Subject = subject,
            Time = now.ToUniversalTime(),
            Facts = [.. about.Where(stored => stored.Fact.Kind != FactKind.Verdict)
                .GroupBy(stored => stored.Fact.Kind)
                .OrderBy(group => group.Key)
                .Select(group => new FactGroup(group.Key, [.. NewestFirst(group).Select(stored => new FactLine(stored, now - stored.Fact.Time))]))],
            Gates = gates,
            Unjudged = [.. Stages.All.Where(stage => gates.All(gate => gate.Verdict.Stage != stage))],
            Waivers = [.. gates.SelectMany(gate => gate.Verdict.Criteria
                .Where(criterion => criterion.Waiver is not null)
                .Select(criterion => new WaiverLine(
                    gate.Verdict.Stage, criterion.Criterion, criterion.Waiver!, criterion.Waiver!.Expires < DateOnly.FromDateTime(now.UtcDateTime))))],
            Owed = [.. gates.SelectMany(gate => gate.Verdict.Criteria
                .Where(criterion => criterion.Outcome is Outcome.Undecided or Outcome.Fail)
                .Select(criterion => new OwedLine(
                    gate.Verdict.Stage, criterion.Criterion, criterion.Outcome, criterion.Reason, criterion.Remedy, criterion.OwedBy)))
                .OrderBy(owed => owed.Outcome == Outcome.Fail)],
            Problems = loaded.Problems,
            OfOtherSubjects = loaded.Facts.Length - about.Length,
            IsCut = !loaded.IsComplete,
        };
    }

    private static ImmutableArray<GateLine> LatestVerdicts(ImmutableArray<StoredFact> about, Subject subject, DateTimeOffset now)
    {
        var lines = ImmutableArray.CreateBuilder<GateLine>();
        foreach (var stage in Stages.All)
        {
            var verdicts = about
                .Where(stored => stored.Trust is not (Trust.Tampered or Trust.CommittedInTree) && VerdictOf(stored) is { } verdict && verdict.Stage == stage && verdict.Subject.Matches(subject))
                .OrderBy(stored => VerdictOf(stored)!.IsTrial)
                .ThenByDescending(stored => stored.Fact.Time)
                .ThenBy(stored => stored.Id, StringComparer.Ordinal)
                .ToArray();
            if (verdicts.Length > 0)
                lines.Add(new GateLine(verdicts[0], VerdictOf(verdicts[0])!, now - verdicts[0].Fact.Time, verdicts.Length - 1));
        }

        return lines.ToImmutable();
    }

    private static GateVerdict? VerdictOf(StoredFact stored) => stored.Fact.Predicate is VerdictPredicate { Verdict: var verdict } ? verdict : null;

    private static IEnumerable<StoredFact> NewestFirst(IEnumerable<StoredFact> facts) =>
        facts.OrderByDescending(stored => stored.Fact.Time).ThenBy(stored => stored.Id, StringComparer.Ordinal);
}
