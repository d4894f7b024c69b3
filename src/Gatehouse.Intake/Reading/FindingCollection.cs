using System.Collections.Immutable;
using Gatehouse.Formats;
using Gatehouse.Model;

namespace Gatehouse.Intake;

/// <summary>
/// The findings of one fact, bounded while they come: a few bytes of a report may name a long text many times, and a fact
/// that is larger than what a dossier reads back would be lost.
/// </summary>
internal sealed class FindingCollection
{
    /// <summary>Findings of one fact.</summary>
    public const int MaxFindings = 100_000;

    // In UTF-16 code units; a fact has at most 64 MiB, and escapes may double what is written.
    private const long MaxText = 48L << 20;
    private const long MaxFlow = 8L << 20;

    // What a finding costs in a fact beside its texts.
    private const int Fixed = 250;

    private List<Finding> _findings = [];
    private long _flow;

    /// <summary>Findings that were added.</summary>
    public int Count { get; private set; }

    /// <summary>Findings whose flow was left out.</summary>
    public int WithoutFlow { get; private set; }

    public void Add(Finding finding)
    {
        Count++;
        if (!finding.Flow.IsDefaultOrEmpty)
        {
            var length = finding.Flow.Sum(step => step.Message.Length + step.Location.Path.Length + 100L);
            if (_flow + length > MaxFlow)
            {
                WithoutFlow++;
                finding = finding with { Flow = [] };
            }
            else
            {
                _flow += length;
            }
        }

        _findings.Add(finding);
        if (_findings.Count >= 2 * MaxFindings)
            Cut();
    }

    /// <summary>The worst that fit, worst first.</summary>
    public ImmutableArray<Finding> Kept()
    {
        Cut();
        return [.. _findings];
    }

    private void Cut()
    {
        _findings = [.. _findings.Order(FindingOrder.WorstFirst)]; // Stable, unlike List.Sort.
        var text = 0L;
        var kept = 0;
        while (kept < _findings.Count && kept < MaxFindings && (text += Length(_findings[kept])) <= MaxText)
            kept++;
        _findings.RemoveRange(kept, _findings.Count - kept);
    }

    private static long Length(Finding finding) => Fixed + finding.RuleId.Length + finding.Message.Length + (finding.Title?.Length ?? 0) + (finding.Remedy?.Length ?? 0)
        + (finding.HelpUri?.Length ?? 0) + (finding.AlsoAt.IsDefault ? 0 : finding.AlsoAt.Sum(place => place.Location.Path.Length + place.Message.Length + 100L)) + (finding.Location?.Path.Length ?? 0) + (finding.Location?.Symbol?.Length ?? 0) + (finding.Suppression?.Reason.Length ?? 0);
}
