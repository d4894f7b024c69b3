using System.CommandLine;
using System.Collections.Immutable;
using Gatehouse.Configuration;
using Gatehouse.Model;
using Gatehouse.Pipeline;

namespace Gatehouse.Cli.Verbs;

/// <summary>The options that run, gate and scan share.</summary>
internal sealed class RunArguments
{
    public Option<string> Format { get; } = new("--format", "-f") { Description = "How the result is written: table json jsonl sarif gitlab junit markdown csv html.", DefaultValueFactory = _ => "table" };

    public Option<string[]> Outputs { get; } = new("--output", "-o") { Description = "FORMAT=FILE: the result in another format as well; may be repeated." };

    public Option<string?> Config { get; } = new("--config", "-c") { Description = "Try a policy out: the verdict is marked TRIAL." };

    public Option<string[]> Only { get; } = new("--only") { Description = "Engines to run.", AllowMultipleArgumentsPerToken = true };

    public Option<bool> Staged { get; } = new("--staged") { Description = "What is about to be committed." };

    public Option<string[]> Reports { get; } = new("--report") { Description = "A report of another tool to take in; may be repeated." };

    public Option<string?> Target { get; } = new("--target-branch") { Description = "The branch that this is to be merged into; the CI's own variables say so by default." };

    public Option<string?> Baseline { get; } = new("--baseline") { Description = "A baseline file: what it knows is marked unchanged." };

    public Option<string[]> Exclude { get; } = new("--exclude") { Description = "Path pattern to leave out; refused in CI, where the policy says what is left out." };

    public Option<string[]> Labels { get; } = new("--label") { Description = "A label of the change request." };

    public Option<string?> FailOn { get; } = new("--fail-on") { Description = "Fail on an active finding of this severity or worse as well: critical high medium low info." };

    public Option<int> ExitCode { get; } = new("--exit-code") { Description = "Use this code instead of 1.", DefaultValueFactory = _ => 1 };

    public Option<bool> SoftFail { get; } = new("--soft-fail") { Description = "Use 0 instead of 1." };

    public Option<bool> ShowSuppressed { get; } = new("--show-suppressed") { Description = "List suppressed findings with their reasons." };

    public Option<bool> NoInline { get; } = new("--no-inline-ignores") { Description = "Do not honour comments that ask to ignore a finding." };

    public Option<bool> NoCache { get; } = new("--no-cache") { Description = "Read every file anew." };

    public Option<bool> NoKeep { get; } = new("--no-keep") { Description = "Keep nothing in the dossier." };

    public Option<bool> NoScan { get; } = new("--no-scan") { Description = "Judge stored facts only." };

    public Option<int> Jobs { get; } = new("--jobs") { Description = "Threads; 0 for one a processor." };

    public Option<string?> Timeout { get; } = new("--timeout") { Description = "End the run as incomplete after this time: 90s 10m." };

    public Option<int?> SarifLimit { get; } = new("--sarif-limit") { Description = "The most results in a SARIF file." };

    public Option<bool> Comment { get; } = new("--comment") { Description = "Tell the result on the pull or merge request of this job: one comment, notes at lines, a check." };

    public Option<bool> Offline { get; } = new("--offline") { Description = "Ask nothing over the network." };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Everything." };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Only what blocks, in six lines or fewer." };

    public void AddTo(Command command, bool gates)
    {
        Option[] common = [Format, Outputs, Config, Only, Reports, Baseline, Exclude, FailOn, ExitCode, SoftFail, ShowSuppressed, NoInline, NoCache, Jobs, Timeout, SarifLimit, Verbose, Quiet, Target];
        foreach (var option in common)
            command.Options.Add(option);
        if (!gates)
            return;
        foreach (var option in (Option[])[Staged, Labels, NoKeep, NoScan, Comment, Offline])
            command.Options.Add(option);
    }

    /// <summary>The options of a run; or what is wrong with them.</summary>
    public (RunOptions? Options, string? Problem) Read(ParseResult parsed, string folder)
    {
        TimeSpan? timeout = null;
        if (parsed.GetValue(Timeout) is { } text)
        {
            if (!Scalars.TryDuration(text, out var bound))
                return (null, $"--timeout {text}: a length of time is wanted, such as 90s or 10m");
            timeout = bound;
        }

        if (parsed.GetValue(FailOn) is { } word && !Severities.TryParse(word, out _))
            return (null, $"--fail-on {word}: a severity is wanted: critical high medium low info");
        if (parsed.GetValue(Comment) && parsed.GetValue(Offline))
            return (null, "--comment and --offline contradict each other: leave one out");
        return (new RunOptions
        {
            Folder = folder,
            Target = parsed.GetValue(Staged) ? ScanTarget.Staged : ScanTarget.Tree,
            Only = Texts(parsed.GetValue(Only)),
            TrialPolicy = parsed.GetValue(Config),
            TargetBranch = parsed.GetValue(Target),
            Baseline = parsed.GetValue(Baseline),
            Reports = Texts(parsed.GetValue(Reports)),
            Exclude = Texts(parsed.GetValue(Exclude)),
            Labels = Texts(parsed.GetValue(Labels)),
            IsOffline = parsed.GetValue(Offline),
            HonorsInline = !parsed.GetValue(NoInline),
            UsesCache = !parsed.GetValue(NoCache),
            Keeps = !parsed.GetValue(NoKeep),
            Scans = !parsed.GetValue(NoScan),
            Jobs = parsed.GetValue(Jobs),
            Timeout = timeout,
        }, null);
    }

    private static ImmutableArray<string> Texts(string[]? values) => [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
