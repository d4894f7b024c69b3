namespace Gatehouse.Architecture.Tests.Text;

public class ProjectTests
{
    private const string Project = "<Project><PropertyGroup><Layer>10</Layer><Description>X.</Description></PropertyGroup></Project>";

    [Fact]
    public void Every_project_is_proven_by_its_mirror_in_tests() => Hold.All(ProjectRules.WithoutMirror(Tree.Repository));

    [Fact]
    public void An_exception_that_is_none_any_more_is_taken_out() => Hold.All(ProjectRules.UselessExceptions(Tree.Repository));

    [Fact]
    public void A_project_without_a_mirror_is_told()
    {
        var tree = Tree.Of(("src/Gatehouse.X/Gatehouse.X.csproj", Project));
        Assert.Equal(["Gatehouse.X has no tests/Gatehouse.X.Tests"], ProjectRules.WithoutMirror(tree));
        Assert.Empty(ProjectRules.WithoutMirror(tree.With(("tests/Gatehouse.X.Tests/Gatehouse.X.Tests.csproj", ""))));
    }

    [Fact]
    public void An_exception_with_a_mirror_of_its_own_is_told() =>
        Assert.Contains("Gatehouse.Cli", ProjectRules.UselessExceptions(Tree.Of(("src/Gatehouse.Cli/Gatehouse.Cli.csproj", ""), ("tests/Gatehouse.Cli.Tests/Gatehouse.Cli.Tests.csproj", ""))));

    [Fact]
    public void Every_project_says_what_it_is_and_its_layer() => Hold.All(ProjectRules.WithoutStatement(Tree.Repository));

    [Fact]
    public void A_project_that_does_not_say_so_is_told() =>
        Assert.Equal(
            ["src/X/X.csproj states no <Description>", "src/X/X.csproj states no <Layer>"],
            ProjectRules.WithoutStatement(Tree.Of(("src/X/X.csproj", "<Project><PropertyGroup><Description> </Description></PropertyGroup></Project>"))));

    [Fact]
    public void The_solution_lists_every_project_and_nothing_else() => Hold.All(ProjectRules.SolutionDifferences(Tree.Repository));

    [Fact]
    public void A_solution_that_lists_too_little_or_too_much_is_told() =>
        Assert.Equal(
            ["src/A/A.csproj is not listed", "src/B/B.csproj is listed and not there", "src/B/B.csproj is listed twice"],
            ProjectRules.SolutionDifferences(Tree.Of(
                ("src/A/A.csproj", Project),
                ("Gatehouse.slnx", "<Solution><Folder Name=\"/src/\"><Project Path=\"src/B/B.csproj\" /><Project Path=\"src/B/B.csproj\" /></Folder></Solution>"))));

    [Fact]
    public void Every_project_has_its_lock_file() => Hold.All(ProjectRules.WithoutLockFile(Tree.Repository));

    [Fact]
    public void A_missing_lock_file_is_told() => Assert.Equal(["src/A/packages.lock.json"], ProjectRules.WithoutLockFile(Tree.Of(("src/A/A.csproj", Project))));

    [Fact]
    public void The_package_settings_name_no_source() => Hold.All(ProjectRules.PackageSources(Tree.Repository));

    [Fact]
    public void A_named_source_is_told() =>
        Assert.Equal(["packageSources"], ProjectRules.PackageSources(Tree.Of(("nuget.config", "<configuration><packageSources><add key=\"x\" value=\"./x\" /></packageSources></configuration>"))));

    [Fact]
    public void Lock_files_hold_no_address() => Hold.All(ProjectRules.LockFileAddresses(Tree.Repository));

    [Fact]
    public void An_address_in_a_lock_file_is_told() =>
        Assert.Equal(["src/A/packages.lock.json"], ProjectRules.LockFileAddresses(Tree.Of(("src/A/packages.lock.json", "{ \"x\": \"https://packages.example/x\" }"))));
}
