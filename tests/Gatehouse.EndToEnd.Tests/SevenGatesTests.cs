namespace Gatehouse.EndToEnd.Tests;

/// <summary>
/// Every gate, end to end, in five states: facts good → pass; bad → fail with the reason; missing → undecided, exit 3;
/// stale → undecided, exit 3; waived → pass, the waiver named.
/// </summary>
public class SevenGatesTests
{
    private const string Image = "image:registry.example/app@sha256:" + Reports.ImageDigest;
    private static readonly DateTimeOffset Today = Workspace.Today;

    private static string Waiver(string criterion) =>
        $"version: 1\nwaivers:\n  - id: W-1\n    criteria: [{criterion}]\n    reason: accepted while the fix is made\n    owner: lead@acme.example\n    expires: 2026-12-31\n";

    private static Workspace Repository(string? policy = null)
    {
        var workspace = new Workspace().Write("README.md", "hello\n");
        if (policy is not null)
            workspace.Write("gatehouse.yaml", policy);
        workspace.Commit();
        return workspace;
    }

    private static void Passes(Result result, string gate)
    {
        Assert.True(result.Code == 0, result.ToString());
        Assert.Equal("pass", result.OutcomeOf(gate));
    }

    private static void Fails(Result result, string gate, string criterion, string reason)
    {
        Assert.True(result.Code == 1, result.ToString());
        Assert.Equal("fail", result.OutcomeOf(gate));
        Assert.Contains(reason, result.Criterion(criterion).GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private static void Undecided(Result result, string gate, string criterion, string reason)
    {
        Assert.True(result.Code == 3, result.ToString());
        Assert.Equal("undecided", result.OutcomeOf(gate));
        var decided = result.Criterion(criterion);
        Assert.Contains(reason, decided.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private static void Waived(Result result, string gate, string criterion)
    {
        Passes(result, gate);
        Assert.Equal("W-1", result.Criterion(criterion).GetProperty("waiver").GetProperty("id").GetString());
        Assert.Contains("lead@acme.example", result.Criterion(criterion).GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private static Result Judge(Workspace workspace, string gate, params string[] more) => workspace.Gatehouse(["gate", gate, "-f", "json", .. more]);

    // plan

    private const string Mitigated = "threats: [{id: T-1, title: Replay, stride: S, risk: high, mitigated-by: [R-1]}]\nrequirements: [{id: R-1, text: Tokens end, owner: a@acme.example, test: Login.rejects_replay}]\n";

    [Fact]
    public void Plan_good()
    {
        using var workspace = Repository();
        workspace.Write("threats/app.yaml", Mitigated).Commit();
        Passes(Judge(workspace, "plan"), "plan");
    }

    [Fact]
    public void Plan_bad()
    {
        using var workspace = Repository();
        workspace.Write("threats/app.yaml", "threats: [{id: T-1, title: Replay, stride: S, risk: high}]\n").Commit();
        Fails(Judge(workspace, "plan"), "plan", "plan.threats", "T-1");
    }

    [Fact]
    public void Plan_missing()
    {
        using var workspace = Repository();
        Undecided(Judge(workspace, "plan"), "plan", "plan.threats", "no threat-model");
    }

    [Fact]
    public void Plan_stale()
    {
        using var workspace = Repository();
        workspace.Write("threats/app.yaml", Mitigated).Commit();
        Passes(Judge(workspace, "plan"), "plan");
        workspace.Now = Today.AddDays(200);
        Undecided(Judge(workspace, "plan", "--no-scan"), "plan", "plan.threats", "stale");
    }

    [Fact]
    public void Plan_waived()
    {
        using var workspace = Repository(Waiver("'plan.*'"));
        workspace.Write("threats/app.yaml", "threats: [{id: T-1, title: Replay, stride: S, risk: high}]\n").Commit();
        Waived(Judge(workspace, "plan"), "plan", "plan.threats");
    }

    // code

    [Fact]
    public void Code_good()
    {
        using var workspace = Repository();
        Passes(Judge(workspace, "code"), "code");
    }

    [Fact]
    public void Code_bad()
    {
        using var workspace = Repository();
        workspace.Write("deploy.env", $"AWS_ACCESS_KEY_ID={Reports.Credential}\n").Commit();
        var result = Judge(workspace, "code");
        Fails(result, "code", "code.secrets", "1 credential");
        Assert.DoesNotContain(Reports.Credential, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_missing()
    {
        using var workspace = Repository();
        Undecided(Judge(workspace, "code", "--no-scan"), "code", "code.secrets", "no secrets-scan");
    }

    [Fact]
    public void Code_stale()
    {
        using var workspace = Repository();
        Passes(Judge(workspace, "code"), "code");
        workspace.Now = Today.AddDays(60);
        Undecided(Judge(workspace, "code", "--no-scan"), "code", "code.secrets", "stale");
    }

    [Fact]
    public void Code_waived()
    {
        using var workspace = Repository(Waiver("code.secrets"));
        workspace.Write("deploy.env", $"AWS_ACCESS_KEY_ID={Reports.Credential}\n").Commit();
        Waived(Judge(workspace, "code"), "code", "code.secrets");
    }

    // build

    [Fact]
    public void Build_good()
    {
        using var workspace = Repository();
        workspace.Fact("sbom.json", Reports.CycloneDx(Today)).Fact("trivy.json", Reports.Trivy("LOW", Today));
        Passes(Judge(workspace, "build"), "build");
    }

    [Fact]
    public void Build_bad()
    {
        using var workspace = Repository();
        workspace.Fact("sbom.json", Reports.CycloneDx(Today)).Fact("trivy.json", Reports.Trivy("CRITICAL", Today));
        Fails(Judge(workspace, "build"), "build", "build.vulnerabilities", "1 vulnerability");
    }

    [Fact]
    public void Build_missing()
    {
        using var workspace = Repository();
        var result = Judge(workspace, "build");
        Assert.True(result.Code == 3, result.ToString());
        Assert.Equal("undecided", result.OutcomeOf("build"));
    }

    [Fact]
    public void Build_stale()
    {
        using var workspace = Repository();
        workspace.Fact("sbom.json", Reports.CycloneDx(Today)).Fact("trivy.json", Reports.Trivy("LOW", Today));
        workspace.Now = Today.AddDays(3);
        Undecided(Judge(workspace, "build"), "build", "build.vulnerabilities", "stale");
    }

    [Fact]
    public void Build_waived()
    {
        using var workspace = Repository(Waiver("build.vulnerabilities"));
        workspace.Fact("sbom.json", Reports.CycloneDx(Today)).Fact("trivy.json", Reports.Trivy("CRITICAL", Today));
        Waived(Judge(workspace, "build"), "build", "build.vulnerabilities");
    }

    // test

    [Fact]
    public void Test_good()
    {
        using var workspace = Repository();
        workspace.Fact("junit.xml", Reports.JUnit(Today, fails: false)).Fact("zap.json", Reports.Zap(Today, 1));
        Passes(Judge(workspace, "test"), "test");
    }

    [Fact]
    public void Test_bad()
    {
        using var workspace = Repository();
        workspace.Fact("junit.xml", Reports.JUnit(Today, fails: true)).Fact("zap.json", Reports.Zap(Today, 3));
        var result = Judge(workspace, "test");
        Fails(result, "test", "test.security-tests", "locks_out");
        Assert.Equal("fail", result.Criterion("test.web").GetProperty("outcome").GetString());
    }

    [Fact]
    public void Test_missing()
    {
        using var workspace = Repository();
        workspace.Fact("junit.xml", Reports.JUnit(Today, fails: false));
        Undecided(Judge(workspace, "test"), "test", "test.web", "no web-scan");
    }

    [Fact]
    public void Test_stale()
    {
        using var workspace = Repository();
        workspace.Fact("junit.xml", Reports.JUnit(Today, fails: false)).Fact("zap.json", Reports.Zap(Today, 1));
        workspace.Now = Today.AddDays(10);
        Undecided(Judge(workspace, "test"), "test", "test.security-tests", "stale");
    }

    [Fact]
    public void Test_waived()
    {
        using var workspace = Repository(Waiver("test.security-tests"));
        workspace.Fact("junit.xml", Reports.JUnit(Today, fails: true)).Fact("zap.json", Reports.Zap(Today, 1));
        Waived(Judge(workspace, "test"), "test", "test.security-tests");
    }

    // release

    private static Workspace Release(string? policy = null, bool approved = true, bool signed = true)
    {
        var workspace = Repository(policy);
        workspace.Fact("sbom.json", Reports.CycloneDx(Today), "--subject", Image).Fact("slsa.json", Reports.Slsa(new string('b', 40)));
        if (signed)
            workspace.Fact("cosign.json", Reports.Cosign);
        if (approved)
            Assert.Equal(0, workspace.Gatehouse("approval", "approve", "--subject", Image, "--by", "lead@acme.example", "--reason", "ready").Code);
        return workspace;
    }

    private static Result JudgeRelease(Workspace workspace) => Judge(workspace, "release", "--subject", Image[..]);

    [Fact]
    public void Release_good()
    {
        using var workspace = Release();
        Passes(Judge(workspace, "release", ".", "--subject", Image), "release");
    }

    [Fact]
    public void Release_bad()
    {
        using var workspace = Release(approved: false);
        Assert.Equal(0, workspace.Gatehouse("approval", "approve", "--subject", Image, "--by", "author@acme.example", "--reason", "mine").Code);
        Fails(JudgeRelease(workspace), "release", "release.approval", "only the author");
    }

    [Fact]
    public void Release_missing()
    {
        using var workspace = Release(signed: false);
        Undecided(JudgeRelease(workspace), "release", "release.signature", "no signature");
    }

    [Fact]
    public void Release_stale()
    {
        using var workspace = Release();
        workspace.Now = Today.AddDays(45);
        Undecided(JudgeRelease(workspace), "release", "release.sbom", "stale");
    }

    [Fact]
    public void Release_waived()
    {
        using var workspace = Release(Waiver("release.signature"), signed: false);
        Waived(JudgeRelease(workspace), "release", "release.signature");
    }

    // deploy

    private static Workspace Deployment(string? policy = null, string severity = "LOW", string image = "registry.example/app@sha256:" + Reports.ImageDigest, bool scanned = true)
    {
        var workspace = Repository(policy);
        Assert.Equal(0, workspace.Gatehouse("approval", "deployment", image).Code);
        workspace.Fact("cosign.json", Reports.Cosign);
        return scanned ? workspace.Fact("config.json", Reports.TrivyConfig(severity, Today)) : workspace;
    }

    [Fact]
    public void Deploy_good()
    {
        using var workspace = Deployment();
        Passes(Judge(workspace, "deploy"), "deploy");
    }

    [Fact]
    public void Deploy_bad()
    {
        using var workspace = Deployment(severity: "CRITICAL", image: "registry.example/app:latest");
        var result = Judge(workspace, "deploy");
        Fails(result, "deploy", "deploy.configuration", "1 misconfiguration");
        Assert.Contains("by a tag", result.Criterion("deploy.images").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Deploy_missing()
    {
        using var workspace = Deployment(scanned: false);
        Undecided(Judge(workspace, "deploy"), "deploy", "deploy.configuration", "no configuration-scan");
    }

    [Fact]
    public void Deploy_stale()
    {
        using var workspace = Deployment();
        workspace.Now = Today.AddDays(45);
        Undecided(Judge(workspace, "deploy"), "deploy", "deploy.configuration", "stale");
    }

    [Fact]
    public void Deploy_waived()
    {
        using var workspace = Deployment(Waiver("deploy.configuration"), severity: "CRITICAL");
        Waived(Judge(workspace, "deploy"), "deploy", "deploy.configuration");
    }

    // operate

    [Fact]
    public void Operate_good()
    {
        using var workspace = Repository();
        workspace.Fact("falco.jsonl", Reports.Falco(Today.AddDays(-3)));
        Assert.Equal(0, workspace.Gatehouse("approval", "acknowledge", "*", "--by", "oncall@acme.example", "--comment", "it was a drill").Code);
        Passes(Judge(workspace, "operate"), "operate");
    }

    [Fact]
    public void Operate_bad()
    {
        using var workspace = Repository();
        workspace.Fact("falco.jsonl", Reports.Falco(Today.AddDays(-3)));
        Fails(Judge(workspace, "operate"), "operate", "operate.alerts", "Terminal shell in container");
    }

    [Fact]
    public void Operate_missing()
    {
        using var workspace = Repository();
        Undecided(Judge(workspace, "operate"), "operate", "operate.alerts", "no alerts");
    }

    [Fact]
    public void Operate_stale()
    {
        using var workspace = Repository();
        workspace.Fact("falco.jsonl", Reports.Falco(Today.AddHours(-1), "Warning"));
        workspace.Now = Today.AddDays(3);
        Undecided(Judge(workspace, "operate"), "operate", "operate.alerts", "stale");
    }

    [Fact]
    public void Operate_waived()
    {
        using var workspace = Repository(Waiver("operate.alerts"));
        workspace.Fact("falco.jsonl", Reports.Falco(Today.AddDays(-3)));
        Waived(Judge(workspace, "operate"), "operate", "operate.alerts");
    }
}
