using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Syft;

public sealed class SyftTests
{
    private static readonly string Image = $$"""
        { "artifacts": [
            { "id": "a1", "name": "openssl", "version": "3.0.11-1", "type": "deb", "foundBy": "dpkg-db-cataloger", "locations": [ { "path": "/var/lib/dpkg/status", "layerID": "sha256:aa", "accessPath": "/var/lib/dpkg/status" } ], "licenses": [ { "value": "Apache-2", "spdxExpression": "", "type": "declared" } ], "purl": "pkg:deb/debian/openssl@3.0.11-1?arch=amd64&distro=debian-12" },
            { "id": "a2", "name": "lodash", "version": "4.17.21", "type": "npm", "locations": [ { "path": "/app/node_modules/lodash/package.json" } ], "licenses": [ { "value": "MIT", "spdxExpression": "MIT", "type": "declared" } ], "language": "javascript", "purl": "pkg:npm/lodash@4.17.21" },
            { "id": "a3", "name": "busy", "version": "", "type": "binary", "locations": [], "licenses": null } ],
          "artifactRelationships": [], "files": [],
          "source": { "id": "s", "name": "registry.example.org/shop", "version": "1", "type": "image", "metadata": { "userInput": "registry.example.org/shop:1", "manifestDigest": "sha256:{{Report.Digest}}", "repoDigests": [] } },
          "distro": { "id": "debian" }, "descriptor": { "name": "syft", "version": "1.38.0" }, "schema": { "version": "16.1.0", "url": "https://example.org/schema" } }
        """;

    private const string Folder = """
        { "artifacts": [ { "name": "flask", "version": "3.0.0", "type": "python", "locations": [ { "path": "requirements.txt" } ], "licenses": [ "BSD-3-Clause" ], "purl": "pkg:pypi/flask@3.0.0" } ],
          "source": { "type": "directory", "target": "." }, "descriptor": { "name": "syft", "version": "0.60.0" }, "schema": { "version": "4.1.0" } }
        """;

    [Fact]
    public void The_packages_of_an_image_are_its_bill_of_materials()
    {
        var fact = Report.Fact(Image);
        Assert.Equal((FactKind.Sbom, Completeness.Complete, "Syft", "1.38.0"), (fact.Kind, fact.Completeness, fact.Producer.Name, fact.Producer.Version));
        Assert.Equal((SubjectKind.Image, "registry.example.org/shop:1"), (fact.Subjects[0].Kind, fact.Subjects[0].Name));
        var sbom = Assert.IsType<SbomPredicate>(fact.Predicate);
        Assert.Equal("Syft 16.1.0", sbom.Format);
        Assert.Equal(
            ["busy   ", "openssl 3.0.11-1 Apache-2 var/lib/dpkg/status", "lodash 4.17.21 MIT app/node_modules/lodash/package.json"],
            sbom.Components.Select(component => $"{component.Name} {component.Version} {string.Join(",", component.Licenses)} {component.Location?.Path}"));
        Assert.Equal("pkg:npm/lodash@4.17.21", sbom.Components[^1].Purl!.ToString());
    }

    [Fact]
    public void A_folder_of_an_old_schema_is_of_the_subject_that_the_user_names()
    {
        var fact = Report.Fact(Folder);
        Assert.Equal(Report.Commit, Assert.Single(fact.Subjects));
        Assert.Equal(["BSD-3-Clause"], Assert.Single(Assert.IsType<SbomPredicate>(fact.Predicate).Components).Licenses);
    }

    [Fact]
    public void No_package_is_an_empty_bill() =>
        Assert.Empty(Assert.IsType<SbomPredicate>(Report.Fact("""{ "artifacts": [], "source": {}, "descriptor": { "name": "syft" }, "schema": { "version": "16.0.0" } }""").Predicate).Components);

    [Theory]
    [InlineData("\"4.1.0\"", "\"99.0.0\"")]
    [InlineData("\"4.1.0\"", "\"1.0.0\"")]
    [InlineData("\"4.1.0\"", "null")]
    public void Another_schema_is_refused(string from, string to) =>
        Assert.Contains("of Syft is not read", Report.Problem(Folder.Replace(from, to, StringComparison.Ordinal)));

    [Fact]
    public void A_package_without_a_name_makes_it_partial() =>
        Assert.Equal(Completeness.Partial, Report.Fact(Folder.Replace("\"name\": \"flask\", ", "", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Image, "syft");
}
