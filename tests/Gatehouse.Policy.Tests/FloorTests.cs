using System.Text;
using Gatehouse.Configuration;
using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

public sealed class FloorTests
{
    private const string Floor = """
        version: 1
        floor:
          production: [main]
          gates:
            code: {mode: enforce, judge: auto, criteria: [code.secrets]}
            plan: {high-risk-paths: ["pay/**"]}
            build: {denied-licenses: [AGPL-3.0-only]}
            test: {web-high-threshold: 0, security-suites: [s]}
            release: {judge: always, sbom-max-age: 3d}
            deploy: {registries: [registry.example.org/shop]}
          max-age: {sbom: 7d}
          deadlines: {high: 5d}
          waivers: {at-most: 30d, never: [code.secrets], owners: ["*@acme.example"]}
          exclude: ["vendor/**"]
          keys: {may: [report]}
          packs: {secrets: "0.2"}
          suppressions: {inline: false, ignore-files: false, never: ["aws-*"], at-most: 30d, owners: ["*@acme.example"]}
          settings: [engine.rules, "tools.*"]
        """;

    [Theory]
    [InlineData("gates: {code: {mode: observe}}", "gatehouse.yaml:2 gates.code.mode: observe is below the floor of acme.yaml:3: enforce counts")]
    [InlineData("gates: {code: {judge: never}}", "gatehouse.yaml:2 gates.code.judge: never is below the floor of acme.yaml:3: auto counts")]
    [InlineData("gates: {code: {without: [code.secrets]}}", "gates.code.without: code.secrets is below the floor of acme.yaml:3: it must be judged")]
    [InlineData("gates: {test: {web-high-threshold: 2}}", "gates.test.web-high-threshold: 2 is below the floor of acme.yaml:3: 0 counts")]
    [InlineData("gates: {release: {judge: never}}", "gates.release.judge: never is below the floor of acme.yaml:3: always counts")]
    [InlineData("gates: {release: {sbom-max-age: 4d}}", "gates.release.sbom-max-age: 4 days is below the floor of acme.yaml:3: 3 days counts")]
    [InlineData("gates: {deploy: {registries: [registry.example.org/shop/a, other.example.org]}}", "gates.deploy.registries: other.example.org is below the floor of acme.yaml:3: no image may come from there")]
    [InlineData("max-age: {sbom: 8d}", "max-age.sbom: 8 days is below the floor of acme.yaml:3: 7 days counts")]
    [InlineData("deadlines: {high: 6d}", "deadlines.high: 6 days is below the floor of acme.yaml:3: 5 days counts")]
    [InlineData("exclude: [\"src/**\"]", "gatehouse.yaml:2 exclude[0]: the exclusion src/** is not among those that the floor of acme.yaml:3 lets through: it is scanned")]
    [InlineData("packs: {secrets: \"0.1\"}", "gatehouse.yaml:2 packs.secrets: 0.1 is below the floor of acme.yaml:3: 0.2 counts")]
    [InlineData("waivers: [{id: W, criteria: [code.flaws], reason: r, owner: o@acme.example, expires: 2026-07-16}]", "the waiver W lasts until 2026-07-16, and at most 30 days from today are what the floor of acme.yaml:3 lets through: it is not applied")]
    [InlineData("waivers: [{id: W, criteria: [\"code.*\"], reason: r, owner: o@acme.example, expires: 2026-07-01}]", "the waiver W speaks of code.secrets")]
    [InlineData("waivers: [{id: W, ids: [x], reason: r, owner: o@acme.example, expires: 2026-07-01}]", "the waiver W speaks of code.secrets")]
    [InlineData("waivers: [{id: W, criteria: [code.flaws], reason: r, owner: o@other.example, expires: 2026-07-01}]", "the owner o@other.example of the waiver W is none of those")]
    [InlineData("suppressions: [{ids: [x, AWS-key], reason: r, owner: o@acme.example, expires: 2026-07-01}]", "gatehouse.yaml:2 suppressions[0]: the suppression speaks of AWS-key, which is not among what the floor of acme.yaml:3 lets through: it is not applied")]
    [InlineData("suppressions: {ids: [x], reason: r, owner: o@acme.example, expires: 2026-07-16}", "the suppression of x lasts until 2026-07-16, and at most 30 days from today are what the floor of acme.yaml:3 lets through: it is not applied")]
    [InlineData("suppressions: [{ids: [x], reason: r, owner: o@other.example, expires: 2026-07-01}]", "the owner o@other.example of the suppression of x is none of those")]
    [InlineData("engine: {disable: [x]}", "gatehouse.yaml:2 engine.disable: the setting is not among those that the floor of acme.yaml:3 lets through: it is not applied")]
    public void What_lies_below_the_floor_is_raised_and_told(string own, string sentence)
    {
        var reading = Read(Floor, "version: 1\n" + own);
        Assert.Contains(reading.Raised, raise => raise.Sentence.Contains(sentence, StringComparison.Ordinal));
        var lifted = Read(Floor, "version: 1").Policy;
        Assert.Empty(Weakening.Between(lifted, reading.Policy, "gatehouse.yaml"));
    }

