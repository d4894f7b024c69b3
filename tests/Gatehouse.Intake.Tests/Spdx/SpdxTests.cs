using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Spdx;

public sealed class SpdxTests
{
    private static readonly string Many = $$"""
        {
          "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "app", "dataLicense": "CC0-1.0",
          "creationInfo": { "created": "2026-02-21T10:00:00Z", "creators": ["Organization: Example", "Tool: example-sbom-1.9.0"] },
          "packages": [
            { "SPDXID": "SPDXRef-root", "name": "registry.example/app", "versionInfo": "sha256:{{Report.Digest}}", "primaryPackagePurpose": "CONTAINER" },
            { "SPDXID": "SPDXRef-b", "name": "beta", "versionInfo": "2", "licenseDeclared": "NOASSERTION", "licenseConcluded": "MIT",
              "externalRefs": [ { "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:maven/org.example/beta@2" } ],
              "checksums": [ { "algorithm": "SHA256", "checksumValue": "{{Report.Digest}}" } ] },
            { "SPDXID": "SPDXRef-a", "name": "alpha", "versionInfo": "1", "licenseDeclared": "Apache-2.0" }
          ],
          "relationships": [
            { "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-root" },
            { "spdxElementId": "SPDXRef-root", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-a" },
            { "spdxElementId": "SPDXRef-b", "relationshipType": "DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-a" }
          ]
        }
        """;

    private static readonly string Tags = $"""
        SPDXVersion: SPDX-2.2
        DataLicense: CC0-1.0
        SPDXID: SPDXRef-DOCUMENT
        DocumentComment: <text>two
        lines: of text</text>
        # a comment
        Creator: Tool: example-sbom-1.9.0
        Created: 2026-02-21T10:00:00Z

        PackageName: alpha
        SPDXID: SPDXRef-a
        PackageVersion: 1
        PackageLicenseDeclared: Apache-2.0
        PackageChecksum: SHA256: {Report.Digest}
        ExternalRef: PACKAGE-MANAGER purl pkg:npm/alpha@1
        FileName: ./a.js
        SPDXID: SPDXRef-file

        PackageName: beta
        SPDXID: SPDXRef-b
        Relationship: SPDXRef-a DEPENDS_ON SPDXRef-b
        """;

    private static readonly string Graph = $$"""
        {
          "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
          "@graph": [
            { "type": "CreationInfo", "@id": "_:info", "specVersion": "3.0.1", "created": "2026-02-21T10:00:00Z", "createdBy": ["https://example.org/me"], "createdUsing": ["https://example.org/tool"] },
            { "type": "Tool", "spdxId": "https://example.org/tool", "creationInfo": "_:info", "name": "example-sbom" },
            { "type": "SpdxDocument", "spdxId": "https://example.org/doc", "creationInfo": "_:info", "rootElement": ["https://example.org/sbom"] },
            { "type": "software_Sbom", "spdxId": "https://example.org/sbom", "creationInfo": "_:info", "rootElement": ["https://example.org/app"] },
            { "type": "software_Package", "spdxId": "https://example.org/app", "creationInfo": "_:info", "name": "app" },
            { "type": "software_Package", "spdxId": "https://example.org/a", "creationInfo": "_:info", "name": "alpha", "software_packageVersion": "1", "software_packageUrl": "pkg:npm/alpha@1",
              "verifiedUsing": [ { "type": "Hash", "algorithm": "sha256", "hashValue": "{{Report.Digest}}" } ] },
            { "type": "simplelicensing_LicenseExpression", "spdxId": "https://example.org/l", "creationInfo": "_:info", "simplelicensing_licenseExpression": "MIT OR ISC" },
            { "type": "Relationship", "spdxId": "https://example.org/r1", "creationInfo": "_:info", "from": "https://example.org/app", "relationshipType": "dependsOn", "to": ["https://example.org/a"] },
            { "type": "Relationship", "spdxId": "https://example.org/r2", "creationInfo": "_:info", "from": "https://example.org/a", "relationshipType": "hasDeclaredLicense", "to": ["https://example.org/l"] }
          ]
        }
        """;

