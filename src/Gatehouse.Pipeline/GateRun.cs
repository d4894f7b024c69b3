using System.Collections.Immutable;
using Gatehouse.CodeHosts;
using Gatehouse.Dossier.Store;
using Gatehouse.Engine;
using Gatehouse.Formats;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Pipeline.Disarming;
using Gatehouse.Pipeline.Tools;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline;

/// <summary>What a run came to.</summary>
/// <param name="Document">All that it has to say.</param>
/// <param name="ExitCode">0, 1, 3 or 4 (CONVENTIONS, "Exit codes").</param>
/// <param name="FilesFromCache">Files that were not read again.</param>
public sealed record RunOutcome(RunDocument Document, int ExitCode, long FilesFromCache)
{
    /// <summary>A sentence where there was nothing to do: an empty index or range.</summary>
    public string? Emptiness { get; init; }

    /// <summary>Tools that were started, and how long each ran. Beside the document, whose bytes are the same in every run.</summary>
    public ImmutableArray<(string Name, TimeSpan Elapsed)> Tools { get; init; } = [];

    /// <summary>The change request that the job is about.</summary>
    public ChangeRequest? Change { get; init; }

    /// <summary>Why that is not known where there is one.</summary>
    public string? ChangeProblem { get; init; }

    /// <summary>The judged folder in the repository, with a slash at its end; empty for the whole.</summary>
    public string PathPrefix { get; init; } = "";
}

/// <summary>
/// One run, always from left to right: situation and policy, scan, stored facts and reports, refinery, gates, dossier.
/// A gate never scans, a report never decides.
/// </summary>
public static class GateRun
{
    /// <summary>Runs; or says why it cannot begin (exit 2).</summary>
    public static (RunOutcome? Outcome, RunRefusal? Refusal) Execute(RunOptions options, PipelineParts parts, IProgress<RunProgress>? progress, CancellationToken cancellation, IProgress<ToolProgress>? toolProgress = null)
    {
        var started = parts.Host.Now;
        var (situation, problem) = SituationFinder.Find(options.Folder, options.TargetBranch, parts.Host);
        if (situation is null)
            return (null, new RunRefusal([problem!]));
        using (situation)
        {
            if (options.Target == ScanTarget.Tree && !Directory.Exists(situation.Root))
                return (null, new RunRefusal([$"{options.Folder}: no such folder. Name a folder, or leave it out for this one"]));
            if (options.Exclude.Length > 0 && situation.Job is not null && options.JudgesGates)
                return (null, new RunRefusal(["--exclude would let a change hide files from its gate: in CI, exclusions belong into the policy (exclude: in gatehouse.yaml)"]));
            var (policy, refusal) = PolicyInForce.Find(situation, options.TrialPolicy, parts);
            if (policy is null)
                return (null, refusal);

            var (plan, planRefusal) = ToolPlan.Of(options, policy, parts);
            if (plan is null)
                return (null, planRefusal);
            using var tools = ToolRuns.Begin(plan.Started, situation, policy, options, parts.Host, toolProgress, cancellation);
            var (scan, scanRefusal) = Scan.Run(options, situation, policy, parts, progress, cancellation);
            if (scanRefusal is not null)
                return (null, scanRefusal);

            var subject = options.Subject ?? scan?.Subject ?? SubjectOf(situation);
            var dossier = DossierAccess.Open(situation, policy.Policy, parts);
            var (reports, reportRefusal) = ReportFacts.Read(options.Reports, subject, parts, situation.Root);
            if (reportRefusal is not null)
                return (null, reportRefusal);

            var outcomes = tools.Outcomes();
            string[] exclude = [.. policy.Policy.Exclude, .. options.Exclude];
            var lying = new KindFiles(situation.Root, exclude, parts.Host, cancellation);
            var ran = outcomes.SelectMany(ended => ToolFacts.Of(ended, situation, policy, lying, exclude, subject, started));
            var reviews = HostReviews.Ask(situation, options, policy.Policy, subject, parts, cancellation);
            var assembly = FactAssembly.Of(scan, dossier, [.. reports, .. ran, .. reviews.Facts], subject, started, reviews.AskedHost);
            var refined = Refining.Run(assembly.Facts, scan, situation, policy, options, parts, cancellation);
            if (refined.Refusal is not null)
                return (null, refined.Refusal);
            assembly = assembly with { Facts = refined.Facts };
            var (named, unkept) = options.Keeps && !policy.IsTrial ? dossier.Keep(assembly) : (assembly.Named(fact => null), null);
            var gathered = new Gathered(plan, scan, dossier, named, reviews, [.. refined.Warnings, .. reviews.Warnings], unkept);
            var outcome = Conclude(options, situation with { Authors = reviews.Authors }, policy, parts, gathered, started);
            return (outcome with { Tools = [.. outcomes.Select(ended => (ended.Tool.Tool.Name, ended.Elapsed))], Change = situation.Change, ChangeProblem = situation.ChangeProblem, PathPrefix = PrefixOf(situation) }, null);
        }
    }

    // Everything that there is to judge by, kept or not.
    private sealed record Gathered(ToolPlan Plan, Scan? Scan, DossierAccess Dossier, FactAssembly Assembly, HostReviews Reviews, IReadOnlyList<string> Warnings, string? Unkept);

