using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

/// <summary>A policy, a change and the facts about it. Begins as a feature branch on a developer's machine with no fact at all.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
    public static readonly Subject Commit = Subject.OfCommit(new string('a', 40), "the commit");
    public static readonly Subject OtherCommit = Subject.OfCommit(new string('b', 40), "another commit");

    private int _next;

    public PolicyDocument Policy { get; set; } = PolicyDocument.Default;

    public JudgingContext Context { get; set; } = new() { Subject = Commit, Now = Now, PolicySource = "default", Branch = "feature/x", Authors = ["ann@example.org"] };

    public List<StoredFact> Facts { get; } = [];

    public World Ci()
    {
        Context = Context with { IsCi = true };
        return this;
    }

    public World ChangeRequest(string? target = "develop")
    {
        Context = Context with { IsCi = true, IsChangeRequest = true, TargetBranch = target };
        return this;
    }

    public World On(string? branch)
    {
        Context = Context with { Branch = branch };
        return this;
    }

    public World Mode(Stage stage, GateMode mode) => Stages(stage, Policy.Of(stage) with { Mode = mode });

    public World Stages(Stage stage, StagePolicy how)
    {
        Policy = Policy with { Stages = Policy.Stages.SetItem(stage, how) };
        return this;
    }

    public World Engine(params FactKind[] kinds)
    {
        Context = Context with { EngineKinds = [.. kinds] };
        return this;
    }

    public World Waive(string criterion, string[]? ids = null, string[]? paths = null, int days = 30, string id = "W-1")
    {
        var expires = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(days);
        Policy = Policy with { Waivers = Policy.Waivers.Add(new Waiver(id, "we know", "olga", expires) { Criteria = [criterion], Ids = [.. ids ?? []], Paths = [.. paths ?? []], Source = "gatehouse.yaml:9" }) };
        return this;
    }

    public World Fact(FactKind kind, Predicate predicate, double hours = 1, Trust trust = Trust.SameJob, string producer = "tool", Completeness completeness = Completeness.Complete, Subject? subject = null, string? signedBy = null, string[]? unread = null)
    {
        Facts.Add(new StoredFact($"{_next++:x64}", new Fact
        {
            Kind = kind,
            Subjects = [subject ?? Commit],
            Producer = new Producer(producer),
            Time = Now.AddHours(-hours),
            Completeness = unread is null ? completeness : Completeness.Partial,
            Notices = [.. (unread ?? []).Select(path => new ScanNotice(NoticeKind.Unread, path, "cannot be read."))],
            Predicate = predicate,
        }, trust, signedBy));
        return this;
    }

    public World Scan(FactKind kind, params Finding[] findings) => Fact(kind, new ScanPredicate { Findings = [.. findings], Judged = 10 });

    public Judgement Judge() => Gatehouse.Policy.Judge.Run(Policy, Context, Facts);

    public CriterionResult Judge(string criterion)
    {
        var stage = PolicyCatalog.Criteria.Single(known => known.Id == criterion).Stage;
        var judgement = Gatehouse.Policy.Judge.Run(Policy, Context with { Requested = [stage] }, Facts);
        return judgement.Verdicts.Single().Criteria.Single(result => result.Criterion == criterion);
    }

    public static Finding Finding(FindingKind kind, Severity severity, string rule = "rule-1", string path = "src/a.cs") => new()
    {
        RuleId = rule,
        Supplier = "tool",
        Kind = kind,
        Severity = severity,
        Message = $"{rule} at {path}",
        Location = new Location(path, Region.Line(3)),
    };
}
