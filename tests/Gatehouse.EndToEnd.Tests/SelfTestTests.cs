namespace Gatehouse.EndToEnd.Tests;

/// <summary>Every control of this build proves itself, under the policy that is in force.</summary>
public class SelfTestTests
{
    [Fact]
    public void Every_control_of_this_build_holds()
    {
        using var workspace = new Workspace().Write("a", "a");
        workspace.Commit();
        var json = workspace.Gatehouse("selftest", "-f", "json").Is(0).Json;
        Assert.True(json.GetProperty("holds").GetBoolean());
        Assert.All(json.GetProperty("areas").EnumerateArray(), area => Assert.True(area.GetProperty("held").GetInt32() > 0, area.ToString()));
        workspace.Gatehouse("selftest").Is(0, "PROVEN");
    }

    [Fact]
    public void A_rule_that_the_policy_turns_off_is_told_and_proves_nothing()
    {
        using var workspace = new Workspace().Write("gatehouse.yaml", "version: 1\ngates: {deploy: {mode: observe}}\nsecrets:\n  disable: [github-personal-access-token]\n");
        workspace.Commit();
        workspace.Gatehouse("selftest", "--only", "secrets").Is(0, "github-personal-access-token: secrets.disable turns it off", "the deploy gate is in observe");
    }

    [Fact]
    public void An_own_rule_whose_case_it_does_not_find_is_named()
    {
        using var workspace = new Workspace().Write("gatehouse.yaml", """
            version: 1
            secrets:
              rules:
                - id: acme-key
                  title: Acme key
                  kind: credential
                  severity: high
                  confidence: high
                  literals: [acme_]
                  pattern: '\bacme_[0-9a-z]{32}\b'
                  cases:
                    find: ['key: acme_{alnum:20}', 'key: acme_{alnum:32}', 'key: acme_{alnum:9-5}']
            """);
        workspace.Commit();
        workspace.Gatehouse("selftest", "--only", "secrets").Is(1, "secrets acme-key: find 1: key: acme_{alnum:20}: a finding was expected, and nothing was found", "a greater length is missing", "2 cases did not hold");
    }

    [Fact]
    public void An_own_rule_without_a_case_is_told_as_untried()
    {
        using var workspace = new Workspace().Write("gatehouse.yaml", """
            version: 1
            secrets:
              rules:
                - {id: acme-key, title: Acme key, kind: credential, severity: high, confidence: high, literals: [acme_], pattern: '\bacme_[0-9a-z]{32}\b'}
            """);
        workspace.Commit();
        workspace.Gatehouse("selftest", "--only", "secrets").Is(0, "acme-key: it carries no case to find");
    }

    [Fact]
    public void A_policy_that_cannot_be_read_does_not_hold()
    {
        using var workspace = new Workspace().Write("gatehouse.yaml", "version: 1\nsecret: {}\n");
        workspace.Commit();
        workspace.Gatehouse("selftest", "--only", "environment").Is(1, "environment policy", "gatehouse.yaml:2");
        workspace.Gatehouse("selftest", "--only", "secrets").Is(1, "secrets policy", "gatehouse.yaml:2");
    }

    [Fact]
    public void A_result_that_is_kept_is_a_fact_that_opens_no_gate()
    {
        using var workspace = new Workspace().Write("a", "a");
        workspace.Commit();
        workspace.Gatehouse("selftest", "--only", "gates", "--keep").Is(0, "test-run of gatehouse");
        workspace.Gatehouse("why").Is(0, "test-run");
        Assert.DoesNotContain(workspace.Gatehouse("run", "-f", "json").Json.GetProperty("verdicts").EnumerateArray(), verdict => verdict.GetProperty("gate").GetString() == "test");
    }

    [Theory]
    [InlineData("--only nothing")]
    [InlineData("-f xml")]
    [InlineData("--key k.pem")]
    [InlineData("no/such/folder")]
    public void Wrong_usage_is_2(string line)
    {
        using var workspace = new Workspace();
        workspace.Gatehouse(["selftest", .. line.Split(' ')]).Is(2, "gatehouse: ");
    }
}
