using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.CycloneDx;

public sealed class CycloneDxTests
{
    private static readonly string Many = $$"""
        {
          "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
          "metadata": {
            "timestamp": "2026-02-20T08:00:00Z",
            "tools": { "components": [ { "type": "application", "name": "example-bom", "version": "2.0" } ] },
            "component": { "type": "container", "bom-ref": "root", "name": "registry.example/app", "purl": "pkg:oci/app@sha256%3A{{Report.Digest}}" }
          },
          "components": [
            { "type": "library", "bom-ref": "b", "group": "@scope", "name": "beta", "version": "2.0.0", "purl": "pkg:npm/%40scope/beta@2.0.0",
              "licenses": [ { "license": { "id": "MIT" } } ], "hashes": [ { "alg": "SHA-256", "content": "{{Report.Digest}}" } ] },
            { "type": "library", "bom-ref": "a", "name": "alpha", "version": "1.0.0", "purl": "pkg:npm/alpha@1.0.0", "licenses": [ { "expression": "Apache-2.0 OR MIT" } ],
              "components": [ { "type": "library", "bom-ref": "n", "name": "nested", "version": "3", "licenses": [ { "license": { "name": "Own licence" } } ] } ] },
            { "type": "operating-system", "bom-ref": "os", "name": "debian", "version": "12" },
            { "type": "library", "bom-ref": "ssl", "name": "libssl", "version": "3.0", "purl": "pkg:deb/debian/libssl@3.0" },
            { "type": "file", "bom-ref": "f", "name": "/etc/os-release" }
          ],
          "dependencies": [
            { "ref": "root", "dependsOn": ["a", "os"] }, { "ref": "a", "dependsOn": ["b", "ssl"] }
          ],
          "vulnerabilities": [
            { "id": "CVE-2026-0001", "source": { "name": "NVD" }, "references": [ { "id": "GHSA-aaaa", "source": { "name": "GitHub" } } ],
              "ratings": [ { "source": { "name": "Other" }, "severity": "critical" }, { "source": { "name": "NVD" }, "score": 7.5, "severity": "high", "method": "CVSSv31", "vector": "CVSS:3.1/AV:N" } ],
              "cwes": [79], "description": "Bad\ninput", "recommendation": "Upgrade to 2.0.1", "affects": [ { "ref": "b" }, { "ref": "urn:cdx:example/1#a" } ] },
            { "id": "CVE-2026-0002", "ratings": [ { "severity": "critical" } ], "analysis": { "state": "not_affected", "justification": "code_not_reachable", "detail": "never called" }, "affects": [ { "ref": "a" } ] }
          ]
        }
        """;

    private const string AsXml = """
        <?xml version="1.0"?>
        <bom xmlns="http://cyclonedx.org/schema/bom/1.4" version="1">
          <metadata><timestamp>2026-02-20T08:00:00Z</timestamp><tools><tool><vendor>Example</vendor><name>example-bom</name><version>2.0</version></tool></tools>
            <component type="application" bom-ref="root"><name>app</name></component></metadata>
          <components>
            <component type="library" bom-ref="a"><name>alpha</name><version>1.0.0</version><licenses><expression>Apache-2.0 OR MIT</expression></licenses><purl>pkg:npm/alpha@1.0.0</purl></component>
            <component type="library" bom-ref="b"><group>@scope</group><name>beta</name><version>2.0.0</version>
              <hashes><hash alg="SHA-1">0123456789012345678901234567890123456789</hash></hashes><licenses><license><id>MIT</id></license></licenses></component>
          </components>
          <dependencies><dependency ref="root"><dependency ref="a"/></dependency><dependency ref="a"><dependency ref="b"/></dependency></dependencies>
          <vulnerabilities><vulnerability><id>CVE-2026-0001</id><ratings><rating><score>9.8</score><severity>critical</severity><method>CVSSv31</method></rating></ratings>
            <cwes><cwe>79</cwe></cwes><description>Bad</description><affects><target><ref>b</ref></target></affects></vulnerability></vulnerabilities>
        </bom>
        """;

    [Fact]
    public void A_document_is_an_sbom_of_the_image_that_it_names()
    {
        var fact = Report.Facts(Many)[0];
        Assert.Equal(FactKind.Sbom, fact.Kind);
        Assert.Equal(new Producer("example-bom", "2.0"), fact.Producer);
        Assert.Equal(new DateTimeOffset(2026, 2, 20, 8, 0, 0, TimeSpan.Zero), fact.Time);
        Assert.Equal((SubjectKind.Image, "sha256:" + Report.Digest), (fact.Subjects[0].Kind, fact.Subjects[0].Id));
        Assert.Equal(Completeness.Complete, fact.Completeness);
    }

    [Fact]
    public void Components_are_sorted_by_purl_with_licences_hashes_and_those_within_others()
    {
        var sbom = Assert.IsType<SbomPredicate>(Report.Facts(Many)[0].Predicate);
        Assert.Equal("CycloneDX 1.6", sbom.Format);
        Assert.Equal(["debian", "nested", "libssl", "@scope/beta", "alpha"], sbom.Components.Select(component => component.Name));
        var beta = sbom.Components[3];
        Assert.Equal(["MIT"], beta.Licenses);
        Assert.Equal(Report.Digest, beta.Digests["sha256"]);
        Assert.Equal(["Apache-2.0 OR MIT"], sbom.Components[4].Licenses);
        Assert.Equal(["Own licence"], sbom.Components[1].Licenses);
    }

