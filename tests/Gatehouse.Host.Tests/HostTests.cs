using System.Diagnostics;
using System.Text;

namespace Gatehouse.Host.Tests;

public sealed class HostTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-host-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);

    [Fact]
    public void A_file_is_read_whole()
    {
        File.WriteAllText(PathOf("a"), "text");
        Assert.True(BoundedFile.TryRead(PathOf("a"), out var bytes, out _));
        Assert.Equal("text", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void A_missing_file_a_folder_and_one_over_the_bound_say_so()
    {
        Assert.False(BoundedFile.TryRead(PathOf("none"), out _, out var missing));
        Assert.False(BoundedFile.TryRead(_folder, out _, out var folder));
        File.WriteAllText(PathOf("a"), "text");
        Assert.False(BoundedFile.TryRead(PathOf("a"), out _, out var large, limit: 3));
        Assert.Equal((ReadProblem.Missing, ReadProblem.NotAFile, ReadProblem.TooLarge), (missing, folder, large));
    }

    [Fact]
    public void A_gigabyte_is_refused_before_it_is_read()
    {
        using (var file = File.Create(PathOf("large")))
            file.SetLength(1L << 30);
        Assert.False(BoundedFile.TryRead(PathOf("large"), out _, out var problem));
        Assert.Equal(ReadProblem.TooLarge, problem);
    }

    [Fact]
    public void A_pipe_without_a_writer_does_not_hang()
    {
        using (var made = Process.Start("mkfifo", PathOf("pipe")))
            made.WaitForExit();
        Assert.False(BoundedFile.TryRead(PathOf("pipe"), out _, out var problem));
        Assert.Equal(ReadProblem.NotAFile, problem);
    }

    [Fact]
    public void A_written_file_is_whole_and_leaves_nothing_beside_it()
    {
        Assert.Null(AtomicFile.TryWrite(PathOf("sub/a"), "one"u8));
        Assert.Null(AtomicFile.TryWrite(PathOf("sub/a"), "two"u8));
        Assert.Equal("two", File.ReadAllText(PathOf("sub/a")));
        Assert.Single(Directory.GetFiles(PathOf("sub")));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_a_sentence_with_the_path()
    {
        File.WriteAllText(PathOf("a"), "");
        var problem = AtomicFile.TryWrite(PathOf("a/b"), "x"u8);
        Assert.StartsWith(PathOf("a/b") + ": could not be written (", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_is_ended_at_its_time_bound_with_its_children()
    {
        var result = ChildProcess.Run("sh", ["-c", "sleep 30 & sleep 30"], timeout: TimeSpan.FromMilliseconds(200));
        Assert.Null(result.ExitCode);
        Assert.Contains("bound", result.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_writes_without_end_is_ended()
    {
        var result = ChildProcess.Run("sh", ["-c", "yes"], outputLimit: 1000);
        Assert.Null(result.ExitCode);
        Assert.Equal(1000, result.Output.Length);
    }

    [Fact]
    public void A_program_that_is_not_there_is_a_sentence() =>
        Assert.Contains("could not be started", ChildProcess.Run("no-such-program-here", []).ErrorText, StringComparison.Ordinal);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u001b[31mb", "a\uFFFD[31mb")]
    [InlineData("a\tb\rc", "a b\uFFFDc")]
    [InlineData("x\u202Ey", "x\uFFFDy")]
    [InlineData("x\u009Dy", "x\uFFFDy")]
    public void Text_from_outside_cannot_steer_the_terminal(string text, string expected) => Assert.Equal(expected, Terminal.Clean(text));

    private static CiJob? Detect(params (string Name, string Value)[] variables) =>
        CiJob.Detect(new HostEnvironment(variables.ToDictionary(pair => pair.Name, pair => pair.Value), TimeProvider.System, "/"));

    [Fact]
    public void GitHub_tells_source_and_target_of_a_pull_request()
    {
        var job = Detect(("GITHUB_ACTIONS", "true"), ("GITHUB_HEAD_REF", "feature"), ("GITHUB_BASE_REF", "main"), ("GITHUB_REF_NAME", "1/merge"), ("GITHUB_REPOSITORY", "a/b"), ("GITHUB_RUN_ID", "1"), ("GITHUB_RUN_ATTEMPT", "1"), ("GITHUB_JOB", "j"))!;
        Assert.Equal(("feature", "main", true, "a/b/1/1/j"), (job.Branch, job.TargetBranch, job.IsChangeRequest, job.JobId));
    }

    [Fact]
    public void GitLab_tells_source_and_target_of_a_merge_request()
    {
        var job = Detect(("GITLAB_CI", "true"), ("CI_MERGE_REQUEST_IID", "1"), ("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "f"), ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"))!;
        Assert.Equal(("f", "main", true), (job.Branch, job.TargetBranch, job.IsChangeRequest));
    }

    [Fact]
    public void An_unknown_ci_is_a_ci_of_which_nothing_is_known()
    {
        var job = Detect(("CI", "true"))!;
        Assert.Null(job.Branch);
        Assert.False(job.IsChangeRequest);
    }

    [Fact]
    public void A_desk_is_no_ci() => Assert.Null(Detect(("HOME", "/")));

    [Fact]
    public void A_cache_folder_that_cannot_be_made_is_none()
    {
        File.WriteAllText(PathOf("file"), "");
        Assert.Null(CacheFolder.TryOpen("notes", new Dictionary<string, string> { ["GATEHOUSE_CACHE"] = PathOf("file") }));
        Assert.NotNull(CacheFolder.TryOpen("notes", new Dictionary<string, string> { ["XDG_CACHE_HOME"] = _folder }));
    }
}
