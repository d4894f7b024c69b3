using System.Text;
using Gatehouse.Attestation.Keys;
using Gatehouse.Configuration;
using Gatehouse.Git;
using Gatehouse.Model;
using Gatehouse.Pipeline.Disarming;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Proving;

/// <summary>Every way in which a change may take something from the gate that judges it, written as a change would write it; and a change that takes nothing.</summary>
internal sealed class DisarmingChecks(IReadOnlyList<ISection> sections, DateTimeOffset now)
{
    private const string Engine = "selftest-engine";
    private const string Same = "gates: {code: {mode: enforce}, build: {denied-licenses: [GPL-3.0-only]}}";
    private const string Workflow = "on:\n  push:\n  pull_request:\njobs:\n  gates:\n    steps:\n      - run: gatehouse run\n";

    private string Soon => FormattableString.Invariant($"{now.UtcDateTime.AddDays(30):yyyy-MM-dd}");

    public IReadOnlyList<ControlCheck> Run() =>
    [
        Policy("mode-lowered", "gates: {code: {mode: enforce}}", "gates: {code: {mode: observe}}"),
        Policy("gate-turned-off", "", "gates: {code: {judge: never}}"),
        Policy("criterion-dropped", "gates: {code: {criteria: [code.flaws]}}", ""),
        Policy("criterion-dropped", "", "gates: {code: {without: [code.secrets]}}"),
        Policy("waiver-added", "", $"waivers: [{{id: W-1, criteria: [code.secrets], reason: a case, owner: selftest, expires: {Soon}}}]"),
        Policy("key-trusted", "", Key()),
        Policy("production-branch-removed", "", "production: [other]"),
        Policy("exclusion-added", "", "exclude: [\"src/**\"]"),
        Policy("license-allowed", "gates: {build: {denied-licenses: [GPL-3.0-only]}}", ""),
        Policy("registry-approved", "gates: {deploy: {registries: [registry.example.org]}}", ""),
        Policy("suite-dropped", "gates: {test: {security-suites: [security]}}", ""),
        Policy("high-risk-removed", "gates: {plan: {high-risk-paths: [\"src/**\"]}}", ""),
        Policy("threshold-raised", "", "gates: {test: {web-high-threshold: 3}}"),
        Policy("max-age-raised", "", "max-age: {secrets-scan: 365d}"),
        Policy("deadline-raised", "", "deadlines: {critical: 30d}"),
        Settings("suppression-added", "", $"suppressions: [{{ids: [case], reason: a case, owner: selftest, expires: {Soon}}}]"),
        Settings("engine-settings-changed", "", Engine + ": [case]"),
        Settings("archives-lowered", "", "archives: {depth: 0}"),
        Text("ignore-file-widened", ControlFiles.IgnoreFile(".trivyignore", null, "CVE-2026-0001\n"u8.ToArray())),
        Text("owners-changed", ControlFiles.Owners("CODEOWNERS", "* @olga\n"u8.ToArray(), "* @eve\n"u8.ToArray())),
        Text("ci-step-removed", Steps(null)),
        Text("ci-step-removed", Steps(Workflow.Replace("gatehouse run", "echo", StringComparison.Ordinal))),
        Text("ci-event-removed", Steps(Workflow.Replace("  pull_request:\n", "", StringComparison.Ordinal))),
        Text("ci-step-loosened", Steps(Workflow.Replace("gatehouse run", "gatehouse run || true", StringComparison.Ordinal))),
        Text("ci-step-loosened", Steps(Workflow.Replace("    steps", "    if: github.actor != 'eve'\n    steps", StringComparison.Ordinal))),
        Text("ci-step-replaced", Steps(Workflow.Replace("      - run: gatehouse run", "      - run: echo bin >> $GITHUB_PATH\n      - run: gatehouse run", StringComparison.Ordinal))),
        Text("file-moved-out", MovedOut.Of(new ChangeSet([Change("src/a.key", ChangeKind.Deleted, 1), Change("vendor/a.key", ChangeKind.Added, 2)], []), ["vendor/**"])),
        Text("submodule-added", MovedOut.Of(new ChangeSet([Change("lib", ChangeKind.Added, 1, EntryMode.Submodule)], []), [])),
        Silent(),
        Told(),
    ];

    private ControlCheck Policy(string rule, string before, string after) =>
        Compare(rule, before, after, (old, fresh) => Weakening.Between(old.Policy, fresh.Policy, PolicyInForce.FileName));

