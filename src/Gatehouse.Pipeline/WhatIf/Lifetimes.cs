using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.WhatIf;

/// <summary>
/// Follows findings from merge to merge by their fingerprints, which survive edits and moves. One that comes back after
/// it was gone is another.
/// </summary>
internal sealed class Lifetimes
{
    private readonly Dictionary<Fingerprint, Life> _open = [];
    private readonly List<Life> _ended = [];
    private HashSet<(Fingerprint, string?)> _last = [];
    private int _next;

    /// <summary>What was there before the first merge.</summary>
    public void Begin(ImmutableArray<Finding> findings)
    {
        foreach (var finding in findings)
            _open[finding.Fingerprint] = new Life { Brought = null };
        _last = [.. findings.Select(finding => (finding.Fingerprint, finding.Location?.Path))];
    }

    /// <summary>The next merge: all its findings, and those that would block it in each mode.</summary>
    public void Next(ImmutableArray<Finding> findings, ImmutableArray<Finding> written, ImmutableArray<Finding> newCode, ImmutableArray<Finding> enforce)
    {
        var index = _next++;
        // A finding merged into another is shown by that one.
        var there = findings.Where(finding => finding.MergedInto is null).GroupBy(finding => finding.Fingerprint).ToDictionary(same => same.Key, same => same.Any(finding => finding.IsActive));
        // A comment that ignores a finding stands in its line, and so gives it another fingerprint.
        var hidden = findings.Where(finding => finding.Suppression is not null && !_last.Contains((finding.Fingerprint, finding.Location?.Path))).Select(finding => (finding.RuleId, finding.Location?.Path)).ToHashSet();
        _last = [.. findings.Select(finding => (finding.Fingerprint, finding.Location?.Path))];
        foreach (var (fingerprint, life) in _open.ToList())
        {
            var isThere = there.TryGetValue(fingerprint, out var isActive);
            if (isThere && (isActive || life.Finding is null))
                continue;
            life.Ended = index;
            life.End = isThere || (life.Finding is { } finding && hidden.Contains((finding.RuleId, finding.Location?.Path))) ? FindingEnd.Suppressed : FindingEnd.Fixed;
            _ended.Add(life);
            _open.Remove(fingerprint);
        }

        foreach (var (fingerprint, isActive) in there)
        {
            if (isActive && !_open.ContainsKey(fingerprint))
                _open[fingerprint] = new Life { Brought = index };
        }

        Mark(written, index, static life => life.AsWritten = true);
        Mark(newCode, index, static life => life.AsNew = true);
        Mark(enforce, index, static life => life.Merges++);
    }

    /// <summary>The lives of findings that would have blocked something, by when they began.</summary>
    public ImmutableArray<BlockingFinding> Close(IReadOnlyList<JudgedMerge> merges) =>
    [
        .. _ended.Concat(_open.Values).Where(life => life.Finding is not null).Select(life => new BlockingFinding
        {
            Finding = life.Finding!,
            Brought = life.Brought,
            First = life.First,
            Places = life.Places,
            Ended = life.Ended,
            End = life.End,
            Lasted = life is { Brought: { } from, Ended: { } to } && merges[to].Time >= merges[from].Time ? merges[to].Time - merges[from].Time : null,
            BlockedInEnforce = life.Merges,
            BlocksAsNew = life.AsNew,
            BlocksAsWritten = life.AsWritten,
        })
        .OrderBy(life => life.Brought ?? -1).ThenByDescending(life => life.Finding.Severity).ThenBy(life => life.Finding.Location?.Path, StringComparer.Ordinal)
        .ThenBy(life => life.Finding.Location?.Region?.StartLine ?? 0).ThenBy(life => life.Finding.RuleId, StringComparer.Ordinal).ThenBy(life => life.Finding.Fingerprint.Value, StringComparer.Ordinal),
    ];

    private void Mark(ImmutableArray<Finding> blocking, int index, Action<Life> mark)
    {
        foreach (var copies in blocking.GroupBy(finding => finding.Fingerprint))
        {
            var finding = copies.First();
            if (!_open.TryGetValue(finding.Fingerprint, out var life))
                _open[finding.Fingerprint] = life = new Life { Brought = index }; // A criterion's own, such as an open threat.
            if (life.Finding is null)
                (life.Finding, life.First) = (finding, index);
            life.Places = Math.Max(life.Places, copies.Count());
            mark(life);
        }
    }

    private sealed class Life
    {
        public Finding? Finding { get; set; }

        public int? Brought { get; init; }

        public int First { get; set; }

        public int? Ended { get; set; }

        public FindingEnd End { get; set; }

        public int Merges { get; set; }

        public int Places { get; set; }

        public bool AsWritten { get; set; }

        public bool AsNew { get; set; }
    }
}
