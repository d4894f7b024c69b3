using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Trivy;

public sealed class TrivyTests
{
    private static readonly string Hidden = "hid" + "den-value";

    private static readonly string Many = $$"""
        {
          "SchemaVersion": 2, "CreatedAt": "2026-02-26T07:00:00+01:00", "ArtifactName": "registry.example/app:1", "ArtifactType": "container_image", "Trivy": { "Version": "0.68.0" },
          "Metadata": { "ImageID": "sha256:{{new string('d', 64)}}", "RepoDigests": ["registry.example/app@sha256:{{Report.Digest}}"] },
          "Results": [
            { "Target": "app (debian 12)", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
              { "VulnerabilityID": "CVE-2026-0003", "PkgName": "libssl", "InstalledVersion": "3.0.1", "FixedVersion": "3.0.2, 3.1.0", "Severity": "CRITICAL", "SeveritySource": "nvd",
                "VendorIDs": ["DLA-1"], "PkgIdentifier": { "PURL": "pkg:deb/debian/libssl@3.0.1", "UID": "u1" }, "CweIDs": ["CWE-787"], "Title": "overflow", "PrimaryURL": "https://advisories.example/3",
                "CVSS": { "nvd": { "V3Score": 9.8, "V3Vector": "CVSS:3.1/AV:N" }, "other": { "V3Score": 5.0 } } } ] },
            { "Target": "srv/package-lock.json", "Class": "lang-pkgs", "Type": "npm",
              "Packages": [ { "ID": "left@1", "Name": "left", "Identifier": { "UID": "u2" }, "Relationship": "indirect" }, { "ID": "right@1", "Name": "right", "Relationship": "direct" } ],
              "Vulnerabilities": [
                { "VulnerabilityID": "CVE-2026-0004", "PkgID": "left@1", "PkgName": "left", "PkgPath": "srv/package-lock.json", "InstalledVersion": "1", "Severity": "HIGH", "PkgIdentifier": { "UID": "u2" } },
                { "VulnerabilityID": "CVE-2026-0005", "PkgID": "right@1", "PkgName": "right", "InstalledVersion": "1", "Severity": "UNKNOWN" } ],
              "ExperimentalModifiedFindings": [ { "Type": "vulnerability", "Status": "not_affected", "Statement": "never called", "Source": "vex.json",
                "Finding": { "VulnerabilityID": "CVE-2026-0006", "PkgName": "right", "InstalledVersion": "1", "Severity": "CRITICAL" } } ] },
            { "Target": "Dockerfile", "Class": "config", "Type": "dockerfile", "Misconfigurations": [
              { "ID": "DS002", "AVDID": "AVD-DS-0002", "Title": "root user", "Message": "Say USER", "Resolution": "Add USER", "Severity": "HIGH", "Status": "FAIL", "CauseMetadata": { "StartLine": 3, "EndLine": 4 } },
              { "ID": "DS001", "Title": "latest tag", "Severity": "MEDIUM", "Status": "PASS" } ] },
            { "Target": "/srv/key.pem", "Class": "secret", "Secrets": [ { "RuleID": "private-key", "Category": "AsymmetricPrivateKey", "Severity": "HIGH", "Title": "Private key", "StartLine": 1, "EndLine": 2, "Match": "{{Hidden}}" } ] },
            { "Target": "OS Packages", "Class": "license", "Licenses": [ { "Severity": "HIGH", "Category": "restricted", "PkgName": "tool", "FilePath": "", "Name": "GPL-3.0", "Confidence": 1 } ] }
          ]
        }
        """;