    [Fact]
    public void A_document_is_an_sbom_of_the_image_that_it_describes()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((FactKind.Sbom, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.Equal(new Producer("example-sbom", "1.9.0"), fact.Producer);
        Assert.Equal("sha256:" + Report.Digest, Assert.Single(fact.Subjects).Id);
        var sbom = Assert.IsType<SbomPredicate>(fact.Predicate);
        Assert.Equal("SPDX 2.3", sbom.Format);
        Assert.Equal([("alpha", true), ("org.example:beta", false)], sbom.Components.Select(component => (component.Name, component.IsDirect!.Value)));
        Assert.Equal(["MIT"], sbom.Components[1].Licenses);
        Assert.Equal(Report.Digest, sbom.Components[1].Digests["sha256"]);
    }

    [Fact]
    public void Tag_value_says_the_same()
    {
        var fact = Report.Fact(Tags);
        Assert.Equal((new Producer("example-sbom", "1.9.0"), Completeness.Complete), (fact.Producer, fact.Completeness));
        var sbom = Assert.IsType<SbomPredicate>(fact.Predicate);
        Assert.Equal("SPDX 2.2", sbom.Format);
        Assert.Equal(["beta", "alpha"], sbom.Components.Select(component => component.Name));
        Assert.Equal(("1", "pkg:npm/alpha@1", Report.Digest), (sbom.Components[1].Version, sbom.Components[1].Purl!.ToString(), sbom.Components[1].Digests["sha256"]));
        Assert.Equal(["Apache-2.0"], sbom.Components[1].Licenses);
    }

    [Fact]
    public void Version_3_packages_are_components_with_their_licence_relationships()
    {
        var fact = Report.Fact(Graph);
        Assert.Equal(new Producer("example-sbom"), fact.Producer);
        var component = Assert.Single(Assert.IsType<SbomPredicate>(fact.Predicate).Components);
        Assert.Equal(("alpha", "1", true), (component.Name, component.Version, component.IsDirect!.Value));
        Assert.Equal(["MIT OR ISC"], component.Licenses);
        Assert.Equal(Report.Digest, component.Digests["sha256"]);
    }

    [Fact]
    public void The_export_of_a_code_host_that_wraps_the_document_is_read() =>
        Assert.Equal(2, Assert.IsType<SbomPredicate>(Report.Fact($$"""{ "sbom": {{Many}} }""").Predicate).Components.Length);

    [Fact]
    public void No_package_is_an_sbom_that_names_none() =>
        Assert.Empty(Assert.IsType<SbomPredicate>(Report.Fact("""{ "spdxVersion": "SPDX-2.3", "packages": [] }""").Predicate).Components);

    [Fact]
    public void One_package_that_the_document_is_of_is_its_component() =>
        Assert.Equal("a", Assert.Single(Assert.IsType<SbomPredicate>(Report.Fact("""{ "spdxVersion": "SPDX-2.3", "documentDescribes": ["SPDXRef-a"], "packages": [ { "SPDXID": "SPDXRef-a", "name": "a" } ] }""").Predicate).Components).Name);

    [Fact]
    public void Epoch_zero_is_no_time_of_a_report()
    {
        var fact = Report.Fact("""{ "spdxVersion": "SPDX-2.3", "creationInfo": { "created": "1970-01-01T00:00:00Z" }, "packages": [] }""");
        Assert.Equal(Report.Now, fact.Time);
        Assert.Equal(NoticeKind.Degraded, Assert.Single(fact.Notices).Kind);
    }

    [Theory]
    [InlineData("""{ "spdxVersion": "SPDX-2.1", "packages": [] }""", "2.1")]
    [InlineData("SPDXVersion: SPDX-1.2\nPackageName: a\n", "1.2")]
    [InlineData("""{ "@context": "https://spdx.org/rdf/4.0/c.jsonld", "@graph": [ { "type": "CreationInfo", "specVersion": "4.0" } ] }""", "4.0")]
    public void Another_version_is_refused_with_those_that_are_read(string document, string version) =>
        Assert.Equal($"report.out: SPDX of version {version} is not read: let the tool write 2.2, 2.3 or 3.0", Report.Problem(document));

    [Fact]
    public void A_truncated_document_is_refused_or_partial()
    {
        Assert.Contains("not readable as JSON", Report.Problem(Many[..500]));
        Assert.Equal(Completeness.Partial, Report.Fact(Tags[..95]).Completeness);
        Assert.Contains("not readable as JSON", Report.Problem(Graph[..500]));
    }

    [Fact]
    public void A_package_that_the_cut_left_without_its_id_is_listed_and_the_sbom_partial()
    {
        var fact = Report.Fact("SPDXVersion: SPDX-2.3\nPackageName: first\nPackageName: last\n");
        Assert.Equal((Completeness.Partial, 2), (fact.Completeness, Assert.IsType<SbomPredicate>(fact.Predicate).Components.Length));
    }

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(Many, "spdx");
        Report.SurvivesDamage(Tags, "spdx");
        Report.SurvivesDamage(Graph, "spdx");
    }

    [Fact]
    public void Advisories_that_it_cites_are_findings_of_a_partial_scan()
    {
        var facts = Report.Facts("""
            { "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "app", "packages": [
              { "SPDXID": "SPDXRef-a", "name": "left", "versionInfo": "1", "externalRefs": [
                { "referenceCategory": "SECURITY", "referenceType": "advisory", "referenceLocator": "https://advisories.example/CVE-2026-0001" },
                { "referenceCategory": "SECURITY", "referenceType": "advisory", "referenceLocator": "https://other.example/?id=CVE-2026-0001" },
                { "referenceCategory": "SECURITY", "referenceType": "fix", "referenceLocator": "https://fixes.example/CVE-2026-0002" } ] } ] }
            """);
        Assert.Equal([(FactKind.Sbom, Completeness.Complete), (FactKind.VulnerabilityScan, Completeness.Partial)], facts.Select(fact => (fact.Kind, fact.Completeness)));
        Assert.Equal(["CVE-2026-0001 MEDIUM Vulnerability; left 1"], Pages.Brief.Of(facts[1]));
    }
}
