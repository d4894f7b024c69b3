using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Formats.Html;

/// <summary>All that a run wanted to judge and did not: criteria without their facts, criteria without an engine, files unread, suppliers that failed.</summary>
internal sealed class Unjudged(RunDocument run)
{
    public ImmutableArray<CriterionResult> Undecided { get; } = Criteria(run, Outcome.Undecided);

    public ImmutableArray<CriterionResult> WithoutEngine { get; } = Criteria(run, Outcome.NotJudged);

    public ImmutableArray<(string Supplier, ScanNotice Notice)> Unread { get; } = Notices(run, NoticeKind.Unread);

    /// <summary>Parsed with errors in places: judged, so not counted here, but told.</summary>
    public ImmutableArray<(string Supplier, ScanNotice Notice)> Degraded { get; } = Notices(run, NoticeKind.Degraded);

    /// <summary>Not wanted (binary, excluded): not counted here, but told.</summary>
    public ImmutableArray<(string Supplier, ScanNotice Notice)> Skipped { get; } = Notices(run, NoticeKind.Skipped);

    /// <summary>Suppliers that did not judge all they wanted and name no file for it.</summary>
    public ImmutableArray<SupplierSummary> Suppliers { get; } =
        [.. run.Suppliers.Where(supplier => supplier.Completeness != Completeness.Complete && !supplier.Notices.Any(notice => notice.Kind == NoticeKind.Unread))];

    public int Count => Undecided.Length + WithoutEngine.Length + Unread.Length + Suppliers.Length;

    /// <summary>The count in words, a part a kind.</summary>
    public IEnumerable<string> Parts()
    {
        if (Undecided.Length > 0)
            yield return Markup.Count(Undecided.Length, "criterion undecided", "criteria undecided");
        if (WithoutEngine.Length > 0)
            yield return Markup.Count(WithoutEngine.Length, "criterion without an engine", "criteria without an engine");
        if (Unread.Length > 0)
            yield return Markup.Count(Unread.Length, "file unread", "files unread");
        if (Suppliers.Length > 0)
            yield return Markup.Count(Suppliers.Length, "supplier incomplete", "suppliers incomplete");
    }

    private static ImmutableArray<CriterionResult> Criteria(RunDocument run, Outcome outcome) =>
        [.. run.Verdicts.SelectMany(verdict => verdict.Criteria).Where(criterion => criterion.Outcome == outcome)];

    private static ImmutableArray<(string, ScanNotice)> Notices(RunDocument run, NoticeKind kind) =>
        [.. run.Suppliers.SelectMany(supplier => supplier.Notices.Where(notice => notice.Kind == kind).Select(notice => (supplier.Name, notice)))];
}
