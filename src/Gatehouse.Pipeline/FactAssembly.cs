using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Attestation.Statements;
using Gatehouse.Formats;
using Gatehouse.Model;

namespace Gatehouse.Pipeline;

/// <summary>The facts of a run: those of our engines, those that the dossier keeps, those of reports just brought.</summary>
/// <param name="Facts">All of them, about any subject.</param>
/// <param name="OwnIds">Ids of those that this run made.</param>
/// <param name="Subject">What is judged.</param>
/// <param name="Reports">What the engines said.</param>
internal sealed record FactAssembly(ImmutableArray<StoredFact> Facts, ImmutableHashSet<string> OwnIds, Subject Subject, IReadOnlyList<ScanReport> Reports)
{
    public static FactAssembly Of(Scan? scan, DossierAccess dossier, IReadOnlyList<Fact> reports, Subject subject, DateTimeOffset now, string? askedHost = null)
    {
        var own = new List<StoredFact>();
        foreach (var report in scan?.Reports ?? [])
        {
            foreach (var result in report.Results)
                own.Add(InMemory(OfReport(report, result, subject, now)));
        }

        own.AddRange(reports.Select(InMemory));
        // A stored scan of our own engine is superseded by the one just made.
        var made = own.Select(fact => (fact.Fact.Kind, fact.Fact.Producer.Name)).ToHashSet();
        // What the code host said before it was asked again may have been taken back.
        if (askedHost is not null)
            made.Add((FactKind.Review, askedHost));
        var stored = dossier.Facts.Where(fact => fact.Fact.Kind != FactKind.Verdict && !(fact.Fact.Subjects.Any(subject.Matches) && made.Contains((fact.Fact.Kind, fact.Fact.Producer.Name))));
        return new FactAssembly([.. own, .. stored], [.. own.Select(fact => fact.Id)], subject, scan?.Reports ?? []);
    }

    /// <summary>The run's own facts by the ids of what <paramref name="keep"/> gives; by their own digest where it gives null.</summary>
    public FactAssembly Named(Func<Fact, StoredFact?> keep)
    {
        var facts = Facts.Select(fact => OwnIds.Contains(fact.Id) ? (IsOwn: true, Fact: keep(fact.Fact) ?? InMemory(fact.Fact)) : (IsOwn: false, Fact: fact)).ToList();
        return this with { Facts = [.. facts.Select(fact => fact.Fact)], OwnIds = [.. facts.Where(fact => fact.IsOwn).Select(fact => fact.Fact.Id)] };
    }

    /// <summary>Findings of every fact about the subject.</summary>
    public IEnumerable<Finding> Findings() => Facts.Where(fact => fact.Fact.Subjects.Any(Subject.Matches) && fact.Trust is not (Trust.Tampered or Trust.CommittedInTree))
        .Select(fact => fact.Fact.Predicate).OfType<ScanPredicate>().SelectMany(scan => scan.Findings);

    public IEnumerable<SupplierSummary> Suppliers()
    {
        var own = Reports.Select(report => new SupplierSummary(report.Engine, report.EngineVersion, report.Completeness, report.Files, report.Notices));
        var others = Facts.Where(fact => fact.Fact.Predicate is ScanPredicate && fact.Fact.Subjects.Any(Subject.Matches) && Reports.All(report => EngineName(report.Engine) != fact.Fact.Producer.Name))
            .Where(fact => fact.Trust is not (Trust.Tampered or Trust.CommittedInTree))
            .GroupBy(fact => fact.Fact.Producer.Name, StringComparer.Ordinal)
            .Select(group => new SupplierSummary(
                group.Key, group.First().Fact.Producer.Version, group.Max(fact => fact.Fact.Completeness), group.Sum(fact => ((ScanPredicate)fact.Fact.Predicate).Judged), [.. group.SelectMany(fact => fact.Fact.Notices)]));
        return own.Concat(others).OrderBy(supplier => supplier.Name, StringComparer.Ordinal);
    }

    internal static StoredFact InMemory(Fact fact)
    {
        // Known by the digest of its statement, as the store would name it unsigned.
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Statement.Write(fact)));
        return new StoredFact(id, fact, Trust.SameJob);
    }

    internal static Fact OfReport(ScanReport report, ScanResult result, Subject subject, DateTimeOffset now) => new()
    {
        Kind = result.Kind,
        Subjects = [subject],
        Producer = new Producer(EngineName(report.Engine), report.EngineVersion),
        Time = now,
        Completeness = report.Completeness,
        Notices = report.Completeness == Completeness.Complete ? [] : [.. report.Notices.Where(notice => notice.Kind == NoticeKind.Unread)],
        Predicate = result.Predicate,
    };

    private static string EngineName(string engine) => string.Create(CultureInfo.InvariantCulture, $"gatehouse {engine}");
}
