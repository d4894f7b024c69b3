using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Formats;

/// <summary>All that one run has to say, ready to be written in any format. Every list is sorted, so that two runs of the same input write the same bytes.</summary>
public sealed record RunDocument
{
    /// <summary>The version of Gatehouse that ran.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>What was judged.</summary>
    public required Subject Subject { get; init; }

    /// <summary>When the run began. UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>What each supplier did, in the order of its name: our engines, and reports of other tools.</summary>
    public ImmutableArray<SupplierSummary> Suppliers { get; init; } = [];

    /// <summary>All findings, marked and never dropped: worst first, then rank, path, line, rule.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>The gates judged, in the order of the stages; empty for a plain scan.</summary>
    public ImmutableArray<GateVerdict> Verdicts { get; init; } = [];

    /// <summary>What the reader should know beside: a waiver that expired, a cache that could not be written.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The exit code that the run ends with (CONVENTIONS, "Exit codes").</summary>
    public int ExitCode { get; init; }

    /// <summary>The worst completeness of all suppliers.</summary>
    public Completeness Completeness => Suppliers.Length == 0 ? Completeness.Complete : Suppliers.Max(supplier => supplier.Completeness);
}

/// <summary>What one supplier of findings did.</summary>
/// <param name="Name">An engine's name, or another tool's.</param>
/// <param name="Version">Its version; null where a report did not say.</param>
/// <param name="Completeness">Whether everything wanted was judged.</param>
/// <param name="Files">Files or targets judged.</param>
/// <param name="Notices">What was skipped, degraded or unread, sorted by path.</param>
public sealed record SupplierSummary(string Name, string? Version, Completeness Completeness, long Files, ImmutableArray<ScanNotice> Notices);

/// <summary>The one order of findings in every output.</summary>
public static class FindingOrder
{
    /// <summary>Active before suppressed and merged, worst first, then rank, path, line, column, rule, message.</summary>
    public static IComparer<Finding> WorstFirst { get; } = Comparer<Finding>.Create(static (a, b) =>
    {
        var order = b.IsActive.CompareTo(a.IsActive);
        if (order == 0)
            order = b.Severity.CompareTo(a.Severity);
        if (order == 0)
            order = b.Rank.CompareTo(a.Rank);
        if (order == 0)
            order = string.CompareOrdinal(a.Location?.FullPath, b.Location?.FullPath);
        if (order == 0)
            order = (a.Location?.Region?.StartLine ?? 0).CompareTo(b.Location?.Region?.StartLine ?? 0);
        if (order == 0)
            order = (a.Location?.Region?.StartColumn ?? 0).CompareTo(b.Location?.Region?.StartColumn ?? 0);
        if (order == 0)
            order = string.CompareOrdinal(a.RuleId, b.RuleId);
        if (order == 0)
            order = string.CompareOrdinal(a.Supplier, b.Supplier);
        return order != 0 ? order : string.CompareOrdinal(a.Message, b.Message);
    });
}
