using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>An organisation's policy that a repository extends: found by its digest, in effect, and not to be lowered.</summary>
public class ExtendsTests
{
    private const string Acme = "version: 1\nproduction: [main]\nfloor:\n  gates:\n    code: {mode: enforce, criteria: [code.secrets]}\n  deadlines: {high: 5d}\n  waivers: {at-most: 30d, never: [code.secrets]}\n  exclude: []\n  keys: {may: []}\n  packs: {secrets: \"0.1\"}\n  suppressions: {never: [private-*]}\n  settings: [secrets.rules]\n";

    private static string Digest(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Own(string acme, string more = "") => $"version: 1\nextends: policies/acme.yaml@{Digest(acme)}\n{more}";

    private static Workspace AtMain(string acme = Acme, string more = "")
    {
        var workspace = new Workspace().Write("gatehouse.yaml", Own(acme, more)).Write("policies/acme.yaml", acme).Write("CODEOWNERS", "* @acme/app\ngatehouse.yaml boss@acme.example\n").Write("src/app.py", "print('hello')\n");
        workspace.Commit("start");
        workspace.Git("checkout", "-q", "-b", "feature");
        return workspace;
    }

    private static Result AsPullRequest(Workspace workspace)
    {
        workspace.Commit("change");
        workspace.InGitHub("gate", "feature", "main");
        return workspace.Gatehouse("run", "-f", "json");
    }

    private static void IsTold(Result run, string rule, string words)
    {
        Assert.NotEqual(0, run.Code);
        Assert.True(run.Code != 2, run.ToString());
        Assert.Contains(run.Json.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("rule").GetString() == "policy-" + rule && finding.GetProperty("message").GetString()!.Contains(words, StringComparison.Ordinal));
        Assert.Equal("undecided", run.Criterion("code.review").GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("gates: {code: {mode: observe}}\n", "observe is below the floor of policies/acme.yaml:4: enforce counts")]
    [InlineData("gates: {code: {without: [code.secrets]}}\n", "it must be judged")]
    [InlineData("exclude: [\"src/**\"]\n", "it is scanned")]
    [InlineData("waivers: [{id: W-1, criteria: [code.secrets], reason: r, owner: o, expires: 2026-03-20}]\n", "it is not applied")]
    [InlineData("secrets: {disable: [private-key]}\n", "secrets.disable: the setting is not among those")]
    [InlineData("suppressions: [{ids: [private-key], reason: r, owner: o, expires: 2026-03-20}]\n", "the suppression speaks of private-key")]
    public void What_falls_below_the_floor_does_not_count_even_once_it_is_merged(string more, string words)
    {
        using var workspace = AtMain(more: more).Write("src/server.key", Workspace.PrivateKey());
        var run = AsPullRequest(workspace);
        Assert.Equal(1, run.Code);
        Assert.Equal("fail", run.Criterion("code.secrets").GetProperty("outcome").GetString());
        Assert.Contains(run.Json.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains(words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("src/server.key", "# gatehouse:ignore private-key a test\n")]
    [InlineData(".gitleaksignore", "src/server.key:private-key:1\n")]
    public void What_the_floor_lets_nothing_silence_is_found_in_spite_of_comments_and_ignore_files(string file, string text)
    {
        using var workspace = AtMain().Write(file, text);
        workspace.Git("checkout", "-q", "main");
        workspace.Write(file, text).Commit("merged");
        workspace.Git("checkout", "-q", "-B", "feature");
        workspace.Write("src/server.key", (file == "src/server.key" ? text : "") + Workspace.PrivateKey());
        var run = AsPullRequest(workspace);
        Assert.Equal("fail", run.Criterion("code.secrets").GetProperty("outcome").GetString());
        Assert.Contains(run.Json.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("the floor lets nothing silence private-key", StringComparison.Ordinal));
    }

    [Fact]
    public void A_policy_in_the_folder_of_policies_is_found_by_its_digest_under_any_name()
    {
        using var workspace = AtMain().Write("gatehouse.yaml", $"version: 1\nextends: {Digest(Acme)}\n");
        File.Delete(workspace.File("policies/acme.yaml"));
        workspace.Commit("no copy");
        workspace.Gatehouse("run").Is(2, "is not there", "GATEHOUSE_POLICIES");
        var folder = Path.Combine(Path.GetDirectoryName(workspace.Root)!, "policies");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "anything"), Acme);
        workspace.Variables["GATEHOUSE_POLICIES"] = folder;
        workspace.Gatehouse("policy", "show", "--proposed").Is(0, "floor sha256:", "gates.code.criteria");
    }

    [Fact]
    public void A_copy_that_was_edited_without_its_pin_stops_everything_and_says_how_to_go_on()
    {
        using var workspace = AtMain().Write("policies/acme.yaml", Acme.Replace("mode: enforce", "mode: observe", StringComparison.Ordinal));
        AsPullRequest(workspace).Is(2, "gatehouse.yaml:2", "policies/acme.yaml has the digest sha256:", "Bring policies/acme.yaml back as it was");
    }

    [Fact]
    public void A_pin_moved_to_a_weaker_policy_is_told_and_not_in_force()
    {
        var weaker = Acme.Replace("mode: enforce, ", "", StringComparison.Ordinal);
        using var workspace = AtMain().Write("policies/acme.yaml", weaker).Write("gatehouse.yaml", Own(weaker)).Write("src/server.key", Workspace.PrivateKey());
        var run = AsPullRequest(workspace);
        Assert.Equal(1, run.Code);
        IsTold(run, "extends-changed", "another policy is extended: policies/acme.yaml@sha256:");
        IsTold(run, "floor-lowered", "the floor is lower: the code gate's mode is lowered");
    }

    [Fact]
    public void A_removed_pin_is_told()
    {
        using var workspace = AtMain().Write("gatehouse.yaml", "version: 1\n");
        var run = AsPullRequest(workspace);
        IsTold(run, "extends-removed", "is no longer extended");
        IsTold(run, "criterion-dropped", "code.secrets need no longer be judged");
    }

    [Fact]
    public void The_base_whose_copy_is_gone_is_mended_by_the_change_that_brings_it_back()
    {
        using var workspace = AtMain();
        workspace.Git("checkout", "-q", "main");
        File.Delete(workspace.File("policies/acme.yaml"));
        workspace.Commit("oops");
        workspace.Git("checkout", "-q", "-B", "feature");
        workspace.Write("policies/acme.yaml", Acme);
        Assert.NotEqual(2, AsPullRequest(workspace).Code);
    }

    [Fact]
    public void Policies_extend_each_other_only_so_deep()
    {
        using var workspace = new Workspace();
        var text = "version: 1\n";
        for (var i = 0; i < 7; i++)
        {
            workspace.Write($"p{i}.yaml", text);
            text = $"version: 1\nextends: p{i}.yaml@{Digest(text)}\n";
        }

        workspace.Write("gatehouse.yaml", text);
        workspace.Gatehouse("policy", "check").Is(2, "more than 5 deep");
    }

    [Fact]
    public void The_effective_policy_is_shown_with_where_each_value_comes_from()
    {
        using var workspace = AtMain(more: "deadlines: {critical: 8h, high: 9d}\n");
        workspace.Gatehouse("policy", "show").Is(0, "deadlines.critical", "gatehouse.yaml at", "raised by floor policies/acme.yaml:4", "policies/acme.yaml:2");
        workspace.Gatehouse("policy", "check").Is(0, "is sound", "9 days is below the floor");
    }

    [Theory]
    [InlineData("boss@acme.example", "pass")]
    [InlineData("other@acme.example", "undecided")]
    [InlineData("author@acme.example", "fail")]
    public void A_weakening_waits_for_an_owner_of_the_file_by_the_bases_CODEOWNERS(string reviewer, string outcome)
    {
        using var workspace = AtMain().Write("gatehouse.yaml", Own(Acme, "deadlines: {low: 95d}\n"));
        workspace.Commit("change");
        workspace.InGitHub("gate", "feature", "main");
        workspace.Gatehouse("approval", "review", "--by", reviewer, "--author", "author@acme.example").Is(0);
        var run = workspace.Gatehouse("run", "-f", "json");
        Assert.Equal(outcome, run.Criterion("code.review").GetProperty("outcome").GetString());
        Assert.Contains("weakens the policy", run.Criterion("code.review").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_names_another_owner_of_its_own_weakening_gains_nothing()
    {
        using var workspace = AtMain().Write("gatehouse.yaml", Own(Acme, "deadlines: {low: 95d}\n")).Write("CODEOWNERS", "* friend@acme.example\n");
        workspace.Commit("change");
        workspace.InGitHub("gate", "feature", "main");
        workspace.Gatehouse("approval", "review", "--by", "friend@acme.example", "--author", "author@acme.example").Is(0);
        var run = workspace.Gatehouse("run", "-f", "json");
        Assert.Equal("undecided", run.Criterion("code.review").GetProperty("outcome").GetString());
    }
}