    private ControlCheck Settings(string rule, string before, string after) =>
        Compare(rule, before, after, (old, fresh) => SectionWeakening.Between(old.Root, fresh.Root, [Engine]));

    private ControlCheck Compare(string rule, string before, string after, Func<(PolicyDocument Policy, ConfigurationValue Root), (PolicyDocument Policy, ConfigurationValue Root), IEnumerable<Finding>> compare)
    {
        var (old, problem) = Read(before);
        if (problem is null && Read(after) is var (fresh, wrong))
            return wrong is null ? Text(rule, compare(old, fresh)) : new ControlCheck("policy-" + rule, "it is seen", CheckOutcome.Failed, "the case is not understood: " + wrong);
        return new ControlCheck("policy-" + rule, "it is seen", CheckOutcome.Failed, "the case is not understood: " + problem);
    }

    private static ControlCheck Text(string rule, IEnumerable<Finding> found)
    {
        var rules = found.Select(finding => finding.RuleId).Distinct(StringComparer.Ordinal).ToList();
        return ControlCheck.Of("policy-" + rule, "it is seen", rules.Contains("policy-" + rule) ? null : $"policy-{rule} was expected, and {(rules.Count == 0 ? "nothing was said" : "only this was said: " + string.Join(", ", rules))}");
    }

    private ControlCheck Silent()
    {
        var (policy, problem) = Read(Same);
        var found = problem is not null ? [] : Weakening.Between(policy.Policy, policy.Policy, PolicyInForce.FileName)
            .Concat(SectionWeakening.Between(policy.Root, policy.Root, [Engine])).Concat(Steps(Workflow)).Select(finding => finding.RuleId).ToList();
        return ControlCheck.Of("a change that takes nothing", "nothing is said", problem ?? (found.Count == 0 ? null : "silence was expected, and this was said: " + string.Join(", ", found)));
    }

    // At a desk, where no review is asked for yet.
    private ControlCheck Told()
    {
        var context = new JudgingContext
        {
            Subject = Subject.OfCommit(new string('a', 40)),
            Now = now,
            PolicySource = "selftest",
            Requested = [Stage.Code],
            Weakenings = [Weakening.Of("mode-lowered", "the code gate's mode is lowered", null)],
        };
        var result = Judge.Run(PolicyDocument.Default, context, []).Verdicts[0].Criteria.First(result => result.Criterion == "code.review");
        return ControlCheck.Of("a weakening", "the code gate tells of it", result.Outcome == Outcome.Warn && result.Findings.Length == 1 ? null : $"Warn was expected, and it was {result.Outcome}: {result.Reason}");
    }

    private static FileChange Change(string path, ChangeKind kind, byte id, EntryMode mode = EntryMode.File) =>
        new(Encoding.UTF8.GetBytes(path), kind, kind == ChangeKind.Added ? EntryMode.None : mode, Id(kind == ChangeKind.Added ? (byte)0 : id), kind == ChangeKind.Deleted ? EntryMode.None : mode, Id(kind == ChangeKind.Deleted ? (byte)0 : id));

    private static ObjectId Id(byte last) => ObjectId.TryParse(new string('0', 39) + (char)('0' + last), out var id) ? id : default;

    private static IEnumerable<Finding> Steps(string? now) =>
        CiSteps.Weakened(".github/workflows/case.yml", Encoding.UTF8.GetBytes(Workflow), now is null ? null : Encoding.UTF8.GetBytes(now));

    private static string Key()
    {
        var pem = SigningKey.Generate(KeyAlgorithm.EcdsaP256).PublicKey.ToPem().TrimEnd('\n').Split('\n');
        return "keys:\n  - name: eve\n    may: [review]\n    public: |\n      " + string.Join("\n      ", pem);
    }

    private ((PolicyDocument Policy, ConfigurationValue Root) Policy, string? Problem) Read(string yaml)
    {
        var result = ConfigurationReader.Read(Encoding.UTF8.GetBytes($"version: 1\n{yaml}\n"), PolicyInForce.FileName, [.. sections, new EngineSection()]);
        if (!result.IsSound)
            return ((PolicyDocument.Default, ConfigurationValue.Absent), result.Problems[0].ToString());
        var (policy, problems) = PolicyReader.Read(result, DateOnly.FromDateTime(now.UtcDateTime));
        return ((policy, result.Root), problems.IsEmpty ? null : problems[0].ToString());
    }

    private sealed class EngineSection : ISection
    {
        public string Name => Engine;

        public string Description => "The settings of an engine that is only a case.";

        public Shape Shape => Shape.TextList;
    }
}
