using System.Collections.Immutable;
using Gatehouse.Configuration;
using Gatehouse.Dossier.Store;
using Gatehouse.Engine;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Pipeline.Proving;
using Gatehouse.Secrets;

namespace Gatehouse.Pipeline.Tests.Proving;

/// <summary>A self-test that cannot fail proves nothing: each part is given a broken control, and names it.</summary>
public class SelfTestTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly SecretRule Rule = new()
    {
        Id = "acme-key",
        Provider = "Acme",
        Title = "Acme key",
        Kind = FindingKind.Credential,
        Severity = Severity.High,
        Confidence = Confidence.High,
        Description = "A key.",
        Literals = ["acme_"],
        Pattern = @"\bacme_[0-9a-z]{32}\b",
        Revoke = "Revoke it.",
        Find = ["key: acme_{alnum:32}"],
        Ignore = ["key: acme_{alnum:31}"],
    };

    private static PipelineParts Parts(params SecretRule[] rules) => new()
    {
        Version = "1",
        Host = new HostEnvironment(new Dictionary<string, string>(), TimeProvider.System, AppContext.BaseDirectory),
        Engines = [],
        Sections = [],
        RulePacks = new Dictionary<string, ReadOnlyMemory<byte>> { [RulePack.Name] = RulePack.Write(rules) },
    };

    private static IReadOnlyList<ControlCheck> Check(IEngine engine, params SecretRule[] rules) =>
        EngineChecks.Run(engine, ConfigurationValue.Absent, Parts(rules), TestContext.Current.CancellationToken);

    [Fact]
    public void A_sound_rule_holds_in_both_directions() =>
        Assert.Equal([CheckOutcome.Held, CheckOutcome.Held], Check(new SecretsEngine(), Rule).Select(check => check.Outcome));

    [Fact]
    public void A_rule_that_no_longer_finds_its_case_is_named()
    {
        var failed = Assert.Single(Check(new SecretsEngine(), Rule with { Pattern = @"\bacme_[0-9a-z]{40}\b" }), check => check.Outcome == CheckOutcome.Failed);
        Assert.Equal(("acme-key", "a finding was expected, and nothing was found"), (failed.Control, failed.Detail));
        Assert.StartsWith("find 1: key: acme_{alnum:32}", failed.Case, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_finds_what_it_must_ignore_is_named()
    {
        var failed = Assert.Single(Check(new SecretsEngine(), Rule with { Pattern = @"\bacme_[0-9a-z]{31,32}\b" }), check => check.Outcome == CheckOutcome.Failed);
        Assert.Equal(("acme-key", "silence was expected, and it was found"), (failed.Control, failed.Detail));
    }

    [Fact]
    public void An_engine_that_finds_nothing_fails_every_case_to_find() =>
        Assert.Equal([CheckOutcome.Failed], Check(new Blind([new EngineCase("rule", "find", "a.txt", "x"u8.ToArray(), answer => answer.Findings.IsEmpty ? "nothing was found" : null)])).Select(check => check.Outcome));

    [Fact]
    public void An_engine_without_a_case_has_failed() =>
        Assert.Contains("carries no case", Assert.Single(Check(new Blind([]))).Detail, StringComparison.Ordinal);

    [Fact]
    public void An_engine_that_falls_over_has_failed_though_silence_was_wanted() =>
        Assert.Contains(Check(new Blind([new EngineCase("rule", "ignore", "a.txt", "x"u8.ToArray(), _ => null)], falls: true)), check => check is { Outcome: CheckOutcome.Failed, Case: "its run" });

    [Fact]
    public void Belief_holds_and_a_reader_that_believes_everything_is_seen()
    {
        var checks = Beliefs((store, trust) => store.Load(trust));
        Assert.All(checks, check => Assert.True(check.Outcome == CheckOutcome.Held, check.ToString()));

        var credulous = Beliefs((store, trust) => store.Load(trust) is var loaded ? loaded with { Facts = [.. loaded.Facts.Select(fact => fact with { Trust = Trust.SameJob })] } : null!);
        foreach (var control in new[] { "a tampered fact", "an unsigned fact", "a fact in the tree", "a stranger's key", "a key of the policy" })
            Assert.Contains(credulous, check => check.Control == control && check.Outcome == CheckOutcome.Failed);
    }

    [Fact]
    public void The_log_and_the_suppressions_hold()
    {
        var folder = Directory.CreateTempSubdirectory("gatehouse-tests-");
        Assert.All(LogChecks.Run(folder.FullName).Concat(SuppressionChecks.Run(Now)), check => Assert.True(check.Outcome == CheckOutcome.Held, check.ToString()));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_case_of_disarming_that_is_not_understood_has_failed() =>
        Assert.Contains(new DisarmingChecks([], Now).Run(), check => check is { Control: "policy-mode-lowered", Outcome: CheckOutcome.Failed });

    private static IReadOnlyList<ControlCheck> Beliefs(Func<FactStore, TrustContext, LoadedFacts> load)
    {
        var folder = Directory.CreateTempSubdirectory("gatehouse-tests-");
        var checks = new BeliefChecks(folder.FullName, Now, load).Run();
        folder.Delete(recursive: true);
        return checks;
    }

    private sealed class Blind(IReadOnlyList<EngineCase> cases, bool falls = false) : IEngine
    {
        public string Name => "blind";

        public IReadOnlyList<FactKind> FactKinds => [FactKind.CodeScan];

        public Capabilities Needs => Capabilities.None;

        public EngineOpening Open(EngineContext context) => new(new Session(falls));

        public IReadOnlyList<EngineCase> Cases(EngineContext context) => cases;

        private sealed class Session(bool falls) : IEngineSession
        {
            public string Digest => "blind";

            public bool Wants(in FileCandidate file) => true;

            public IFileReader CreateReader() => new Reader(falls);

            public Conclusion Conclude(NoteSet notes, IProjectReader reader, CancellationToken cancellation) => new([new ScanResult(FactKind.CodeScan, new ScanPredicate())], []);

            public void Dispose()
            {
            }
        }

        private sealed class Reader(bool falls) : IFileReader
        {
            public void Read(in FileContent file, NoteWriter note)
            {
                if (falls)
                    throw new InvalidOperationException("it fell over");
            }

            public void Dispose()
            {
            }
        }
    }
}
