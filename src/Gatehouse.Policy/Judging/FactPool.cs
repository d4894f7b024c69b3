using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>
/// The facts as a gate may use them: about the subject, believed, the newest of each producer, and fresh; beside them
/// those too old and those not believed, so that a reason can say why something does not count.
/// </summary>
internal sealed class FactPool
{
    /// <summary>Clocks of machines differ. What is dated further ahead would stay fresh for ever, and does not count.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly ImmutableArray<StoredFact> _all;
    private readonly PolicyDocument _policy;
    private readonly JudgingContext _context;
    private readonly Revocations _revocations;
    private readonly ImmutableArray<StoredFact> _about;
    private readonly ImmutableArray<StoredFact> _believed;
    private readonly ImmutableArray<StoredFact> _fresh;
    private readonly ImmutableArray<(StoredFact Fact, string Why)> _stale;
    private readonly ImmutableArray<(StoredFact Fact, string Why)> _doubted;

    public FactPool(IEnumerable<StoredFact> facts, PolicyDocument policy, JudgingContext context)
    {
        _policy = policy;
        _context = context;

        // One that this process made is in memory and in the folder: it is one fact, by the better trust.
        _all = [.. facts.GroupBy(stored => stored.Id, StringComparer.Ordinal).Select(same => same.MinBy(stored => stored.Trust)!).OrderByDescending(stored => stored.Fact.Time).ThenBy(stored => stored.Id, StringComparer.Ordinal)];
        _revocations = new Revocations(_all);
        (_about, _believed, _doubted) = Sort(context.Subject);
        var newest = Newest(_believed);
        _fresh = [.. newest.Where(stored => Staleness(stored.Fact, MaxAge(stored.Fact.Kind)) is null)];
        _stale = [.. newest.Except(_fresh).Select(stored => (stored, Staleness(stored.Fact, MaxAge(stored.Fact.Kind))!))];
    }

    /// <summary>Whether a fact is there, believed or not, that turns the gate on. One that is not believed does too: whoever brought it should see why it does not count.</summary>
    public bool Opens(Stage stage) => _about.Any(stored => FactKinds.Opens(stored.Fact) == stage);

    /// <summary>Believed and fresh, newest first; the newest of each producer about each thing.</summary>
    public IReadOnlyList<StoredFact> Of(FactKind kind) => [.. _fresh.Where(stored => stored.Fact.Kind == kind)];

    /// <summary>The newest of each producer that is too old.</summary>
    public IReadOnlyList<StoredFact> StaleOf(FactKind kind) => [.. _stale.Select(pair => pair.Fact).Where(stored => stored.Fact.Kind == kind)];

    /// <summary>All that are believed, however old.</summary>
    public IReadOnlyList<StoredFact> Believed(FactKind kind) => [.. _believed.Where(stored => stored.Fact.Kind == kind)];

    /// <summary>Fresh scans of every other kind: a tool may report what another gate or criterion counts.</summary>
    public IReadOnlyList<StoredFact> ScansOtherThan(FactKind kind) => [.. _fresh.Where(stored => stored.Fact.Kind != kind && stored.Fact.Predicate is ScanPredicate)];

    /// <summary>Believed and fresh facts about something else than what is judged: an image that it deploys.</summary>
    public IReadOnlyList<StoredFact> About(Subject other, FactKind kind) =>
        [.. Newest(Sort(other).Believed).Where(stored => stored.Fact.Kind == kind && Staleness(stored.Fact, MaxAge(kind)) is null)];

    /// <summary>Why there is no fact of these kinds, where some are there and do not count; empty where none is.</summary>
    public string WhyNot(params ReadOnlySpan<FactKind> kinds)
    {
        var wanted = kinds.ToArray();
        var whys = _stale.Where(pair => wanted.Contains(pair.Fact.Fact.Kind)).Select(pair => pair.Why)
            .Concat(_doubted.Where(pair => wanted.Contains(pair.Fact.Fact.Kind)).Select(pair => pair.Why)).Distinct().ToList();
        return string.Join("; ", whys.Take(3)) + (whys.Count > 3 ? FormattableString.Invariant($"; and {whys.Count - 3} more") : "");
    }

    /// <summary>Null where young enough; otherwise its age and the bound, in words.</summary>
    public string? Staleness(Fact fact, TimeSpan? most)
    {
        var age = _context.Now - fact.Time;
        return most is null || age <= most ? null : $"the {FactAges.Name(fact.Kind)} of {fact.Producer.Name} is stale: {Spans.Of(age)} old, at most {Spans.Of(most.Value)}";
    }

    private TimeSpan? MaxAge(FactKind kind) => _policy.MaxAges.TryGetValue(kind, out var most) ? most : null;

    private (ImmutableArray<StoredFact> About, ImmutableArray<StoredFact> Believed, ImmutableArray<(StoredFact, string)> Doubted) Sort(Subject subject)
    {
        var about = _all.Where(stored => stored.Fact.Subjects.Any(subject.Matches)).ToImmutableArray();
        var believed = ImmutableArray.CreateBuilder<StoredFact>();
        var doubted = ImmutableArray.CreateBuilder<(StoredFact, string)>();
        foreach (var stored in about)
        {
            if ((Belief.Doubt(stored, _policy, _context) ?? Flaw(stored.Fact) ?? _revocations.Of(stored)) is { } doubt)
                doubted.Add((stored, doubt));
            else
                believed.Add(stored);
        }

        return (about, believed.ToImmutable(), doubted.ToImmutable());
    }

    private string? Flaw(Fact fact)
    {
        if (!FactKinds.Fits(fact))
            return $"the {FactAges.Name(fact.Kind)} of {fact.Producer.Name} states something else than its kind says";
        return fact.Time > _context.Now + ClockTolerance
            ? $"the {FactAges.Name(fact.Kind)} of {fact.Producer.Name} is dated in the future ({fact.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC)"
            : null;
    }

    private static ImmutableArray<StoredFact> Newest(ImmutableArray<StoredFact> believed) =>
    [
        .. believed.GroupBy(stored => (stored.Fact.Kind, stored.Fact.Producer.Name, About: FactKinds.SpeaksOf(stored.Fact) ?? stored.Id)).Select(group => group.First()),
    ];
}

/// <summary>Lengths of time in words.</summary>
public static class Spans
{
    /// <summary><c>3 days</c>, <c>5 hours</c>, <c>12 minutes</c>; the smaller unit below two of the larger.</summary>
    public static string Of(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => FormattableString.Invariant($"{(int)span.TotalDays} days"),
        { TotalHours: >= 2 } => FormattableString.Invariant($"{(int)span.TotalHours} hours"),
        _ => FormattableString.Invariant($"{Math.Max(0, (int)span.TotalMinutes)} minutes"),
    };
}
