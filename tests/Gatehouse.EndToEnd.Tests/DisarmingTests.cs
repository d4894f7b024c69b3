using static Gatehouse.EndToEnd.Tests.Disarming;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>
/// Ways in which a change could disarm the gate that judges it, each as a pull request in CI. Caught means: what it hides
/// still fails, or the change says so to a reviewer and does not pass without one.
/// </summary>
public class DisarmingTests
{
    [Fact]
    public void An_honest_change_is_told_nothing()
    {
        using var workspace = AtMain().Write("src/app.py", "print('bye')\n");
        var run = AsPullRequest(workspace);
        Assert.DoesNotContain("weakens", run.Criterion("code.review").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Empty(run.Json.GetProperty("findings").EnumerateArray());
    }

    [Theory]
    [InlineData("gates:\n  code:\n    mode: observe\n", "mode-lowered", "mode is lowered")]
    [InlineData("gates:\n  code:\n    without: [code.secrets]\n", "criterion-dropped", "code.secrets need no longer be judged")]
    [InlineData("waivers:\n  - id: W-1\n    criteria: [code.secrets]\n    reason: later\n    owner: dev@acme.example\n    expires: 2026-05-01\n", "waiver-added", "W-1")]
    [InlineData("suppressions:\n  - ids: [private-key]\n    paths: [\"src/**\"]\n    reason: later\n    owner: dev@acme.example\n    expires: 2026-05-01\n", "suppression-added", "private-key")]
    [InlineData("secrets:\n  disable: [private-key]\n", "engine-settings-changed", "gain secrets.disable: private-key")]
    public void A_laxer_gatehouse_yaml_does_not_count_and_is_told(string added, string rule, string words)
    {
        using var workspace = AtMain().Write("gatehouse.yaml", Policy + added).Write("src/server.key", Workspace.PrivateKey());
        var run = AsPullRequest(workspace);
        SecretStillFails(run);
        IsTold(run, rule, words);
    }

    [Theory]
    [InlineData("deadlines: {high: 9d}\n", "deadline-raised", "HIGH may stay open longer")]
    [InlineData("packs: {secrets: \"0.0\"}\n", "pack-pin-lowered", "the pack secrets is held at 0.0")]
    [InlineData("keys:\n  - name: dev\n    may: [review]\n    public: |\n      -----BEGIN PUBLIC KEY-----\n      MCowBQYDK2VwAyEAVMhaBvoRPHWtGdoIQ4g2s80+Knglopxtwtyz27SWat4=\n      -----END PUBLIC KEY-----\n", "key-trusted", "the key of dev is trusted")]
    public void A_laxer_bound_pin_or_key_is_told(string added, string rule, string words)
    {
        using var workspace = AtMain().Write("gatehouse.yaml", Policy + added);
        IsTold(AsPullRequest(workspace), rule, words);
    }

    [Fact]
    public void A_wider_exclusion_does_not_count_and_is_told()
    {
        using var workspace = AtMain().Write("gatehouse.yaml", Policy.Replace("\"vendor/**\"", "\"vendor/**\", \"src/**\"", StringComparison.Ordinal)).Write("src/server.key", Workspace.PrivateKey());
        var run = AsPullRequest(workspace);
        SecretStillFails(run);
        IsTold(run, "exclusion-added", "src/** is no longer scanned");
    }

    [Fact]
    public void Fewer_production_branches_do_not_count_and_are_told()
    {
        using var workspace = AtMain().Write("gatehouse.yaml", Policy.Replace("[main]", "[release]", StringComparison.Ordinal));
        IsTold(AsPullRequest(workspace), "production-branch-removed", "main");
    }

    [Fact]
    public void A_removed_policy_is_still_in_force()
    {
        using var workspace = AtMain();
        workspace.Write("gatehouse.yaml", "version: 1\nsecrets:\n  rules:\n    - {id: acme, title: Acme, kind: credential, severity: high, confidence: high, literals: [acme-], pattern: 'acme-[0-9a-f]{8}'}\n");
        workspace.Git("checkout", "-q", "main");
        workspace.Write("gatehouse.yaml", "version: 1\nsecrets:\n  rules:\n    - {id: acme, title: Acme, kind: credential, severity: high, confidence: high, literals: [acme-], pattern: 'acme-[0-9a-f]{8}'}\n").Commit("an own rule");
        workspace.Git("checkout", "-q", "-B", "feature");
        File.Delete(workspace.File("gatehouse.yaml"));
        workspace.Write("src/a.txt", "acme-0a1b2c3d\n");
        var run = AsPullRequest(workspace);
        SecretStillFails(run);
        IsTold(run, "engine-settings-changed", "lose secrets.rules: id acme");
    }

    [Fact]
    public void A_comment_beside_the_new_secret_is_told()
    {
        using var workspace = AtMain().Write("src/server.key", "# gatehouse:ignore private-key only a test\n" + Workspace.PrivateKey());
        IsTold(AsPullRequest(workspace), "inline-ignore-added", "a comment silences the new finding private-key");
    }

    [Theory]
    [InlineData(".gitleaksignore", "src/server.key:private-key:1\n")]
    [InlineData(".gitleaksignore", "0123456789abcdef0123456789abcdef01234567:src/server.key:private-key:1\n")]
    public void An_ignore_file_of_another_tool_does_not_count_and_is_told(string file, string entry)
    {
        using var workspace = AtMain().Write(file, "# known\n" + entry).Write("src/server.key", Workspace.PrivateKey());
        var run = AsPullRequest(workspace);
        SecretStillFails(run);
        IsTold(run, "ignore-file-widened", $"{file} gains {entry[..10]}");
    }

    [Theory]
    [InlineData("* @acme/security\n/src/ @dev\n")]
    [InlineData("* @acme/security\n/src/ @acme/app\n* @dev\n")]
    [InlineData("")]
    public void Other_owners_are_told(string owners)
    {
        using var workspace = AtMain().Write("CODEOWNERS", owners);
        IsTold(AsPullRequest(workspace), "owners-changed", "CODEOWNERS says otherwise who owns what");
    }

    [Theory]
    [InlineData("      - run: gatehouse run\n", "", "ci-step-removed", "loses - run: gatehouse run")]
    [InlineData("gatehouse run\n", "gatehouse run || true\n", "ci-step-removed", "loses - run: gatehouse run")]
    [InlineData("gatehouse run\n", "gatehouse run --soft-fail\n", "ci-step-loosened", "gains - run: gatehouse run --soft-fail")]
    [InlineData("- run: gatehouse run\n", "- run: gatehouse run\n        continue-on-error: true\n", "ci-step-loosened", "gains continue-on-error: true")]
    [InlineData("  pull_request:\n", "  workflow_dispatch:\n", "ci-event-removed", "loses pull_request:")]
    [InlineData("    runs-on", "    if: false\n    runs-on", "ci-step-loosened", "gains if: false")]
    public void A_weaker_pipeline_is_told(string old, string other, string rule, string words)
    {
        Assert.Contains(old, Workflow, StringComparison.Ordinal);
        using var workspace = AtMain().Write(".github/workflows/gate.yml", Workflow.Replace(old, other, StringComparison.Ordinal));
        IsTold(AsPullRequest(workspace), rule, words);
    }

    [Fact]
    public void A_removed_pipeline_is_told()
    {
        using var workspace = AtMain();
        File.Delete(workspace.File(".github/workflows/gate.yml"));
        IsTold(AsPullRequest(workspace), "ci-step-removed", "is removed");
    }

    [Fact]
    public void A_baseline_that_the_change_brings_does_not_count()
    {
        using var workspace = AtMain().Write("src/server.key", Workspace.PrivateKey());
        Assert.Equal(0, workspace.Gatehouse("baseline", "known.json").Code);
        SecretStillFails(AsPullRequest(workspace, "--baseline", "known.json"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void NUL_bytes_do_not_hide_a_text(int count)
    {
        using var workspace = AtMain().Write("src/server.txt", new string('\0', count) + Workspace.PrivateKey());
        SecretStillFails(AsPullRequest(workspace));
    }

    [Fact]
    public void A_text_that_is_made_binary_is_told()
    {
        using var workspace = AtMain().Write("src/app.py", new string('\0', 400) + Workspace.PrivateKey());
        IsTold(AsPullRequest(workspace), "text-made-binary", "src/app.py was text");
    }

    [Theory]
    [InlineData("src/logo.png")]
    [InlineData("node_modules/a/index.js")]
    [InlineData(".hidden/.env")]
    public void Neither_name_nor_folder_hides_a_secret(string path)
    {
        using var workspace = AtMain().Write(path, Workspace.PrivateKey());
        SecretStillFails(AsPullRequest(workspace));
    }

    [Fact]
    public void What_a_provider_issued_is_stopped_in_a_test_as_well()
    {
        using var workspace = AtMain().Write("test/fixtures/keys.py", $"key = '{Reports.Issued}'\n");
        SecretStillFails(AsPullRequest(workspace));
    }

    [Theory]
    [InlineData("", 0, "MEDIUM", "in a test, a document or an example")]
    [InlineData("secrets:\n  lower-in-tests: false\n", 1, "CRITICAL", "Private key (")]
    public void A_private_key_in_a_test_is_told_and_stops_who_wants_to_be_stopped(string policy, int code, string severity, string words)
    {
        using var workspace = new Workspace().Write("gatehouse.yaml", "version: 1\n" + policy).Write("test/fixtures/key.pem", Workspace.PrivateKey());
        workspace.Commit();
        var finding = Assert.Single(workspace.Gatehouse("run", "-f", "json").Is(code).Json.GetProperty("findings").EnumerateArray());
        Assert.Equal(severity, finding.GetProperty("severity").GetString());
        Assert.Contains(words, finding.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_lower_more_are_told()
    {
        using var workspace = AtMain("secrets:\n  lower-in-tests: false\n").Write("gatehouse.yaml", Policy);
        IsTold(AsPullRequest(workspace), "engine-settings-changed", "lower-in-tests");
    }

    [Fact]
    public void A_tracked_file_is_not_hidden_by_an_ignore_rule_of_the_change()
    {
        using var workspace = AtMain().Write("src/server.key", Workspace.PrivateKey());
        workspace.Git("add", "src/server.key");
        workspace.Write(".gitignore", "*.key\n");
        SecretStillFails(AsPullRequest(workspace));
    }

    [Fact]
    public void Gits_attributes_hide_nothing()
    {
        using var workspace = AtMain().Write("src/server.key", Workspace.PrivateKey()).Write(".gitattributes", "*.key binary -diff export-ignore linguist-vendored\n");
        SecretStillFails(AsPullRequest(workspace));
    }

    [Fact]
    public void A_policy_of_another_name_or_a_link_to_one_is_not_taken()
    {
        using var workspace = AtMain().Write("lax.yaml", "version: 1\ngates:\n  code:\n    mode: observe\n").Write("src/server.key", Workspace.PrivateKey());
        File.Delete(workspace.File("gatehouse.yaml"));
        File.CreateSymbolicLink(workspace.File("gatehouse.yaml"), "lax.yaml");
        var run = AsPullRequest(workspace);
        Assert.Equal(2, run.Code);
        Assert.Contains("symbolic link", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_hide_are_refused_in_CI()
    {
        using var workspace = AtMain().Write("src/server.key", Workspace.PrivateKey());
        Assert.Equal(2, AsPullRequest(workspace, "--exclude", "src/**").Code);
        Assert.Equal(2, AsPullRequest(workspace, "-c", "gatehouse.yaml").Code);
        SecretStillFails(AsPullRequest(workspace, "--target-branch", "main"));
    }
}
