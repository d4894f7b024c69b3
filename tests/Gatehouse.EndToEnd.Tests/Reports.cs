using System.Globalization;
using System.Text;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>Small reports of other tools, in their documented forms.</summary>
internal static class Reports
{
    public const string ImageDigest = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    /// <summary>A credential of a known shape, put together at run time.</summary>
    public static string Credential => "AK" + "IA" + "Q7ZLM2XWT4VRB6PD";

    /// <summary>A credential that its provider alone can have made, put together at run time.</summary>
    public static string Issued => "do" + "p_v1_" + string.Concat(Enumerable.Range(0, 64).Select(i => "0123456789abcdef"[((i * 7) + (i / 5) + 3) % 16]));

    public static string Trivy(string severity, DateTimeOffset created) =>
        $$$"""
        {"SchemaVersion":2,"CreatedAt":"{{{created:yyyy-MM-ddTHH:mm:ssZ}}}","ArtifactName":".","ArtifactType":"filesystem","Results":[{"Target":"package-lock.json","Class":"lang-pkgs","Type":"npm","Vulnerabilities":[
        {"VulnerabilityID":"CVE-2026-0001","PkgName":"left","PkgIdentifier":{"PURL":"pkg:npm/left@1.0.0"},"InstalledVersion":"1.0.0","FixedVersion":"1.0.1","Severity":"{{{severity}}}","Title":"It breaks"}]}]}
        """;

    public static string TrivyConfig(string severity, DateTimeOffset created) =>
        $$$"""
        {"SchemaVersion":2,"CreatedAt":"{{{created:yyyy-MM-ddTHH:mm:ssZ}}}","ArtifactName":".","ArtifactType":"filesystem","Results":[{"Target":"main.tf","Class":"config","Type":"terraform","Misconfigurations":[
        {"Type":"Terraform Security Check","ID":"AVD-X-0001","AVDID":"AVD-X-0001","Title":"Open to the world","Message":"The bucket is public","Severity":"{{{severity}}}","Status":"FAIL","CauseMetadata":{"StartLine":3,"EndLine":4}}]}]}
        """;

    public static string CycloneDx(DateTimeOffset time, bool empty = false)
    {
        var component = """{"type":"library","bom-ref":"a","name":"left","version":"1.0.0","purl":"pkg:npm/left@1.0.0","licenses":[{"license":{"id":"MIT"}}]}""";
        return $$$"""
            {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"timestamp":"{{{time:yyyy-MM-ddTHH:mm:ssZ}}}","tools":{"components":[{"type":"application","name":"maker","version":"1"}]}},
            "components":[{{{(empty ? "" : component)}}}]}
            """;
    }

    public static string JUnit(DateTimeOffset time, bool fails) =>
        $"""
        <testsuites><testsuite name="security" tests="2" failures="{(fails ? 1 : 0)}" errors="0" skipped="0" timestamp="{time:yyyy-MM-ddTHH:mm:ss}">
        <testcase classname="Login" name="rejects_replay"/><testcase classname="Login" name="locks_out">{(fails ? "<failure message=\"not locked\"/>" : "")}</testcase></testsuite></testsuites>
        """;

    public static string Zap(DateTimeOffset time, int risk) =>
        $$$"""
        {"@programName":"ZAP","@version":"2.16.0","@generated":"{{{time.ToString("ddd, d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)}}}","created":"{{{time:yyyy-MM-ddTHH:mm:ss.fffffffZ}}}","site":[{"@name":"https://app.example","@host":"app.example","@port":"443","@ssl":"true","alerts":[
        {"pluginid":"40018","alertRef":"40018","alert":"SQL Injection","name":"SQL Injection","riskcode":"{{{risk}}}","confidence":"3","riskdesc":"x","desc":"<p>d</p>","instances":[{"uri":"https://app.example/items?id=1","method":"GET","param":"id","attack":"","evidence":""}],"count":"1","solution":"<p>s</p>","reference":"","cweid":"89","wascid":"19","sourceid":"1"}]}]}
        """;

    public static string Cosign => $$$"""[{"critical":{"identity":{"docker-reference":"registry.example/app"},"image":{"docker-manifest-digest":"sha256:{{{ImageDigest}}}"},"type":"cosign container image signature"},"optional":{"Issuer":"https://issuer.example","Subject":"release@acme.example"}}]""";

    public static string Slsa(string commit, string builder = "https://builder.example/v1") =>
        $$$"""
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"registry.example/app","digest":{"sha256":"{{{ImageDigest}}}"}}],"predicateType":"https://slsa.dev/provenance/v1",
        "predicate":{"buildDefinition":{"buildType":"https://builder.example/type","externalParameters":{},"resolvedDependencies":[{"uri":"git+https://code.example/acme/app","digest":{"gitCommit":"{{{commit}}}"}}]},
        "runDetails":{"builder":{"id":"{{{builder}}}"},"metadata":{"finishedOn":"2026-03-02T11:00:00Z"} } } }
        """;

    public static string Falco(DateTimeOffset time, string priority = "Critical") =>
        new StringBuilder().Append("{\"hostname\":\"node\",\"output\":\"12:00:00 Critical Shell in container\",\"priority\":\"").Append(priority)
            .Append("\",\"rule\":\"Terminal shell in container\",\"source\":\"syscall\",\"tags\":[\"shell\"],\"time\":\"").Append(time.ToString("yyyy-MM-ddTHH:mm:ss.fffffff00Z", CultureInfo.InvariantCulture))
            .Append("\",\"output_fields\":{\"container.id\":\"abc\"}}\n").ToString();
}
