using System.Text.Json;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>A verdict can be proved: every fact that it cites lies in the dossier, as it was when it was judged.</summary>
public class EvidenceTests
{
    private static Workspace WithFinding()
    {
        var workspace = new Workspace().Write("CODEOWNERS", "* @acme/security\n").Write("server.key", Workspace.PrivateKey());
        workspace.Commit();
        return workspace;
    }

    private static Dictionary<string, JsonElement> Facts(Workspace workspace) =>
        Directory.GetFiles(workspace.File(".gatehouse/facts")).ToDictionary(file => Path.GetFileNameWithoutExtension(file), file =>
        {
            var root = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
            return root.TryGetProperty("payload", out var payload) ? JsonDocument.Parse(payload.GetBytesFromBase64()).RootElement : root;
        });

    // The form of SLSA's verification summary: https://slsa.dev/spec/v1.0/verification_summary
    private static IEnumerable<string> Cited(JsonElement statement) =>
        statement.GetProperty("predicate").TryGetProperty("inputAttestations", out var inputs)
            ? inputs.EnumerateArray().Select(input => input.GetProperty("digest").GetProperty("sha256").GetString()!)
            : [];

    private static void EveryCitedFactIsThere(Workspace workspace)
    {
        var facts = Facts(workspace);
        var cited = facts.Values.SelectMany(Cited).Distinct().ToList();
        Assert.NotEmpty(cited);
        Assert.All(cited, id => Assert.Contains(id, facts.Keys));
    }

    [Fact]
    public void What_a_verdict_cites_lies_in_the_dossier_with_its_findings_marked()
    {
        using var workspace = WithFinding();
        Assert.Equal(1, workspace.Gatehouse("run").Code);
        EveryCitedFactIsThere(workspace);
        Assert.Equal(0, workspace.Gatehouse("fact", "verify").Code);
    }

    [Fact]
    public void The_same_run_again_cites_the_fact_that_is_kept_and_keeps_nothing_new()
    {
        using var workspace = WithFinding();
        workspace.Gatehouse("run");
        var before = Facts(workspace).Keys.Order().ToList();
        workspace.Now += TimeSpan.FromMinutes(2);
        workspace.Gatehouse("run");
        Assert.Equal(before, Facts(workspace).Keys.Order());
        workspace.Now += TimeSpan.FromMinutes(20);
        workspace.Gatehouse("run");
        Assert.True(Facts(workspace).Count > before.Count);
        EveryCitedFactIsThere(workspace);
    }

    [Fact]
    public void In_CI_a_verdict_cites_the_signed_fact()
    {
        using var workspace = WithFinding();
        workspace.InGitHub("judge");
        Assert.Equal(1, workspace.Gatehouse("run").Code);
        EveryCitedFactIsThere(workspace);
    }

    [Theory]
    [InlineData("ports.xml", "<?xml version=\"1.0\"?><nmaprun scanner=\"nmap\" args=\"nmap h\" start=\"1772452800\" version=\"7.95\" xmloutputversion=\"1.05\"><host><status state=\"up\"/><address addr=\"192.0.2.1\" addrtype=\"ipv4\"/></host><runstats><finished time=\"1772452800\" exit=\"success\"/></runstats></nmaprun>", "test", "test.web")]
    [InlineData("malware.txt", "/srv/a: OK\n\n----------- SCAN SUMMARY -----------\nKnown viruses: 8700000\nEngine version: 1.4.1\nScanned files: 1\nInfected files: 0\n", "deploy", "deploy.configuration")]
    public void A_clean_scan_of_hosts_or_for_malware_stands_for_no_scan_that_a_gate_wants(string name, string report, string gate, string criterion)
    {
        using var workspace = new Workspace().Write("README.md", "hello\n");
        workspace.Commit();
        workspace.Fact(name, report);
        Assert.Contains("other-scan", workspace.Gatehouse("fact", "list").Output, StringComparison.Ordinal);
        var judged = workspace.Gatehouse("gate", gate, "-f", "json");
        Assert.DoesNotContain(judged.Criterion(criterion).GetProperty("outcome").GetString(), new[] { "pass", "warn" });
    }
}
