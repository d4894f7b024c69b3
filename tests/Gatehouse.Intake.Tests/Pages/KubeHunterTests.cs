using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class KubeHunterTests
{
    private const string Many = """
        { "nodes": [ { "type": "Node/Master", "location": "192.0.2.1" } ], "services": [ { "service": "Kubelet API", "location": "192.0.2.1:10250" } ], "vulnerabilities": [
          { "location": "192.0.2.1:10255", "vid": "KHV044", "category": "Privilege Escalation // Privileged container", "severity": "high", "vulnerability": "Privileged Container", "description": "A privileged container", "evidence": "hidden-token", "avd_reference": "https://avd.example/khv044/", "hunter": "h" },
          { "location": "Local to Pod (a)", "vid": "None", "category": "Lateral Movement", "severity": "medium", "vulnerability": "CAP_NET_RAW Enabled", "description": "d", "evidence": "", "hunter": "h" } ] }
        """;

    [Fact]
    public void A_weakness_has_its_id_or_its_name_and_no_evidence()
    {
        var findings = Report.Findings(Many);
        Assert.Equal(("KHV044", Severity.High, "192.0.2.1:10255", "https://avd.example/khv044/"), (findings[0].RuleId, findings[0].Severity, findings[0].Location!.Path, findings[0].HelpUri));
        Assert.Equal(("CAP_NET_RAW Enabled", Severity.Medium), (findings[1].RuleId, findings[1].Severity));
        Assert.DoesNotContain("hidden-token", findings[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cluster_without_weaknesses_is_a_clean_scan() => Assert.Empty(Report.Findings("""{ "nodes": [], "services": [], "vulnerabilities": [] }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "kube-hunter");
}