    [Theory]
    [InlineData("gates: {code: {mode: enforce, judge: always, criteria: [code.flaws]}}")]
    [InlineData("gates: {deploy: {registries: [registry.example.org/shop/a]}}")]
    [InlineData("exclude: [\"vendor/**\"]")]
    [InlineData("packs: {secrets: \"0.3\"}")]
    [InlineData("production: [release]")]
    [InlineData("suppressions: [{ids: [x], reason: r, owner: o@acme.example, expires: 2026-07-15}]")]
    [InlineData("engine: {rules: [x]}")]
    [InlineData("waivers: [{id: W, criteria: [code.flaws], reason: r, owner: o@acme.example, expires: 2026-07-15}]")]
    public void What_lies_at_or_above_the_floor_stays_as_it_is_written(string own)
    {
        var reading = Read(Floor, "version: 1\n" + own);
        Assert.DoesNotContain(reading.Raised, raise => raise.Sentence.StartsWith("gatehouse.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_of_a_nearer_file_states_what_the_floor_lets_it()
    {
        const string key = "    public: |\n      -----BEGIN PUBLIC KEY-----\n      MCowBQYDK2VwAyEAVMhaBvoRPHWtGdoIQ4g2s80+Knglopxtwtyz27SWat4=\n      -----END PUBLIC KEY-----\n";
        var own = Read(Floor, "version: 1\nkeys:\n  - name: dev\n    may: [review, report]\n" + key);
        Assert.Equal(["report"], Assert.Single(own.Policy.Keys).May);
        Assert.Contains("the key of dev may state review", Assert.Single(own.Raised, raise => raise.Key.StartsWith("keys", StringComparison.Ordinal)).Sentence, StringComparison.Ordinal);
        var organisations = Read(Floor + "\nkeys:\n  - name: acme\n    may: [review, report]\n" + key, "version: 1");
        Assert.Equal(["review", "report"], Assert.Single(organisations.Policy.Keys).May);
    }

    [Fact]
    public void The_values_of_both_files_add_up_and_the_nearer_single_value_counts()
    {
        var policy = Read("version: 1\nproduction: [main]\ndeadlines: {high: 3d, low: 20d}\ngates: {code: {mode: new-code, criteria: [code.flaws]}}", "version: 1\nproduction: release\ndeadlines: {high: 9d}\ngates: {code: {mode: enforce, without: [code.flaws]}}").Policy;
        Assert.Equal(["main", "release"], policy.ProductionBranches);
        Assert.Equal((9, 20), (policy.Deadlines[Severity.High].TotalDays, policy.Deadlines[Severity.Low].TotalDays));
        Assert.Equal(GateMode.Enforce, policy.Of(Stage.Code).Mode);
        Assert.Equal((0, 1), (policy.Of(Stage.Code).Criteria.Length, policy.Of(Stage.Code).Without.Length));
    }

    [Fact]
    public void A_floor_of_the_farthest_file_binds_all_nearer_ones()
    {
        var reading = Read("version: 1\nfloor: {deadlines: {high: 5d}}", "version: 1\ndeadlines: {high: 6d}", "version: 1");
        Assert.Equal(5, reading.Policy.Deadlines[Severity.High].TotalDays);
        Assert.StartsWith("acme1.yaml:2 deadlines.high", Assert.Single(reading.Raised).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("high: 5d", "high: 6d", "HIGH may stay open longer")]
    [InlineData("mode: enforce, judge: auto", "judge: auto", "the code gate's mode is lowered")]
    [InlineData("at-most: 30d", "at-most: 31d", "waivers may last longer than 30 days")]
    [InlineData("never: [code.secrets], ", "", "waivers may speak of code.secrets")]
    [InlineData("[\"*@acme.example\"]", "[\"*\"]", "others may answer for a waiver")]
    [InlineData("exclude: [\"vendor/**\"]", "exclude: [\"vendor/**\", \"src/**\"]", "more may be excluded")]
    [InlineData("may: [report]", "may: [report, review]", "keys may be trusted for more")]
    [InlineData("secrets: \"0.2\"", "secrets: \"0.1\"", "the pack secrets is held at 0.1 instead of 0.2")]
    [InlineData("denied-licenses: [AGPL-3.0-only]", "denied-licenses: [GPL-3.0-only]", "the licence AGPL-3.0-only is no longer denied")]
    [InlineData("inline: false", "inline: true", "comments in the code may silence findings")]
    public void A_lower_floor_is_a_weakening(string from, string to, string message)
    {
        Assert.Contains(from, Floor, StringComparison.Ordinal);
        var (before, after) = (Read(Floor, "version: 1").Policy, Read(Floor.Replace(from, to, StringComparison.Ordinal), "version: 1").Policy);
        Assert.Contains(Weakening.Between(before, after, "f"), finding => finding.RuleId == "policy-floor-lowered" && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("high: 5d", "high: 4d")]
    [InlineData("at-most: 30d", "at-most: 29d")]
    [InlineData("never: [code.secrets]", "never: [code.secrets, code.review]")]
    [InlineData("exclude: [\"vendor/**\"]", "exclude: []")]
    [InlineData("may: [report]", "may: []")]
    [InlineData("secrets: \"0.2\"", "secrets: \"0.3\"")]
    [InlineData("[AGPL-3.0-only]", "[AGPL-3.0-only, GPL-3.0-only]")]
    public void A_higher_floor_is_none(string from, string to)
    {
        Assert.Contains(from, Floor, StringComparison.Ordinal);
        Assert.Empty(Weakening.Between(Read(Floor, "version: 1").Policy, Read(Floor.Replace(from, to, StringComparison.Ordinal), "version: 1").Policy, "f"));
    }

    [Theory]
    [InlineData("policies/acme.yaml@sha256:", true)]
    [InlineData("sha256:", true)]
    [InlineData("../acme.yaml@sha256:", false)]
    [InlineData("/etc/acme.yaml@sha256:", false)]
    [InlineData("a\\b.yaml@sha256:", false)]
    [InlineData("https://example.org/acme.yaml@sha256:", false)]
    public void A_pin_is_a_digest_and_a_path_within_the_repository(string before, bool isSound)
    {
        var digest = new string('a', 64);
        Assert.Equal(isSound, ExtendsPin.Check(before + digest) is null);
        Assert.NotNull(ExtendsPin.Check(before + digest[1..]));
        Assert.NotNull(ExtendsPin.Check(before + digest.ToUpperInvariant()));
    }

    // What other projects bring beside the policy: an engine's settings, tools and suppressions.
    private static readonly IReadOnlyList<ISection> Sections =
    [
        .. PolicyCatalog.Sections,
        new Other("engine", new ObjectShape(new Field("rules", Shape.TextList, "r"), new Field("disable", Shape.TextList, "d"))),
        new Other("tools", new MapShape(new ObjectShape(new Field("exclude", Shape.TextList, "e"), new Field("arguments", Shape.TextList, "a")))),
        new Other("suppressions", new ListShape(new ObjectShape(new Field("ids", Shape.TextList, "i"), new Field("reason", Shape.Text, "r"), new Field("owner", Shape.Text, "o"), new Field("expires", Shape.Date, "e")))),
    ];

    private sealed record Other(string Name, Shape Shape) : ISection
    {
        public string Description => Name;
    }

    [Fact]
    public void A_setting_that_the_floor_does_not_let_through_is_not_there_and_what_it_says_of_other_files_stays()
    {
        var root = Read("version: 1\nfloor: {settings: [engine.rules]}\nengine: {disable: [a]}\ntools: {one: {exclude: [x]}}", "version: 1\nengine: {disable: [b], rules: [r]}\ntools: {one: {exclude: [y]}, two: {arguments: [z]}, three: {}}").Root;
        Assert.Equal(["a"], root["engine"]["disable"].Texts());
        Assert.Equal(["r"], root["engine"]["rules"].Texts());
        Assert.Equal(["x"], root["tools"]["one"]["exclude"].Texts());
        Assert.Equal(["one", "three"], root["tools"].Entries().Select(entry => entry.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_floors_own_file_suppresses_and_sets_is_not_bound_by_it()
    {
        var reading = Read(Floor + "\nengine: {disable: [x]}\nsuppressions: [{ids: [aws-key], reason: r, owner: o, expires: 2027-06-01}]", "version: 1");
        Assert.Empty(reading.Raised.Where(raise => raise.Key.StartsWith("engine", StringComparison.Ordinal) || raise.Key.StartsWith("suppressions", StringComparison.Ordinal)));
        Assert.Single(reading.Root["suppressions"].Items());
        Assert.Equal(["aws-*"], reading.Policy.NeverSuppressed());
        Assert.Equal([], reading.Policy.NeverSuppressed(0));
        Assert.Equal(["aws-*"], reading.Policy.NeverSuppressed(1));
    }

    [Theory]
    [InlineData("never: [\"aws-*\"], ", "", "aws-* may be silenced")]
    [InlineData(", at-most: 30d, owners: [\"*@acme.example\"]}\n  settings", ", at-most: 31d, owners: [\"*@acme.example\"]}\n  settings", "suppressions may last longer than 30 days")]
    [InlineData("settings: [engine.rules, ", "settings: [engine.rules, engine.disable, ", "more may be set of engines and tools")]
    public void A_lower_floor_of_suppressions_and_settings_is_told(string from, string to, string words)
    {
        Assert.Contains(from, Floor, StringComparison.Ordinal);
        var found = Weakening.Between(Read(Floor, "version: 1").Policy, Read(Floor.Replace(from, to, StringComparison.Ordinal), "version: 1").Policy, "f");
        Assert.Contains(found, finding => finding.RuleId == "policy-floor-lowered" && finding.Message.Contains(words, StringComparison.Ordinal));
    }

    internal static PolicyReading Read(params string[] files)
    {
        var layers = files.Select((text, i) => ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), i == files.Length - 1 ? "gatehouse.yaml" : i == 0 ? "acme.yaml" : $"acme{i}.yaml", Sections)).ToList();
        Assert.All(layers, layer => Assert.Equal([], layer.Problems.Select(problem => problem.ToString())));
        var reading = PolicyReader.ReadLayers(layers, Sections, DateOnly.FromDateTime(World.Now.UtcDateTime));
        Assert.Equal([], reading.Problems.Select(problem => problem.ToString()));
        return reading;
    }
}
