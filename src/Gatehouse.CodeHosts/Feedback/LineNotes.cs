using System.Collections.Immutable;
using Gatehouse.Formats;
using Gatehouse.Model;

namespace Gatehouse.CodeHosts.Feedback;

/// <summary>A finding of the change that makes a gate stop or warn, at its line.</summary>
/// <param name="Key">The same for the same finding in the next run, wherever its line then is.</param>
/// <param name="Path">In the repository.</param>
/// <param name="Line">From 1.</param>
/// <param name="Finding">What it is.</param>
/// <param name="Stops">True where it stops a gate, false where it warns.</param>
internal sealed record LineNote(string Key, string Path, int Line, Finding Finding, bool Stops);

/// <summary>Chooses the findings that get a note: active, not known from before, at a line that a diff can show, and counted by a gate.</summary>
internal static class LineNotes
{
    public static ImmutableArray<LineNote> Of(FeedbackRequest request)
    {
        var notes = ImmutableArray.CreateBuilder<LineNote>();
        var seen = new HashSet<(string, string, int)>();
        var times = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (finding, stops) in Counted(request.Document).OrderBy(counted => counted.Finding, FindingOrder.WorstFirst))
        {
            var (path, line) = (request.PathPrefix + finding.Location!.Path, Math.Max(1, finding.Location.Region?.StartLine ?? 1));
            var identity = $"{finding.RuleId}\n{(finding.Fingerprint == default ? finding.Message : finding.Fingerprint.ToString())}\n{path}";
            if (!seen.Add((identity, path, line)))
                continue;
            // Twice the same in a file are two.
            var time = times[identity] = times.GetValueOrDefault(identity) + 1;
            notes.Add(new LineNote(Marker.Digest(FormattableString.Invariant($"{identity}\n{time}"))[..32], path, line, finding, stops));
        }

        return notes.ToImmutable();
    }

    private static IEnumerable<(Finding Finding, bool Stops)> Counted(RunDocument run) =>
        from verdict in run.Verdicts
        from criterion in verdict.Criteria
        where criterion.Outcome is Outcome.Fail or Outcome.Undecided or Outcome.Warn
        from finding in criterion.Findings
        where finding is { IsActive: true, Location: { IsUri: false, Member: null } } && finding.Baseline != BaselineState.Unchanged
        select (finding, criterion.Outcome != Outcome.Warn && verdict.Mode != GateMode.Observe);
}
