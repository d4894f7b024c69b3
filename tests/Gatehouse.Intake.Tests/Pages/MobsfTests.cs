using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class MobsfTests
{
    // Shape: StaticAnalyzer/views of MobSF/Mobile-Security-Framework-MobSF, of 2018, 2020 and today.
    private const string Many = """
        { "version": "v4.4.0", "title": "Static Analysis", "file_name": "a.apk", "md5": "a", "sha1": "b", "sha256": "c", "app_type": "apk",
          "permissions": { "android.permission.CAMERA": { "status": "dangerous", "info": "take pictures", "description": "It may take pictures." }, "android.permission.INTERNET": { "status": "normal", "info": "x", "description": "y" } },
          "certificate_analysis": { "certificate_info": "x", "certificate_findings": [ [ "info", "It is signed.", "Signed Application" ], [ "high", "The key is of a debug build.", "Debug key" ], [ "secure", "fine", "Fine" ] ] },
          "manifest_analysis": { "manifest_findings": [ { "rule": "app_is_debuggable", "title": "Debug is on<br>[android:debuggable=true]", "severity": "high", "description": "It can be debugged.", "name": "Debug", "component": [] } ], "manifest_summary": { "high": 1 } },
          "network_security": { "network_findings": [ { "scope": [ "*" ], "description": "Clear text is allowed.", "severity": "high" }, { "scope": [ "*" ], "description": "ok", "severity": "secure" } ], "network_summary": {} },
          "binary_analysis": [ { "name": "lib/x86/liba.so", "nx": { "is_nx": true, "severity": "info", "description": "NX is set." }, "pie": { "is_pie": false, "severity": "high", "description": "It is not position independent." } } ],
          "code_analysis": { "findings": { "android_weak_hash": { "files": { "com/example/A.java": "12,40", "com/example/B.java": "3" }, "metadata": { "cvss": 7.4, "cwe": "CWE-327: broken", "severity": "warning", "description": "A weak hash." } }, "android_pinning": { "files": { "com/example/P.java": "1" }, "metadata": { "severity": "secure", "description": "It pins." } } }, "summary": { "high": 0 } },
          "secrets": [ "\"key\" : \"hidden-one\"", "hidden-two" ] }
        """;

    [Fact]
    public void Each_part_is_read_and_what_is_secure_is_no_finding()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.CodeScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind).Order());
        Assert.Equal(
            [
                "Debug key HIGH Misconfiguration",
                "Signed Application INFO Misconfiguration",
                "android.permission.CAMERA INFO Misconfiguration @ AndroidManifest.xml",
                "android_weak_hash MEDIUM Code @ com/example/A.java:12:1; CWE-327",
                "android_weak_hash MEDIUM Code @ com/example/B.java:3:1; CWE-327",
                "app_is_debuggable HIGH Misconfiguration @ AndroidManifest.xml",
                "binary-nx INFO Code @ lib/x86/liba.so",
                "binary-pie HIGH Code @ lib/x86/liba.so",
                "hardcoded-secret MEDIUM Code; CWE-798",
                "network-security HIGH Misconfiguration",
            ],
            facts.SelectMany(Brief.Of).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(facts.SelectMany(fact => Report.Findings(fact)), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void An_ios_report_is_read() =>
        Assert.Equal(
            ["Clear text is allowed HIGH Misconfiguration @ Info.plist", "Insecure calls MEDIUM Code; CWE-676", "ios_http HIGH Code @ a/B.swift:7:1; CWE-319"],
            Report.Facts("""{ "version": "v3.9", "title": "Static Analysis", "md5": "a", "sha256": "c", "permissions": {}, "code_analysis": { "findings": { "ios_http": { "files": { "a/B.swift": "7" }, "metadata": { "cwe": "CWE-319", "severity": "high", "description": "Clear text." } } }, "summary": {} }, "binary_analysis": { "findings": { "Insecure calls": { "detailed_desc": "It calls strcpy.", "severity": "warning", "cvss": 6, "cwe": "CWE-676" } }, "summary": {} }, "ats_analysis": { "ats_findings": [ { "issue": "Clear text is allowed", "severity": "high", "description": "d" } ], "ats_summary": {} } }""").SelectMany(Brief.Of).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("""{ "title": "Static Analysis", "name": "a.apk", "md5": "a", "sha1": "b", "sha256": "c", "manifest": [ { "title": "Debug is on", "stat": "high", "desc": "d", "name": "n", "component": "" } ], "findings": { "Files may hold secrets.": { "path": [ "com/A.java" ], "level": "warning" }, "It pins.": { "path": [ "com/P.java" ], "level": "good" } } }""")]
    [InlineData("""{ "version": "3.0", "title": "Static Analysis", "md5": "a", "sha256": "c", "permissions": {}, "manifest_analysis": [ { "title": "Debug is on", "stat": "high", "desc": "d", "name": "n", "component": "" } ], "code_analysis": { "Files may hold secrets.": { "path": [ "com/A.java" ], "level": "warning", "cvss": 4.3, "cwe": "CWE-312" } } }""")]
    public void Old_versions_are_read(string report) =>
        Assert.Equal(
            ["Debug is on HIGH Misconfiguration @ AndroidManifest.xml", "Files may hold secrets. MEDIUM Code @ com/A.java"],
            Report.Facts(report).SelectMany(Brief.Of).Order(StringComparer.Ordinal).Select(line => line.Split(';')[0]));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "mobsf");
}
