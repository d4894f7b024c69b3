using System.Text;
using Gatehouse.Engine;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Rules.Secrets;
using Gatehouse.Secrets;

namespace Gatehouse.Architecture.Tests.Text;

public class TrackedTextTests
{
    [Fact]
    public void No_file_names_a_place_on_someones_machine() => Hold.All(TrackedTextRules.MachinePaths(Tree.Repository));

    [Theory]
    [InlineData("see /", "work/main/x.cs")]
    [InlineData("\"/", "tmp/x\"")]
    [InlineData("(/", "home/ann/x)")]
    public void A_place_on_a_machine_is_told(string before, string after) => Assert.Equal(["a.md:2"], TrackedTextRules.MachinePaths(Tree.Of(("a.md", "x\n" + before + after))));

    [Theory]
    [InlineData("https://example.org/home/page/x")]
    [InlineData("doc/**/tmp/x")]
    [InlineData("src/work/x")]
    public void A_path_within_something_else_is_not(string text) => Assert.Empty(TrackedTextRules.MachinePaths(Tree.Of(("a.md", text))));

    [Fact]
    public void No_file_names_a_package_registry() => Hold.All(TrackedTextRules.RegistryHostNames(Tree.Repository, HostsOfThisMachine()));

    [Fact]
    public void A_package_registry_is_told()
    {
        Assert.Equal(["a.json names a package registry"], TrackedTextRules.RegistryHostNames(Tree.Of(("a.json", "https://API.nu" + "get.org/v3")), []));
        Assert.Equal(["a.json names a package registry"], TrackedTextRules.RegistryHostNames(Tree.Of(("a.json", "https://mirror.example:8081/x")), ["mirror.example"]));
        Assert.Empty(TrackedTextRules.RegistryHostNames(Tree.Of(("a.json", "packages come from where the machine says")), ["mirror.example"]));
    }

    [Fact]
    public void Our_own_secrets_engine_finds_no_credential_in_any_tracked_file()
    {
        var report = Scan(Tree.Root);
        Assert.Equal(Completeness.Complete, report.Completeness);
        Assert.True(report.Files > 400, $"only {report.Files} files were judged");
        Hold.All(Credentials(report));
    }

    [Fact]
    public void A_credential_in_a_file_is_found_by_the_same_scan()
    {
        var rule = RulePack.Read(SecretsRulePack.Bytes.ToArray()).Single(rule => rule.Id == "github-personal-access-token");
        using var folder = new TempFolder();
        folder.Write("src/a.cs", CaseTemplate.Expand(rule, rule.Find[0], 0));
        Assert.Equal(["src/a.cs: github-personal-access-token"], Credentials(Scan(folder.Root)));
    }

    private static IEnumerable<string> Credentials(ScanReport report) =>
        report.Findings.Where(finding => finding.Kind == FindingKind.Credential).Select(finding => $"{finding.Location!.Path}: {finding.RuleId}");

    private static ScanReport Scan(string folder)
    {
        var engine = new SecretsEngine();
        var context = new EngineContext
        {
            Now = TimeProvider.System.GetUtcNow(),
            RulePacks = new Dictionary<string, ReadOnlyMemory<byte>> { [RulePack.Name] = SecretsRulePack.Bytes.ToArray() },
        };
        using var source = new WorkingTreeSource(folder);
        var request = new RunRequest { Engines = [new EngineRun(engine, engine.Open(context))], Source = source, Options = new SourceOptions { Jobs = 2 } };
        return Assert.Single(Runner.Run(request, TestContext.Current.CancellationToken).Reports);
    }

    // What only this machine knows cannot be written into a test: the client is asked.
    private static List<string> HostsOfThisMachine()
    {
        var listed = ChildProcess.Run("dotnet", ["nuget", "list", "source", "--format", "short"], Tree.Root);
        Assert.True(listed.Succeeded, listed.ErrorText);
        return
        [
            .. Encoding.UTF8.GetString(listed.Output).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Where(word => Uri.TryCreate(word, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal))
                .Select(word => new Uri(word).Host),
        ];
    }
}
