using System.Collections.Immutable;
using Gatehouse.Git;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Disarming;

/// <summary>
/// What a change takes from the gate that judges it, beside the policy itself: settings of engines, suppressions, ignore
/// files, owners, the CI's own steps, comments that silence a new finding, text made to look binary. Comments hold at once,
/// the rest once it is merged; each is a finding, so that someone other than the author sees it.
/// </summary>
internal static class ChangeWeakenings
{
    private const int Limit = 4 << 20;

    /// <param name="findings">Refined, so that suppressions and new-code marks are known.</param>
    public static IReadOnlyList<Finding> Of(Situation situation, PolicyInForce policy, Scan? scan, IEnumerable<Finding> findings, PipelineParts parts)
    {
        if (situation is not { Repository: { } repository, Base: { } id } || policy.IsTrial)
            return [];
        var found = new List<Finding>();
        if (policy.ProposedConfiguration is { } proposed)
        {
            found.AddRange(Tools.ToolWeakening.Between(policy.Configuration, proposed));
            found.AddRange(SectionWeakening.Between(policy.Configuration, proposed, parts.Engines.Select(engine => engine.Name)));
        }

        foreach (var name in parts.SuppressionFiles.Select(file => file.FileName).Distinct(StringComparer.Ordinal))
            found.AddRange(ControlFiles.IgnoreFile(name, Before(repository, id, name), Now(situation, name)));
        foreach (var path in Refinery.CodeOwners.Paths)
            found.AddRange(ControlFiles.Owners(path, Before(repository, id, path), Now(situation, path)));
        found.AddRange(findings.Where(finding => finding is { Suppression.Kind: "inline", Baseline: BaselineState.New }).Select(Silenced));
        // Comparing trees costs more than the rest together, and a desk has no CI steps in force.
        if (situation is { Job: not null, Head: { } head } && head != id && repository.TryCompare(id, head, out var changes, out _))
        {
            found.AddRange(changes.Changes.Where(change => change.Kind != ChangeKind.Added).Where(change => CiSteps.IsCiFile(change.Path, () => Before(repository, id, change.Path)))
                .SelectMany(change => CiSteps.Weakened(change.Path, Before(repository, id, change.Path), Now(situation, change.Path))));
            found.AddRange(MovedOut.Of(changes, policy.Policy.Exclude));
            found.AddRange(TurnedBinary(situation, repository, id, changes, scan));
        }

        return [.. found.OrderBy(finding => finding.RuleId, StringComparer.Ordinal).ThenBy(finding => finding.Location?.Path, StringComparer.Ordinal).ThenBy(finding => finding.Message, StringComparer.Ordinal)];
    }

    /// <summary>
    /// What the target asks by now and the policy in force does not: who begins his branch far enough back would be judged by
    /// what held then. Where the code host's merge of both is checked out, its base is the target's newest commit, and this is empty.
    /// </summary>
    public static IEnumerable<Finding> Behind(PolicyInForce policy, PolicyReading newer, Situation situation, PipelineParts parts) =>
        Weakening.Between(newer.Policy, policy.Policy, PolicyInForce.FileName, parts.Release)
            .Concat(SectionWeakening.Between(newer.Root, policy.Configuration, parts.Engines.Select(engine => engine.Name)))
            .Concat(Tools.ToolWeakening.Between(newer.Root, policy.Configuration))
            .Select(finding => finding with { RuleId = "policy-branch-behind", Message = $"this branch began before {situation.TargetBranch ?? "its target"} asked for more: {finding.Message}", Remedy = $"Merge {situation.TargetBranch ?? "the target"} into the branch, or rebase it, so that today's policy judges it." });

    private static Finding Silenced(Finding finding) =>
        Weakening.Of("inline-ignore-added", $"a comment silences the new finding {finding.RuleId}", finding.Location);

    // A NUL byte near the beginning hides a text from every scanner.
    private static IEnumerable<Finding> TurnedBinary(Situation situation, GitRepository repository, ObjectId id, ChangeSet changes, Scan? scan)
    {
        var changed = changes.Changes.Where(change => change.Kind == ChangeKind.Modified).Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
        var below = Path.GetRelativePath(situation.TreeRoot, situation.Root).Replace('\\', '/');
        return (scan?.Reports ?? []).SelectMany(report => report.Notices)
            .Where(notice => notice.Kind == NoticeKind.Skipped && notice.Reason.StartsWith("binary", StringComparison.Ordinal)).Select(notice => below == "." ? notice.Path : $"{below}/{notice.Path}")
            .Where(path => changed.Contains(path) && Before(repository, id, path) is { Length: > 0 } before && before.AsSpan(0, Math.Min(before.Length, 8 << 10)).IndexOf((byte)0) < 0)
            .Distinct(StringComparer.Ordinal).Select(path => Weakening.Of("text-made-binary", $"{path} was text and is skipped as binary now", new Location(path)));
    }

    private static byte[]? Before(GitRepository repository, ObjectId id, string path) =>
        repository.TryReadContent(id, path, out var bytes, out _, out _, Limit) ? bytes : null;

    private static byte[]? Now(Situation situation, string path) =>
        BoundedFile.TryRead(Path.Combine(situation.TreeRoot, path), out var bytes, out _, Limit) ? bytes : null;
}
