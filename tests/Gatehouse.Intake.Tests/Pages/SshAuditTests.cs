using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: build_struct and the policy's json_struct in ssh_audit.py (jtesta/ssh-audit), and its expected_results.
public sealed class SshAuditTests
{
    private const string Host = """
        { "banner": { "raw": "SSH-2.0-OpenSSH_8.0", "protocol": "2.0", "software": "OpenSSH_8.0", "comments": null }, "target": "ssh.example:22", "compression": [ "none" ],
          "kex": [ { "algorithm": "curve25519-sha256", "notes": { "info": [ "available since OpenSSH 7.4" ] } }, { "algorithm": "ecdh-sha2-nistp256", "notes": { "fail": [ "using curves of doubtful origin" ] } } ],
          "key": [], "enc": [ { "algorithm": "aes128-cbc", "notes": { "warn": [ "weak mode" ] } } ], "mac": [], "fingerprints": [], "cves": [ { "name": "CVE-2021-41617", "cvssv2": 7.0, "description": "privilege escalation" } ],
          "recommendations": { "critical": { "del": { "kex": [ { "name": "ecdh-sha2-nistp256", "notes": "" } ] } } } }
        """;

    private const string Policy = """{ "host": "ssh.example", "port": 22, "policy": "Hardened (version 1)", "passed": false, "errors": [ { "mismatched_field": "MACs", "actual": [ "hmac-sha1" ], "expected_required": [ "hmac-sha2-512" ] } ], "warnings": [] }""";

    [Fact]
    public void An_algorithm_that_it_fails_or_warns_of_is_a_finding() =>
        Assert.Equal(
            ["CVE-2021-41617 HIGH Web @ ssh.example:22", "enc:aes128-cbc MEDIUM Web @ ssh.example:22; CWE-327", "kex:ecdh-sha2-nistp256 HIGH Web @ ssh.example:22; CWE-327"],
            Brief.Of(Report.Fact(Host)).Order(StringComparer.Ordinal));

    [Fact]
    public void Several_hosts_are_a_list() => Assert.Equal(6, Report.Findings($"[{Host}, {Host.Replace("ssh.example", "two.example", StringComparison.Ordinal)}]").Length);

    [Fact]
    public void Old_versions_say_it_in_their_recommendations()
    {
        const string Old = """{ "banner": { "raw": "r", "protocol": "2.0", "software": "s", "comments": null }, "target": "ssh.example:22", "compression": [], "kex": [ { "algorithm": "a" } ], "key": [], "enc": [], "mac": [], "cves": [], "recommendations": { "critical": { "del": { "kex": [ { "name": "a", "notes": "" } ] } }, "informational": { "add": { "kex": [ { "name": "b" } ] } } } }""";
        Assert.Equal(["kex:a HIGH Web @ ssh.example:22; CWE-327"], Brief.Of(Report.Fact(Old)));
    }

    [Fact]
    public void A_mismatch_with_a_policy_is_a_finding()
    {
        Assert.Equal(["MACs MEDIUM Web @ ssh.example:22"], Brief.Of(Report.Fact(Policy)));
        Assert.Empty(Report.Findings("""{ "host": "ssh.example", "port": 22, "policy": "p", "passed": true, "errors": [], "warnings": [] }"""));
    }

    [Theory]
    [InlineData(Host)]
    [InlineData(Policy)]
    public void Damage_never_throws(string report) => Report.SurvivesDamage(report, "ssh-audit");
}
