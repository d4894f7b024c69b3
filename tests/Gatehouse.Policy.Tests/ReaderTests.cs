using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gatehouse.Configuration;
using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

public sealed class ReaderTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(World.Now.UtcDateTime);

    [Fact]
    public void A_file_that_says_nothing_is_the_default_policy()
    {
        var policy = Sound("version: 1");
        Assert.Equal(PolicyDocument.Default.Digest, policy.Digest);
    }

    [Fact]
    public void A_file_that_writes_out_every_default_is_the_default_policy()
    {
        var policy = Sound($"""
            version: 1
            production: [main, master]
            gates:
            {string.Concat(Stages.All.Select(stage => $"  {stage.ToName()}: {{mode: enforce, judge: auto{More(stage)}}}\n"))}
            max-age:
            {string.Concat(FactAges.Default.Select(pair => FormattableString.Invariant($"  {FactAges.Name(pair.Key)}: {pair.Value.TotalHours}h\n")))}
            deadlines: {"{critical: 24h, high: 7d, medium: 30d, low: 90d}"}
            """);
        Assert.Equal(PolicyDocument.Default.Digest, policy.Digest);

        static string More(Stage stage) => stage switch
        {
            Stage.Plan => ", high-risk-labels: [security, high-risk]",
            Stage.Test => ", web-high-threshold: 0",
            Stage.Release => ", sbom-max-age: 7d",
            _ => "",
        };
    }

    [Fact]
    public void The_example_of_the_how_to_page_is_sound_and_means_what_it_says()
    {
        var policy = Sound(Example());
        Assert.Equal(["main", "release/*"], policy.ProductionBranches);
        Assert.Equal(GateMode.NewCode, policy.Of(Stage.Code).Mode);
        Assert.Equal(["code.flaws"], policy.Of(Stage.Code).Criteria);
        Assert.Equal(["test.web"], policy.Of(Stage.Test).Without);
        Assert.Equal((true, null), (policy.Of(Stage.Release).IsOn, policy.Of(Stage.Operate).IsOn));
        Assert.Equal((2, TimeSpan.FromDays(3)), (policy.WebHighThreshold, policy.ReleaseSbomMaxAge));
        Assert.Equal(["security-regression"], policy.SecuritySuites);
        Assert.Equal(["registry.example.org/shop"], policy.AllowedRegistries);
        Assert.Equal(["AGPL-3.0-only", "AGPL-3.0-or-later"], policy.DeniedLicenses);
        Assert.Equal(["security", "payment"], policy.HighRiskLabels);
        Assert.Equal(["src/auth/**", "src/payment/**"], policy.HighRiskPaths);
        Assert.Equal((TimeSpan.FromHours(12), TimeSpan.FromDays(30)), (policy.MaxAges[FactKind.VulnerabilityScan], policy.MaxAges[FactKind.CodeScan]));
        Assert.Equal((TimeSpan.FromHours(8), TimeSpan.FromDays(7)), (policy.Deadlines[Severity.Critical], policy.Deadlines[Severity.High]));
        Assert.Equal(["third_party/**"], policy.Exclude);
        var key = Assert.Single(policy.Keys);
        Assert.Equal(("release managers", 64), (key.Name, key.KeyId.Length));
        var waiver = Assert.Single(policy.Waivers);
        Assert.Equal(("W-1", "olga@example.org", new DateOnly(2026, 9, 30), "gatehouse.yaml:41"), (waiver.Id, waiver.Owner, waiver.Expires, waiver.Source));
    }

    [Fact]
    public void Every_gate_is_described_by_the_how_to_page()
    {
        var page = Page();
        Assert.All(PolicyCatalog.Criteria, criterion => Assert.Contains($"| `{criterion.Id}` |", page, StringComparison.Ordinal));
        Assert.All(FactAges.Default, pair => Assert.Contains(FormattableString.Invariant($"| `{FactAges.Name(pair.Key)}` | {(pair.Value.TotalDays >= 2 ? pair.Value.TotalDays + "d" : pair.Value.TotalHours + "h")}"), page, StringComparison.Ordinal));
        Assert.All(PolicyCatalog.Sections, section => Assert.True(page.Contains($"\n{section.Name}:", StringComparison.Ordinal) || page.Contains($"`{section.Name}` is refused", StringComparison.Ordinal), section.Name));
    }

    [Fact]
    public void All_errors_are_told_at_once_each_with_its_line_and_a_remedy()
    {
        var problems = Problems("""
            version: 1
            productoin: [main]
            extends: https://example.org/policy.yaml
            gates:
              code: {mode: strict, criteria: [code.secret]}
              test: {web-high-threshold: many}
            max-age: {sbom: soon}
            waivers:
              - id: W-1
                criteria: [code.nothing]
              - {id: W-2, reason: r, owner: o, expires: 2026-02-30, paths: ["{a"]}
            keys:
              - {name: a, may: [everything], public: abc}
            """);
        Assert.Equal(
        [
            "2 productoin", "3 extends", "5 gates.code.mode", "5 gates.code.criteria[0]", "6 gates.test.web-high-threshold", "7 max-age.sbom",
            "9 waivers[0].reason", "9 waivers[0].owner", "9 waivers[0].expires", "10 waivers[0].criteria[0]", "11 waivers[1].expires", "11 waivers[1].paths[0]", "13 keys[0].may[0]", "13 keys[0].public",
        ], problems.Select(problem => $"{problem.Position.Line} {problem.Key}").OrderBy(line => int.Parse(line.Split(' ')[0])).ThenBy(line => Array.IndexOf(Order, line.Split('.')[^1])));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Remedy));
        Assert.Contains(problems, problem => problem.Remedy.Contains("\"production\"", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Message.Contains("no policy is fetched over the network", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Message.Contains("known are", StringComparison.Ordinal) && problem.Message.Contains("code.secrets", StringComparison.Ordinal));
    }

    private static readonly string[] Order = ["mode", "criteria[0]", "reason", "owner", "expires", "paths[0]", "may[0]", "public"];

    [Theory]
    [InlineData("waivers: [{id: W, criteria: [code.secrets], reason: r, owner: o, expires: 2027-06-16}]", "more than a year ahead")]
    [InlineData("waivers: [{id: W, reason: r, owner: o, expires: 2026-12-31}]", "would accept everything")]
    [InlineData("waivers: [{id: W, criteria: [code.secrets], reason: r, owner: o, expires: 2026-12-31}, {id: W, criteria: [code.flaws], reason: r, owner: o, expires: 2026-12-31}]", "\"W\" is there twice")]
    [InlineData("waivers: [{id: W, paths: [\"pkg:npm\"], reason: r, owner: o, expires: 2026-12-31}]", "no package URL")]
    [InlineData("gates: {code: {criteria: [code.review], without: [code.review]}}", "also among the criteria that must be judged")]
    [InlineData("gates: {code: {criteria: [build.sbom]}}", "\"build.sbom\" is none of")]
    [InlineData("gates: {build: {registries: [a]}}", "the key \"registries\" is not known here")]
    public void What_cannot_be_meant_is_an_error(string yaml, string message)
    {
        var problem = Assert.Single(Problems("version: 1\n" + yaml));
        Assert.Contains(message, problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, problem.Position.Line);
    }

    [Fact]
    public void A_waiver_may_last_a_year_and_no_day_longer()
    {
        Assert.Single(Sound("version: 1\nwaivers: [{id: W, criteria: [code.secrets], reason: r, owner: o, expires: 2027-06-15}]").Waivers);
        Assert.Single(Problems("version: 1\nwaivers: [{id: W, criteria: [code.secrets], reason: r, owner: o, expires: 2027-06-16}]"));
    }

    [Fact]
    public void A_policy_with_problems_is_the_default_and_trusts_nobody()
    {
        var configuration = Read("version: 1\nproduction: [nothing]\nwaivers: [{id: W, reason: r, owner: o, expires: 2026-12-31}]");
        var (policy, problems) = PolicyReader.Read(configuration, Today);
        Assert.Single(problems);
        Assert.Equal(PolicyDocument.Default.Digest, policy.Digest);
    }

    [Fact]
    public void Keys_of_P256_and_Ed25519_are_taken_and_others_are_not()
    {
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        Assert.Null(PublicKeys.Check(p256.ExportSubjectPublicKeyInfoPem()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(p256.ExportSubjectPublicKeyInfo())), PublicKeys.KeyId(p256.ExportSubjectPublicKeyInfoPem()));
        Assert.Contains("P-256 or Ed25519", PublicKeys.Check(rsa.ExportSubjectPublicKeyInfoPem()), StringComparison.Ordinal);
        Assert.Contains("private key", PublicKeys.Check(p256.ExportPkcs8PrivateKeyPem()), StringComparison.Ordinal);
        Assert.Contains("holds no public key", PublicKeys.Check(PemEncoding.WriteString("PUBLIC KEY", [1, 2, 3])), StringComparison.Ordinal);
        Assert.Contains("no PEM block", PublicKeys.Check("abc"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_key_twice_is_an_error()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = JsonSerializer.Serialize(key.ExportSubjectPublicKeyInfoPem());
        var problem = Assert.Single(Problems($"version: 1\nkeys: [{{name: a, may: [report], public: {pem}}}, {{name: b, may: [review], public: {pem}}}]"));
        Assert.Contains("the key of b is that of a", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("release-[0-9]*", true)]
    [InlineData("release-[0-9", false)]
    [InlineData("release-[9-0]", false)]
    [InlineData("main\\\\", true)]
    public void A_pattern_of_production_branches_that_could_never_match_is_an_error(string pattern, bool isSound)
    {
        var problems = ConfigurationReader.Read(Encoding.UTF8.GetBytes($"version: 1\nproduction: [main, '{pattern}']"), "gatehouse.yaml", PolicyCatalog.Sections).Problems;
        Assert.Equal(isSound, problems.IsEmpty);
        Assert.All(problems, problem => Assert.Equal("production[1]", problem.Key));
    }

    [Fact]
    public void The_schema_for_editors_knows_every_section_and_criterion()
    {
        using var schema = JsonDocument.Parse(JsonSchema.Write(PolicyCatalog.Sections));
        var properties = schema.RootElement.GetProperty("properties");
        foreach (var name in (string[])["gates", "production", "max-age", "deadlines", "keys", "waivers", "exclude", "extends", "floor", "packs"])
            Assert.True(properties.TryGetProperty(name, out _), name);
        Assert.All(PolicyCatalog.Criteria, criterion => Assert.Contains($"\"{criterion.Id}\"", schema.RootElement.GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_digest_is_of_what_is_meant_and_every_part_changes_it()
    {
        Assert.Equal(Sound("version: 1\nproduction: [a, b] # x\nexclude: [c]").Digest, Sound("exclude: c\nproduction: ['b', a]\nversion: 1").Digest);
        string[] files =
        [
            "production: [main]", "gates: {code: {mode: observe}}", "gates: {code: {judge: always}}", "gates: {code: {criteria: [code.flaws]}}", "gates: {code: {without: [code.flaws]}}",
            "gates: {plan: {high-risk-labels: [x]}}", "gates: {plan: {high-risk-paths: [x]}}", "gates: {build: {denied-licenses: [x]}}", "gates: {test: {security-suites: [x]}}", "gates: {test: {web-high-threshold: 1}}",
            "gates: {release: {sbom-max-age: 8d}}", "gates: {deploy: {registries: [x]}}", "max-age: {sbom: 1d}", "deadlines: {low: 1d}", "exclude: [x]",
            "waivers: [{id: W, ids: [a], reason: r, owner: o, expires: 2026-12-31}]", "waivers: [{id: W, paths: [a], reason: r, owner: o, expires: 2026-12-31}]", "waivers: [{id: W, ids: [a], reason: r, owner: o, expires: 2026-12-30}]",
        ];
        Assert.Equal(files.Length + 1, files.Select(file => Sound("version: 1\n" + file).Digest).Append(PolicyDocument.Default.Digest).Distinct().Count());
    }

    internal static PolicyDocument Sound(string yaml)
    {
        var (policy, problems) = PolicyReader.Read(Read(yaml), Today);
        Assert.Empty(problems);
        return policy;
    }

    private static ConfigurationResult Read(string yaml)
    {
        var configuration = ConfigurationReader.Read(Encoding.UTF8.GetBytes(yaml), "gatehouse.yaml", PolicyCatalog.Sections);
        Assert.Equal([], configuration.Problems.Select(problem => problem.ToString()));
        return configuration;
    }

    private static IReadOnlyList<ConfigurationProblem> Problems(string yaml)
    {
        var configuration = ConfigurationReader.Read(Encoding.UTF8.GetBytes(yaml), "gatehouse.yaml", PolicyCatalog.Sections);
        return configuration.IsSound ? PolicyReader.Read(configuration, Today).Problems : configuration.Problems;
    }

    private static string Page() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policy.md"));

    private static string Example()
    {
        var page = Page();
        var start = page.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
