namespace Gatehouse.EndToEnd.Tests.BadInput;

/// <summary>Repositories and policy files that cannot be read as they should: refused with a remedy, or read and said.</summary>
public class BrokenRepositoryTests
{
    private static Workspace Repository()
    {
        var workspace = new Workspace().Write("README.md", "hello\n");
        workspace.Commit();
        workspace.Write("a.env", $"KEY={Reports.Credential}\n").Commit();
        return workspace;
    }

    private static string ObjectOf(Workspace workspace, string revision)
    {
        var id = workspace.Git("rev-parse", revision).Trim();
        return workspace.File($".git/objects/{id[..2]}/{id[2..]}");
    }

    [Theory]
    [InlineData("HEAD", "run")]
    [InlineData("HEAD^{tree}", "run")]
    [InlineData("HEAD^{tree}", "run --staged")]
    [InlineData("HEAD^{tree}", "scan git:HEAD~1..HEAD")]
    public void A_missing_object_on_the_way_to_the_policy_is_2(string revision, string line)
    {
        using var workspace = Repository();
        File.Delete(ObjectOf(workspace, revision));
        workspace.Gatehouse(line.Split(' ')).Is(2, "gatehouse: ", "is not in this repository; `git fsck` tells what is missing");
    }

    [Fact]
    public void A_corrupt_object_is_2()
    {
        using var workspace = Repository();
        var file = ObjectOf(workspace, "HEAD");
        File.Delete(file); // It is read-only.
        File.WriteAllText(file, "garbage");
        workspace.Gatehouse("run").Is(2, "loose object", "is damaged; `git fsck` says more");
    }

    [Fact]
    public void A_missing_blob_of_a_range_is_unread_and_not_clean()
    {
        using var workspace = Repository();
        File.Delete(ObjectOf(workspace, "HEAD:a.env"));
        workspace.Gatehouse("scan", "git:HEAD~1..HEAD").Is(3, "a.env  secrets: its blob could not be read", "INCOMPLETE");
    }

    [Fact]
    public void A_missing_blob_of_the_index_leaves_the_commit_undecided()
    {
        using var workspace = Repository();
        workspace.Write("b.env", "X=1\n").Git("add", "b.env");
        File.Delete(ObjectOf(workspace, ":b.env"));
        workspace.Gatehouse("run", "--staged").Is(3, "b.env: its blob could not be read");
    }

    [Fact]
    public void An_index_that_is_cut_short_is_said_and_the_files_are_still_judged()
    {
        using var workspace = Repository();
        File.WriteAllBytes(workspace.File(".git/index"), File.ReadAllBytes(workspace.File(".git/index"))[..100]);
        workspace.Gatehouse("run").Is(1, "folder (its git repository cannot be used)", "a.env:1:5", "DEGRADED", "it is cut short");
        workspace.Gatehouse("run", "--staged").Is(2, "gatehouse: the index claims", "it is cut short");
    }

    [Fact]
    public void A_split_index_is_named_with_the_remedy()
    {
        using var workspace = Repository();
        workspace.Git("update-index", "--split-index");
        workspace.Gatehouse("run").Is(1, "a.env:1:5", "DEGRADED", "git update-index --no-split-index");
        workspace.Write("b.txt", "b").Git("add", "b.txt");
        workspace.Gatehouse("run", "--staged").Is(2, "the index is split over two files; `git update-index --no-split-index` joins them");
    }

    [Theory]
    [InlineData("objectformat", "sha256", "only SHA-1 repositories are read")]
    [InlineData("refstorage", "reftable", "`git refs migrate --ref-format=files` makes it readable")]
    [InlineData("other", "1", "which this reader does not know")]
    public void An_unknown_format_is_2_with_the_remedy(string extension, string value, string remedy)
    {
        using var workspace = Repository();
        workspace.Git("config", "core.repositoryformatversion", "1");
        File.AppendAllText(workspace.File(".git/config"), $"[extensions]\n\t{extension} = {value}\n");
        workspace.Gatehouse("run").Is(2, $"uses extensions.{extension} = {value}", remedy);
    }

    [Fact]
    public void A_real_SHA_256_repository_is_2()
    {
        using var workspace = new Workspace(git: false);
        workspace.Git("init", "-q", "--object-format=sha256");
        workspace.Gatehouse("run").Is(2, "extensions.objectformat = sha256", "only SHA-1 repositories are read");
    }

    [Theory]
    [InlineData("mkdir gatehouse.yaml", "not a regular file")]
    [InlineData("mkfifo gatehouse.yaml", "not a regular file")]
    [InlineData("truncate -s 100M gatehouse.yaml", "larger than the limit")]
    [InlineData("head -c 300 /dev/zero > gatehouse.yaml", "gatehouse.yaml:1:")]
    [InlineData("printf '\\001\\377\\376\\200' > gatehouse.yaml", "gatehouse.yaml:1:")]
    [InlineData("ln -s /etc/passwd gatehouse.yaml", "is a symbolic link, which is not followed: put the file itself there")]
    [InlineData("ln -s nowhere gatehouse.yaml", "is a symbolic link, which is not followed")]
    [InlineData("ln -s gatehouse.yaml gatehouse.yaml", "is a symbolic link, which is not followed")]
    [InlineData("ln -s README.md gatehouse.yaml; git add -A; git commit -qm x; rm gatehouse.yaml", "gatehouse.yaml at ")]
    public void A_policy_that_cannot_be_read_is_2(string make, string reason)
    {
        using var workspace = Repository();
        var result = workspace.Shell($"{make}; dotnet \"$DLL\" run").Is(2, "gatehouse: gatehouse.yaml", reason);
        Assert.DoesNotContain("root:", result.Error, StringComparison.Ordinal);
    }
}
