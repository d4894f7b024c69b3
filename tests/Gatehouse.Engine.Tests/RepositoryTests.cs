using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Engine.Tests;

public sealed class RepositoryTests
{
    private const string Todo = "// TODO-TOY\n";

    [Fact]
    public void A_clean_tree_is_its_commit()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", Todo).Write("b/c.txt", "x").Link("l", "a.txt").Commit();

        var subject = Scan.Tree(folder).Source.Subject;

        Assert.Equal("gitCommit:" + folder.Git("rev-parse", "HEAD"), subject.Id);
        Assert.Equal("main@" + folder.Git("rev-parse", "--short=12", "HEAD"), subject.Name);
    }

    [Fact]
    public void A_file_that_was_touched_or_edited_and_mended_is_clean_by_its_content()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", Todo).Commit();
        folder.Write("a.txt", "other").Write("a.txt", Todo).Age("a.txt");

        Assert.Equal(SubjectKind.Commit, Scan.Tree(folder).Source.Subject.Kind);
    }

    [Theory]
    [InlineData("edit", " + 1 changed file")]
    [InlineData("delete", " + 1 changed file")]
    [InlineData("mode", " + 1 changed file")]
    [InlineData("relink", " + 1 changed file")]
    [InlineData("add", " + 1 untracked file")]
    [InlineData("stage", " + staged changes")]
    [InlineData("both", " + 1 changed and 1 untracked files")]
    public void Anything_else_is_a_tree_of_its_own(string change, string named)
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", "one\n").Write("b.txt", "b\n").Link("l", "a.txt").Commit();
        var clean = Scan.Tree(folder).Source.Subject.Name;
        if (change is "edit" or "both")
            folder.Write("a.txt", "two\n");
        if (change is "add" or "both")
            folder.Write("new.txt", "new\n");
        if (change == "delete")
            File.Delete(folder["a.txt"]);
        if (change == "mode")
            File.SetUnixFileMode(folder["a.txt"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (change == "stage")
        {
            folder.Write("a.txt", "two\n");
            folder.Git("add", "a.txt");
        }

        if (change == "relink")
        {
            File.Delete(folder["l"]);
            folder.Link("l", "b.txt");
        }

        var subject = Scan.Tree(folder).Source.Subject;

        Assert.Equal(SubjectKind.Tree, subject.Kind);
        Assert.Equal(clean + named, subject.Name);
    }

    [Fact]
    public void The_same_edit_gives_the_same_tree_whatever_the_cache_knows()
    {
        using var folder = new TestFolder();
        using var cache = new TestFolder();
        folder.Write("a.txt", "one\n").Write("b.txt", "b\n").Write("c/d.txt", Todo).Commit();
        folder.Write("a.txt", "two\n").Age("a.txt").Write("u.txt", "new").Age("u.txt");

        var without = Scan.Tree(folder).Source.Subject;
        Thread.Sleep(150); // Past the tick in which a file is racy.
        Scan.Tree(folder, cache.Root);
        var second = Scan.Tree(folder, cache.Root);

        Assert.Equal(without.Id, second.Source.Subject.Id);
        Assert.Equal(4, second.Reports[0].FilesFromCache);
    }

    [Fact]
    public void Tracked_files_count_whatever_is_ignored_and_untracked_ones_unless_they_are()
    {
        using var folder = new TestFolder();
        folder.Write(".gitignore", "/*\n!.gitignore\n").Write("tracked/a.txt", Todo).Commit();
        folder.Write("tracked/new.txt", Todo).Write("other.txt", Todo);

        var result = Scan.Tree(folder);

        Assert.Equal(["tracked/a.txt"], result.Found());
        Assert.Equal(SubjectKind.Commit, result.Source.Subject.Kind);
    }

    [Fact]
    public void Ignore_files_nest_and_the_users_own_counts()
    {
        using var folder = new TestFolder();
        using var home = new TestFolder();
        home.Write(".gitconfig", "[core]\n\texcludesFile = ~/mine\n").Write("mine", "*.mine\n");
        folder.Write(".gitignore", "*.log\nbuild/\n").Write("sub/.gitignore", "!keep.log\n/top.txt\n").Commit();
        folder.Write(".git/info/exclude", "*.private\n");
        foreach (var path in (string[])["a.log", "sub/keep.log", "sub/top.txt", "sub/deep/top.txt", "build/x.txt", "sub/build/y.txt", "x.private", "x.mine", "seen.txt"])
            folder.Write(path, Todo);

        var result = Scan.Tree(folder, variables: new Dictionary<string, string> { ["HOME"] = home.Root });

        Assert.Equal(["seen.txt", "sub/deep/top.txt", "sub/keep.log"], result.Found());
    }

    [Fact]
    public void What_is_seen_is_what_git_lists()
    {
        using var folder = new TestFolder();
        folder.Write(".gitignore", "*.o\n/out/\n!out/keep\ndoc/**/tmp\n").Write("src/.gitignore", "gen-*\n!gen-keep.c\n").Write("src/gen-tracked.c", "x").Write("a-b/c", "x").Write("a/c", "x").Write("a.c", "x").Commit();
        foreach (var path in (string[])["x.o", "src/x.o", "out/a", "out/keep", "src/gen-1.c", "src/gen-keep.c", "doc/a/b/tmp/c", "doc/tmp", "doc/a/tmpx", "new/deep/file", "src/new.c"])
            folder.Write(path, "y");

        var seen = new List<string>();
        using var source = new WorkingTreeSource(folder.Root);
        source.Visit(new ListingVisitor(seen), new SourceOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(folder.Git("ls-files", "-co", "--exclude-standard").Split('\n').Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_within_a_repository_keeps_the_rules_above_it_and_is_no_commit()
    {
        using var folder = new TestFolder();
        folder.Write(".gitignore", "*.log\n/app/only-here.txt\n").Write("app/a.txt", Todo).Write("other/b.txt", Todo).Commit();
        folder.Write("app/x.log", Todo).Write("app/only-here.txt", Todo).Write("app/deep/only-here.txt", Todo);

        var result = Scan.Tree(folder, below: "app");

        Assert.Equal(["a.txt", "deep/only-here.txt"], result.Found());
        Assert.Equal(SubjectKind.Tree, result.Source.Subject.Kind);
        Assert.Equal($"main@{folder.Git("rev-parse", "--short=12", "HEAD")}:app + 1 untracked file", result.Source.Subject.Name);
    }

    [Fact]
    public void A_submodule_on_its_commit_is_clean_and_its_files_are_files_like_others()
    {
        using var library = new TestFolder();
        library.Write("lib.txt", Todo).Write(".gitignore", "*.tmp\n").Commit();
        using var folder = new TestFolder();
        folder.Write("a.txt", "x").Commit();
        folder.Git("submodule", "--quiet", "add", library.Root, "sub");
        folder.Git("commit", "-q", "-m", "two");
        folder.Write("sub/x.tmp", Todo);

        var clean = Scan.Tree(folder);
        folder.Write("sub/lib.txt", "changed");
        var changed = Scan.Tree(folder);

        Assert.Equal(["sub/lib.txt"], clean.Found());
        Assert.Equal(SubjectKind.Commit, clean.Source.Subject.Kind);
        Assert.Equal(SubjectKind.Tree, changed.Source.Subject.Kind);
    }

    [Fact]
    public void A_repository_that_lies_in_another_is_not_part_of_its_commit()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", "x").Commit();
        folder.Write("inner/b.txt", Todo).GitIn("inner", "init", "-q");
        folder.GitIn("inner", "add", "b.txt");

        var result = Scan.Tree(folder);

        Assert.Equal(["inner/b.txt"], result.Found());
        Assert.Equal(SubjectKind.Tree, result.Source.Subject.Kind);
    }

    [Theory]
    [InlineData(5_000, 10_000, true, "long before the index was written: its stat data proves it")]
    [InlineData(5_000, 0, false, "in the same tick: it may have changed again")]
    [InlineData(5_000, -1, false, "after it")]
    [InlineData(0, 5_000, false, "in the same second, where the index knows no parts of one")]
    public void Stat_data_proves_a_file_clean_only_where_it_changed_before_the_index_was_written(int fileTicks, int laterTicks, bool isBelieved, string when)
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", "one").Commit();
        var committed = Convert.FromHexString(folder.Git("rev-parse", "HEAD:a.txt"));
        var time = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(fileTicks);
        folder.Write("a.txt", "two");
        File.SetLastWriteTimeUtc(folder["a.txt"], time);
        folder.Git("add", "a.txt");
        var staged = Convert.FromHexString(folder.Git("rev-parse", ":a.txt"));

        // The index now has the file's stat data. It is made to claim the committed content for it: a lie that only
        // reading the file can find, as when it changes twice within a tick.
        var index = File.ReadAllBytes(folder[".git/index"]);
        committed.CopyTo(index, index.AsSpan().IndexOf(staged));
        File.WriteAllBytes(folder[".git/index"], index);
        File.SetLastWriteTimeUtc(folder[".git/index"], time.AddTicks(laterTicks));

        Assert.True(isBelieved == (Scan.Tree(folder).Source.Subject.Kind == SubjectKind.Commit), when);
    }

    [Fact]
    public void A_repository_that_cannot_be_read_is_said_and_its_files_are_read()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", Todo).Commit().Write(".git/index", "no index");

        var result = Scan.Tree(folder);

        Assert.Equal(["a.txt"], result.Found());
        Assert.StartsWith("Degraded .: the git repository was not used", result.Notices()[0], StringComparison.Ordinal);
    }

    private sealed class ListingVisitor(List<string> seen) : IFileVisitor
    {
        public FileWorker CreateWorker() => new Worker(seen);

        private sealed class Worker(List<string> seen) : FileWorker
        {
            public override bool Wants(in SourceFile file, out ContentId known)
            {
                known = default;
                seen.Add(Encoding.UTF8.GetString(file.Path));
                return false;
            }

            public override void Read(in SourceFile file, ReadOnlySpan<byte> bytes, in ContentId id)
            {
            }

            public override void Skipped(in SourceFile file, string reason, in ContentId id)
            {
            }

            public override void Unread(in SourceFile file, string reason)
            {
            }
        }
    }
}
