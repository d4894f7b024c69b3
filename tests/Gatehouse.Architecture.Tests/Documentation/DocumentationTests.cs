namespace Gatehouse.Architecture.Tests.Documentation;

public class DocumentationTests
{
    [Fact]
    public void Every_relative_link_leads_somewhere() => Hold.All(DocumentationRules.DeadLinks(Tree.Repository));

    [Fact]
    public void A_dead_link_is_told() =>
        Assert.Equal(
            ["docs/how-to/a.md: ../c.md", "README.md: docs/b.md"],
            DocumentationRules.DeadLinks(Tree.Of(
                ("docs/how-to/a.md", "[c](../c.md) [itself](a.md#part) [above](../../README.md) [folder](..) [out](https://example.org/x) [part](#part) `[code](x.md)` `` [a`b](y.md) ``"),
                ("README.md", "[a](docs/how-to/a.md) [b](docs/b.md#x)"))));

    [Fact]
    public void Every_path_of_the_repository_that_a_page_names_is_there() => Hold.All(DocumentationRules.DeadPaths(Tree.Repository));

    [Fact]
    public void A_dead_path_is_told() =>
        Assert.Equal(
            ["README.md: src/B.cs", "README.md: tests/x"],
            DocumentationRules.DeadPaths(Tree.Of(
                ("README.md", "`src/A.cs` `src/B.cs` `src/` `src/<Name>/` `tests/x/<Name>.cs` `rules.yaml` `a/b` `src and more`"),
                ("src/A.cs", ""))));

    [Fact]
    public void The_structure_page_has_a_paragraph_for_every_project_and_its_layer() => Hold.All(DocumentationRules.StructureDifferences(Tree.Repository));

    [Fact]
    public void A_project_without_a_paragraph_or_of_another_layer_is_told() =>
        Assert.Equal(
            ["### B (20) is missing", "### C is missing"],
            DocumentationRules.StructureDifferences(Tree.Of(
                ("docs/STRUCTURE.md", "### A (10)\n\nFirst.\n\n### B (15)\n"),
                ("src/A/A.csproj", "<Layer>10</Layer>"),
                ("src/B/B.csproj", "<Layer>20</Layer>"),
                ("tools/C/C.csproj", ""),
                ("tests/B.Tests/B.Tests.csproj", ""))));

    [Fact]
    public void Every_package_has_its_reason() => Hold.All(DocumentationRules.PackageDifferences(Tree.Repository));

    [Fact]
    public void A_package_without_a_reason_and_a_reason_without_a_package_are_told() =>
        Assert.Equal(
            ["New has no reason", "Old is not pinned"],
            DocumentationRules.PackageDifferences(Tree.Of(("Directory.Packages.props", "<PackageVersion Include=\"New\" Version=\"1\" />"), ("docs/dependencies.md", "| package | why |\n|---|---|\n| `Old` | x |\n"))));
}
