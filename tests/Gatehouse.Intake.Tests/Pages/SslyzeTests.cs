using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SslyzeTests
{
    private const string Many = """
        { "sslyze_version": "6.0.0", "date_scans_completed": "2026-01-02T10:00:00", "server_scan_results": [ { "connectivity_status": "COMPLETED", "scan_status": "COMPLETED", "server_location": { "hostname": "www.example.org", "port": 443 },
          "scan_result": {
            "heartbleed": { "status": "COMPLETED", "result": { "is_vulnerable_to_heartbleed": true } },
            "robot": { "status": "COMPLETED", "result": { "robot_result": "NOT_VULNERABLE_NO_ORACLE" } },
            "session_renegotiation": { "status": "COMPLETED", "result": { "supports_secure_renegotiation": true, "is_vulnerable_to_client_renegotiation_dos": false } },
            "certificate_info": { "status": "COMPLETED", "result": { "certificate_deployments": [ { "verified_chain_has_sha1_signature": false, "path_validation_results": [ { "was_validation_successful": false, "validation_error": "certificate has expired" } ] } ] } },
            "tls_1_0_cipher_suites": { "status": "COMPLETED", "result": { "tls_version_used": "TLS_1_0", "accepted_cipher_suites": [ { "cipher_suite": { "name": "TLS_RSA_WITH_AES_128_CBC_SHA" } } ] } },
            "tls_1_1_cipher_suites": { "status": "COMPLETED", "result": { "tls_version_used": "TLS_1_1", "accepted_cipher_suites": [] } },
            "tls_1_2_cipher_suites": { "status": "COMPLETED", "result": { "tls_version_used": "TLS_1_2", "accepted_cipher_suites": [ { "cipher_suite": { "name": "TLS_RSA_WITH_3DES_EDE_CBC_SHA" } } ] } } } } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.OtherScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "heartbleed CRITICAL Web @ www.example.org:443; CVE-2014-0160",
                "certificate-not-trusted MEDIUM Web @ www.example.org:443; CWE-295",
                "deprecated-TLS_1_0 MEDIUM Web @ www.example.org:443; CWE-326",
                "weak-ciphers-TLS_1_2 MEDIUM Web @ www.example.org:443; CWE-327",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Theory]
    [InlineData("{ \"sslyze_version\": \"6.0.0\", \"server_scan_results\": [] }", FactKind.OtherScan, Completeness.Complete)]
    [InlineData("{ \"sslyze_version\": \"6.0.0\", \"server_scan_results\": [ { \"connectivity_status\": \"ERROR\", \"connectivity_error_trace\": \"timed out\", \"server_location\": { \"hostname\": \"h\", \"port\": 443 } } ] }", FactKind.OtherScan, Completeness.Partial)]
    public void A_report_without_findings_states_what_it_looked_for(string report, FactKind kind, Completeness completeness)
    {
        var fact = Report.Fact(report);
        Assert.Equal((kind, completeness), (fact.Kind, fact.Completeness));
        Assert.Empty(Report.Findings(fact));
    }

    [Fact]
    public void Xml_of_older_versions_says_the_same() =>
        Assert.Equal(
            ["deprecated-tlsv1 MEDIUM Web @ www.example.org:443; CWE-326", "insecure-renegotiation MEDIUM Web @ www.example.org:443; CVE-2009-3555"],
            Brief.Of(Report.Fact("""
                <document SSLyzeVersion="2.0.6"><results><target host="www.example.org" port="443">
                  <heartbleed><openSslHeartbleed isVulnerable="False"/></heartbleed><reneg><sessionRenegotiation canBeClientInitiated="False" isSecure="False"/></reneg>
                  <tlsv1 isProtocolSupported="True"/><tlsv1_1 isProtocolSupported="False"/><tlsv1_2 isProtocolSupported="True"><acceptedCipherSuites><cipherSuite name="TLS_AES"/></acceptedCipherSuites></tlsv1_2>
                </target></results></document>
                """)));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "sslyze");
}