    [Fact]
    public void Each_kind_of_scan_is_a_fact_about_the_image()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.SecretsScan, FactKind.VulnerabilityScan, FactKind.LicenseScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact =>
        {
            Assert.Equal(new Producer("Trivy", "0.68.0"), fact.Producer);
            Assert.Equal(new DateTimeOffset(2026, 2, 26, 6, 0, 0, TimeSpan.Zero), fact.Time);
            Assert.Equal(["sha256:" + Report.Digest, "sha256:" + new string('d', 64)], fact.Subjects.Select(subject => subject.Id));
            Assert.Equal(Completeness.Complete, fact.Completeness);
        });
    }

    [Fact]
    public void A_vulnerability_has_its_component_score_and_fixes()
    {
        var finding = Report.Findings(Report.Facts(Many)[1])[0];
        Assert.Equal(("CVE-2026-0003", Severity.Critical, "libssl 3.0.1: overflow"), (finding.RuleId, finding.Severity, finding.Message));
        Assert.Equal("pkg:deb/debian/libssl@3.0.1", finding.Component!.Purl!.ToString());
        Assert.Equal((9.8, "CVSS:3.1/AV:N"), (finding.Vulnerability!.Cvss, finding.Vulnerability.CvssVector));
        Assert.Equal(["3.0.2", "3.1.0"], finding.Vulnerability.FixedVersions);
        Assert.Equal([787], finding.Cwe);
        Assert.Equal(["DLA-1"], finding.Aliases);
        Assert.Null(finding.Component.IsDirect);
        Assert.Null(finding.Location);
    }

    [Fact]
    public void The_list_of_packages_tells_what_is_direct()
    {
        var direct = Report.Findings(Report.Facts(Many)[1]).ToDictionary(finding => finding.RuleId, finding => finding.Component!.IsDirect);
        Assert.False(direct["CVE-2026-0004"]);
        Assert.True(direct["CVE-2026-0005"]);
    }

    [Fact]
    public void What_a_vex_document_took_out_stays_and_is_suppressed() =>
        Assert.Equal(new Suppression("file", "not affected: never called", "vex.json"), Report.Findings(Report.Facts(Many)[1]).Single(finding => finding.RuleId == "CVE-2026-0006").Suppression);

    [Fact]
    public void A_secret_is_a_finding_without_its_text()
    {
        var finding = Assert.Single(Report.Findings(Report.Facts(Many)[0]));
        Assert.Equal((FindingKind.Credential, Severity.High, "Private key"), (finding.Kind, finding.Severity, finding.Message));
        Assert.DoesNotContain(Hidden, finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_passed_is_no_finding_and_a_failed_one_has_its_lines()
    {
        var finding = Assert.Single(Report.Findings(Report.Facts(Many)[3]));
        Assert.Equal(new Location("Dockerfile", new Region(3, 1, 4, 1)), finding.Location);
        Assert.Equal(["AVD-DS-0002"], finding.Aliases);
    }

    [Fact]
    public void A_licence_is_a_finding() => Assert.Equal(("GPL-3.0", Severity.High, FindingKind.License), Report.Findings(Report.Facts(Many)[2]).Select(finding => (finding.RuleId, finding.Severity, finding.Kind)).Single());

    [Fact]
    public void A_target_without_findings_is_a_clean_scan() =>
        Assert.Empty(Report.Findings("""{ "SchemaVersion": 2, "ArtifactName": ".", "ArtifactType": "filesystem", "Results": [ { "Target": "go.mod", "Class": "lang-pkgs" } ] }"""));

    [Fact]
    public void A_report_that_shows_no_scan_is_refused() =>
        Assert.Contains("shows no scan that ran", Report.Problem("""{ "SchemaVersion": 2, "ArtifactName": ".", "ArtifactType": "filesystem" }"""));

    [Theory]
    [InlineData("""{ "SchemaVersion": 3, "ArtifactName": "a" }""")]
    [InlineData("""{ "SchemaVersion": "x", "ArtifactName": "a" }""")]
    public void Another_schema_version_is_refused(string report) => Assert.Contains("schema version 2", Report.Problem(report));

    [Fact]
    public void Version_1_lists_its_targets()
    {
        var fact = Report.Fact("""
            [ { "Target": "app (debian 10.8)", "Type": "debian", "Vulnerabilities": [ { "VulnerabilityID": "CVE-2026-0003", "PkgName": "apt", "InstalledVersion": "1.8", "FixedVersion": "1.9", "Severity": "LOW" } ] },
              { "Target": "srv/Gemfile.lock", "Type": "bundler", "Vulnerabilities": [ { "VulnerabilityID": "CVE-2026-0004", "PkgName": "rack", "InstalledVersion": "1", "Severity": "HIGH", "CweIDs": ["CWE-79"] } ] },
              { "Target": "srv/Pipfile.lock", "Vulnerabilities": null } ]
            """);
        Assert.Equal((FactKind.VulnerabilityScan, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.Equal(["CVE-2026-0004 HIGH Vulnerability @ srv/Gemfile.lock; CWE-79; rack 1", "CVE-2026-0003 LOW Vulnerability; apt 1.8; fixed in 1.9"], Pages.Brief.Of(fact));
    }

    [Fact]
    public void The_word_null_is_a_partial_scan_where_the_importer_is_named() =>
        Assert.Equal(Completeness.Partial, Report.Fact("null", "trivy").Completeness);

    private const string Cluster = """
        { "ClusterName": "prod", "Resources": [
          { "Namespace": "shop", "Kind": "Deployment", "Name": "cart", "Results": [
            { "Target": "registry.example/cart:1 (debian 12)", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [ { "VulnerabilityID": "CVE-2026-0003", "PkgName": "apt", "InstalledVersion": "1.8", "Severity": "HIGH" } ] },
            { "Target": "Deployment/cart", "Class": "config", "Misconfigurations": [ { "ID": "KSV001", "Title": "escalation", "Severity": "MEDIUM", "Status": "FAIL" }, { "ID": "KSV002", "Title": "profile", "Severity": "LOW", "Status": "PASS" } ] } ] },
          { "Kind": "Node", "Name": "n1", "Error": "no access" } ] }
        """;

    [Fact]
    public void A_cluster_names_the_resource_of_each_finding_and_what_it_could_not_look_at()
    {
        var facts = Report.Facts(Cluster);
        Assert.Equal([FactKind.VulnerabilityScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.Equal(["CVE-2026-0003 HIGH Vulnerability @ shop/Deployment/cart; apt 1.8"], Pages.Brief.Of(facts[0]));
        Assert.Equal(["KSV001 MEDIUM Misconfiguration @ shop/Deployment/cart"], Pages.Brief.Of(facts[1]));
        Assert.All(facts, fact => Assert.Equal((Completeness.Partial, "line 5: Trivy could not look at Node/n1: no access"), (fact.Completeness, Assert.Single(fact.Notices).Reason)));
    }

    [Fact]
    public void Damage_of_a_clusters_report_never_throws() => Report.SurvivesDamage(Cluster, "trivy");

    [Fact]
    public void A_truncated_report_is_refused() => Assert.Contains("not readable as JSON", Report.Problem(Many[..900]));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "trivy");
}