    [Fact]
    public void The_dependency_graph_tells_what_is_direct_and_packages_of_the_base_image_are_never_indirect()
    {
        var components = Assert.IsType<SbomPredicate>(Report.Facts(Many)[0].Predicate).Components.ToDictionary(component => component.Name, component => component.IsDirect);
        Assert.True(components["alpha"]);
        Assert.False(components["@scope/beta"]);
        Assert.Null(components["libssl"]);
        Assert.Null(components["nested"]);
    }

    [Fact]
    public void A_vulnerability_is_a_finding_for_each_component_by_the_rating_of_its_source()
    {
        var findings = Report.Findings(Report.Facts(Many)[1]);
        Assert.Equal(3, findings.Length);
        var beta = Assert.Single(findings, finding => finding.Component!.Name == "@scope/beta");
        Assert.Equal((Severity.High, 7.5, "CVSS:3.1/AV:N"), (beta.Severity, beta.Vulnerability!.Cvss, beta.Vulnerability.CvssVector));
        Assert.Equal(["GHSA-aaaa"], beta.Aliases);
        Assert.Equal([79], beta.Cwe);
        Assert.Equal(("Bad input", "Upgrade to 2.0.1"), (beta.Message, beta.Remedy));
        Assert.False(beta.Component!.IsDirect);
        Assert.Contains(findings, finding => finding is { RuleId: "CVE-2026-0001", Component.Name: "alpha" });
    }

    [Theory]
    [InlineData("not_affected", false)]
    [InlineData("false_positive", false)]
    [InlineData("resolved", false)]
    [InlineData("exploitable", true)]
    [InlineData("in_triage", true)]
    public void The_documents_analysis_decides_whether_it_counts(string state, bool counts)
    {
        var finding = Report.Findings(Report.Facts(Many.Replace("not_affected", state, StringComparison.Ordinal))[1]).Single(finding => finding.RuleId == "CVE-2026-0002");
        Assert.Equal(counts, finding.IsActive);
        if (state == "not_affected")
            Assert.Equal("not affected: code not reachable: never called", finding.Suppression!.Reason);
    }

    [Fact]
    public void Xml_says_the_same_as_json()
    {
        var facts = Report.Facts(AsXml);
        Assert.Equal([FactKind.Sbom, FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        var sbom = Assert.IsType<SbomPredicate>(facts[0].Predicate);
        Assert.Equal("CycloneDX 1.4", sbom.Format);
        Assert.Equal(new Producer("example-bom", "2.0"), facts[0].Producer);
        Assert.Equal([("@scope/beta", false), ("alpha", true)], sbom.Components.Select(component => (component.Name, component.IsDirect!.Value)));
        Assert.Equal(["Apache-2.0 OR MIT"], sbom.Components[1].Licenses);
        Assert.Equal(["sha1"], sbom.Components[0].Digests.Keys);
        var finding = Assert.Single(Report.Findings(facts[1]));
        Assert.Equal((Severity.Critical, 9.8, "@scope/beta"), (finding.Severity, finding.Vulnerability!.Cvss, finding.Component!.Name));
    }

    [Fact]
    public void No_component_is_an_sbom_that_names_none() =>
        Assert.Empty(Assert.IsType<SbomPredicate>(Report.Fact("""{ "bomFormat": "CycloneDX", "specVersion": "1.5", "components": [], "vulnerabilities": [] }""").Predicate).Components);

    [Fact]
    public void Vulnerabilities_alone_are_no_sbom() =>
        Assert.Equal(FactKind.VulnerabilityScan, Report.Fact("""{ "bomFormat": "CycloneDX", "specVersion": "1.5", "vulnerabilities": [ { "id": "CVE-2026-1", "ratings": [ { "severity": "low" } ] } ] }""").Kind);

    [Fact]
    public void A_component_without_a_name_makes_the_sbom_partial()
    {
        var fact = Report.Fact("""{ "bomFormat": "CycloneDX", "specVersion": "1.5", "components": [ { "type": "library" }, 7, { "type": "library", "name": { "x": 1 } } ] }""");
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Contains(fact.Notices, notice => notice.Reason.Contains("a component has no name", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"1.1\"")]
    [InlineData("\"2.0\"")]
    [InlineData("[]")]
    public void Another_version_is_refused_with_those_that_are_read(string version) =>
        Assert.Contains("let the tool write one of 1.2, 1.3, 1.4, 1.5, 1.6, 1.7", Report.Problem($$"""{ "bomFormat": "CycloneDX", "specVersion": {{version}}, "components": [] }"""));

    [Fact]
    public void An_old_xml_version_is_refused() =>
        Assert.Contains("CycloneDX of version 1.1 is not read", Report.Problem("""<bom xmlns="http://cyclonedx.org/schema/bom/1.1"><components/></bom>"""));

    [Fact]
    public void An_entity_bomb_is_refused() =>
        Assert.Contains("an entity of a document type declaration is refused", Report.Problem("""<!DOCTYPE bom [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><bom xmlns="http://cyclonedx.org/schema/bom/1.4"><x>&b;</x></bom>"""));

    [Fact]
    public void A_truncated_document_is_refused()
    {
        Assert.StartsWith("report.out:", Report.Problem(Many[..700]));
        Assert.Contains("not readable as XML", Report.Problem(AsXml[..700]));
    }

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(Many, "cyclonedx");
        Report.SurvivesDamage(AsXml, "cyclonedx");
    }
}