    private static RunOutcome Conclude(RunOptions options, Situation situation, PolicyInForce policy, PipelineParts parts, Gathered gathered, DateTimeOffset started)
    {
        var (plan, scan, dossier, assembly, reviews, said, unkept) = gathered;
        var subject = assembly.Subject;
        var warnings = new List<string>([.. plan.Notes, .. scan?.Warnings ?? [], .. dossier.Warnings, .. said]);
        var weakenings = options.JudgesGates ? Weakenings(situation, policy, scan, assembly, parts) : [];
        var judgement = options.JudgesGates
            ? Judge.Run(policy.Policy, Context(options, situation, policy, parts, subject, started, WantsChangedPaths(options, assembly), plan.Owed) with { Weakenings = weakenings, ReviewGap = reviews.Gap, Labels = reviews.Labels }, assembly.Facts)
            : new Judgement([], []);
        warnings.AddRange(judgement.Warnings);
        warnings.AddRange(policy.Raised.Select(raise => raise.Sentence));
        warnings.AddRange(PackWarnings(policy.Policy, parts));
        if (policy.Proposed is not null && options.JudgesGates && situation.Job is null)
            warnings.Add($"gatehouse.yaml differs from the policy in force ({policy.Source}): it counts once it is merged; try it with -c {PolicyInForce.FileName}");
        // A verdict is kept only beside the facts that it cites.
        if (options.Keeps && !policy.IsTrial)
            unkept ??= dossier.Keep(subject, judgement.Verdicts, parts.Version);
        if (unkept is not null)
            warnings.Add(unkept);

        var document = new RunDocument
        {
            ToolVersion = parts.Version,
            Subject = subject,
            Started = started,
            Suppliers = [.. assembly.Suppliers()],
            Findings = [.. assembly.Findings().Concat(weakenings).Order(FindingOrder.WorstFirst)],
            Verdicts = judgement.Verdicts,
            Warnings = [.. warnings.Distinct()],
        };
        var code = CodeOf(options, policy, scan, document);
        return new RunOutcome(document with { ExitCode = code }, code, scan?.FilesFromCache ?? 0) { Emptiness = scan?.EmptyReason };
    }

    // Rules that a later release brought are not in this build, whatever the pin expects.
    private static IEnumerable<string> PackWarnings(PolicyDocument policy, PipelineParts parts) => policy.Packs.Where(pin => pin.Value > parts.Release).OrderBy(pin => pin.Key, StringComparer.Ordinal)
        .Select(pin => $"packs.{pin.Key} is pinned at {pin.Value}, and this build brings {parts.Release}: update Gatehouse");

    // Only the plan gate asks which paths changed, and comparing trees costs more than all other questions together.
    private static bool WantsChangedPaths(RunOptions options, FactAssembly assembly) =>
        options.Stages.Contains(Stage.Plan) || assembly.Facts.Any(fact => fact.Fact.Kind == FactKind.ThreatModel);

    private static ImmutableArray<Finding> Weakenings(Situation situation, PolicyInForce policy, Scan? scan, FactAssembly assembly, PipelineParts parts) => WeakenedOwners.Mark(situation,
    [
        .. policy.Proposed is { } proposed ? Weakening.Between(policy.Policy, proposed, PolicyInForce.FileName, parts.Release) : [],
        .. policy.AtTarget is { } newer && situation.Job is not null ? ChangeWeakenings.Behind(policy, newer, situation, parts) : [],
        .. ChangeWeakenings.Of(situation, policy, scan, assembly.Findings(), parts),
    ]);

    private static JudgingContext Context(RunOptions options, Situation situation, PolicyInForce policy, PipelineParts parts, Subject subject, DateTimeOffset now, bool wantsChangedPaths, ImmutableArray<FactKind> owedByTools) => new()
    {
        Subject = subject,
        Now = now,
        PolicySource = policy.Source,
        Branch = situation.Branch,
        TargetBranch = situation.TargetBranch,
        IsCi = situation.Job is not null,
        IsChangeRequest = situation.Job?.IsChangeRequest == true,
        SubjectProblem = options.Subject is null ? situation.SubjectProblem : null,
        MergeBaseProblem = situation.BaseProblem,
        Authors = situation.Authors,
        ChangedPaths = wantsChangedPaths ? ChangedPaths.Of(situation) : [],
        Labels = options.Labels,
        Requested = options.Stages,
        EngineKinds = [.. parts.Engines.SelectMany(engine => engine.FactKinds), .. owedByTools],
        IsTrial = policy.IsTrial,
    };

    private static string PrefixOf(Situation situation) => Path.GetRelativePath(situation.TreeRoot, situation.Root).Replace('\\', '/') is var path && path == "." ? "" : path + "/";

    // 1 before 3 before 4; a sentence and 0 where the index or the range is empty.
    private static int CodeOf(RunOptions options, PolicyInForce policy, Scan? scan, RunDocument document)
    {
        var code = ExitCodes.Of(document.Verdicts);
        if (code == 1)
            return 1;
        var observes = options.JudgesGates && policy.Policy.Of(Stage.Code).Mode == GateMode.Observe;
        if (code == 0 && document.Completeness != Completeness.Complete && !options.JudgesGates)
            code = 3;
        if (code == 0 && scan is { Files: 0, EmptyReason: null } && !observes)
            return 4;
        return code;
    }

    private static Subject SubjectOf(Situation situation) => situation.Head is { } head
        ? Subject.OfCommit(head.ToString(), situation.Branch is { } branch ? $"{branch}@{head.ToShortString()}" : head.ToShortString())
        : Subject.OfTree(Path.GetFileName(situation.Root), "");
}
