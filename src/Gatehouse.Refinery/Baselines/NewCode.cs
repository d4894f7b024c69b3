using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>Marks what the change brought (against the merge base) and what came since the baseline was written.</summary>
internal static class NewCode
{
    public static void Mark(Finding[] findings, RefineRequest request, List<RefineWarning> warnings)
    {
        var states = new BaselineState[findings.Length];
        if (request.Base is { } known)
            MarkByBase(findings, known, states);
        if (request.Baseline is { } baseline)
            MarkByBaseline(findings, baseline, request.BaselineSuppresses, states, warnings);
        for (var i = 0; i < findings.Length; i++)
            findings[i] = findings[i] with { Baseline = states[i] };
    }

    private static void MarkByBase(Finding[] findings, BaseFindings known, BaselineState[] states)
    {
        var open = new List<int>();
        for (var i = 0; i < findings.Length; i++)
        {
            if (findings[i].Location is { IsUri: false } location && !known.ChangedPaths.Contains(location.Path))
                states[i] = BaselineState.Unchanged;
            else
                open.Add(i);
        }

        var before = known.Findings.ToArray();
        Fingerprinting.Fill(before, null);
        var matched = PlaceByPlace.Known(findings, open, before.SelectMany(PlaceByPlace.Of).Select(finding => new Earlier(finding.Fingerprint, NowCalled(finding.Location?.Path ?? "", known), 1)));
        foreach (var i in open)
        {
            // Of what lies in no file (an image, a whole project) the base was not asked as a whole.
            states[i] = matched[i] ? BaselineState.Unchanged : findings[i].Location is { IsUri: false } ? BaselineState.New : BaselineState.Unknown;
        }
    }

    private static string NowCalled(string path, BaseFindings known) => known.Renames.TryGetValue(path, out var renamed) ? renamed : path;

    private static void MarkByBaseline(Finding[] findings, Baseline baseline, bool suppresses, BaselineState[] states, List<RefineWarning> warnings)
    {
        var matched = PlaceByPlace.Known(findings, [.. Enumerable.Range(0, findings.Length)], baseline.Entries.Select(entry => new Earlier(entry.Fingerprint, entry.Path, entry.Count)));
        for (var i = 0; i < findings.Length; i++)
        {
            if (matched[i])
                states[i] = BaselineState.Unchanged;
            else if (states[i] == BaselineState.Unknown)
                states[i] = BaselineState.New;
            if (matched[i] && suppresses)
                findings[i] = findings[i] with { Suppression = findings[i].Suppression ?? new Suppression("baseline", "", baseline.Source) };
        }

        var schemes = findings.Select(finding => finding.Fingerprint.Scheme).Append(Fingerprint.Current).ToHashSet(StringComparer.Ordinal);
        foreach (var unknown in baseline.Entries.Where(entry => !schemes.Contains(entry.Fingerprint.Scheme)).GroupBy(entry => entry.Fingerprint.Scheme, StringComparer.Ordinal))
        {
            warnings.Add(new RefineWarning(baseline.Source, FormattableString.Invariant(
                $"{unknown.Count()} entries have the fingerprint scheme \"{unknown.Key}\", which nothing of this run writes: their findings count as new. Write the baseline anew with gatehouse baseline.")));
        }
    }
}
