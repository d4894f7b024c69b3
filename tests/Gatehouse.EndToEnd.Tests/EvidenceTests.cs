using System.Text.Json;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>A verdict can be proved: every fact that it cites lies in the dossier, as it was when it was judged.</summary>
public class EvidenceTests
{
    // No credential's shape in the repository: put together here.
    private static string Key => "-----BEGIN RSA " + "PRIVATE KEY-----\n" + string.Concat(Enumerable.Range(0, 4).Select(line => string.Concat(Enumerable.Range(0, 64).Select(i => (char)('A' + (((i * 7) + (line * 5)) % 26)))) + "\n")) + "-----END RSA " + "PRIVATE KEY-----\n";

    private static Workspace WithFinding()
    {
        var workspace = new Workspace().Write("CODEOWNERS", "* @acme/security\n").Write("server.key", Key);
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
        foreach (var (name, value) in new[] { ("GITHUB_ACTIONS", "true"), ("GITHUB_REPOSITORY", "acme/app"), ("GITHUB_RUN_ID", "7"), ("GITHUB_RUN_ATTEMPT", "1"), ("GITHUB_JOB", "judge"), ("GITHUB_REF_NAME", "main") })
            workspace.Variables[name] = value;
        Assert.Equal(1, workspace.Gatehouse("run").Code);
        EveryCitedFactIsThere(workspace);
    }
}
