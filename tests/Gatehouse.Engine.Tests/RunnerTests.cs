using System.Buffers;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Engine.Tests;

public sealed class RunnerTests
{
    private static readonly FileStamp Old = new(1, 1, 1, 1, 1);

    [Fact]
    public void The_toy_engines_are_found_by_their_attribute_alone()
    {
        Assert.Equal(["reference", "toy"], EngineTestsCatalog.Engines.Select(engine => engine.Name));
    }

    [Fact]
    public void One_read_serves_all_engines_and_each_gets_only_what_it_wants()
    {
        using var source = new GivenSource(("a.txt", "1", Old), ("b.md", "22", Old));
        var read = new List<string>();
        var one = new AskingEngine("one", "1") { OnRead = (path, _) => read.Add("one " + path) };
        var two = new AskingEngine("two", "1") { OnWants = path => path.EndsWith(".md", StringComparison.Ordinal), OnRead = (path, _) => read.Add("two " + path) };

        var result = Scan.Of(source, engines: [one, two]);

        Assert.Equal(["a.txt", "b.md"], source.Read);
        Assert.Equal(["one a.txt", "one b.md", "two b.md"], read);
        Assert.Equal([2L, 1L], result.Reports.Select(report => report.Files));
        Assert.Equal([3L, 2L], result.Reports.Select(report => report.Bytes));
    }

    [Fact]
    public void Notes_come_sorted_by_the_bytes_of_their_paths()
    {
        using var source = new GivenSource(("\U0001F511", "x", Old), ("b", "x", Old), ("\uFF5E", "x", Old), ("a/b", "x", Old), ("a-b", "x", Old));
        string[] order = [];
        var engine = new AskingEngine("one", "1")
        {
            OnRead = static (_, note) => note.Write("n"u8),
            OnConclude = (notes, _, _) =>
            {
                order = [.. notes.Notes.Select(note => note.Path)];
                return new Conclusion([], []);
            },
        };

        Scan.Of(source, engines: [engine]);

        Assert.Equal(["a-b", "a/b", "b", "\uFF5E", "\U0001F511"], order);
    }

    [Fact]
    public void An_engine_that_fails_on_a_file_is_partial_and_stops_no_other()
    {
        using var source = new GivenSource(("a.txt", "1", Old), ("b.txt", "2", Old));
        var broken = new AskingEngine("broken", "1") { OnRead = static (path, _) => ThrowOn(path == "a.txt") };

        var result = Scan.Of(source, engines: [broken, new AskingEngine("sound", "1")]);

        Assert.Equal(["Unread a.txt: the engine failed on this file (FormatException); please report it"], result.Notices());
        Assert.Equal([Completeness.Partial, Completeness.Complete], result.Reports.Select(report => report.Completeness));
        Assert.Equal([1L, 2L], result.Reports.Select(report => report.Files));
    }

    [Theory]
    [InlineData("conclude")]
    [InlineData("reader")]
    [InlineData("wants")]
    [InlineData("opening")]
    [InlineData("needs")]
    public void An_engine_that_cannot_do_its_work_has_failed_with_the_reason(string where)
    {
        using var source = new GivenSource(("a.txt", "1", Old));
        var (engine, reason) = where switch
        {
            "conclude" => (new AskingEngine("e", "1") { OnConclude = static (_, _, _) => throw new FormatException() }, "the engine failed when it drew its conclusions (FormatException); please report it"),
            "reader" => (new AskingEngine("e", "1") { OnReader = static () => throw new FormatException() }, "the engine could not begin to read: FormatException"),
            "wants" => (new AskingEngine("e", "1") { OnWants = static _ => throw new FormatException() }, "the engine failed when it was asked for a file: FormatException"),
            "opening" => (new AskingEngine("e", "1") { Problem = "its rules are broken" }, "its rules are broken"),
            _ => (new AskingEngine("e", "1") { Needs = Capabilities.Network | Capabilities.ChildProcess }, "it needs what this run does not grant: the network, starting programs"),
        };

        var result = Scan.Of(source, engines: [engine, new AskingEngine("sound", "1")]);

        Assert.Equal(["Unread e: " + reason], result.Notices());
        Assert.Equal([Completeness.Failed, Completeness.Complete], result.Reports.Select(report => report.Completeness));
    }

    [Fact]
    public void A_run_that_is_interrupted_is_partial_and_writes_no_cache()
    {
        using var cache = new TestFolder();
        using var stop = new CancellationTokenSource();
        using var source = new GivenSource(("a.txt", "TODO-TOY", Old), ("b.txt", "TODO-TOY", Old), ("c.txt", "TODO-TOY", Old)) { Before = path => Stop(path, stop) };

        var result = Runner.Run(Scan.Request(source, cache.Root), stop.Token);

        Assert.Equal(["a.txt"], result.Found());
        Assert.Equal(["Unread given: the run was interrupted before every file was read"], result.Notices());
        Assert.Equal(Completeness.Partial, result.Completeness());
        Assert.False(Directory.Exists(cache["notes"]));
    }

    [Fact]
    public void A_walk_that_is_interrupted_says_so_and_has_no_digest()
    {
        using var folder = new TestFolder();
        for (var i = 0; i < 200; i++)
            folder.Write($"{i % 20}/{i}.txt", "TODO-TOY");
        using var stop = new CancellationTokenSource();
        var engine = new AskingEngine("e", "1") { OnRead = (_, _) => stop.Cancel() };
        using var source = new WorkingTreeSource(folder.Root);

        var result = Runner.Run(Scan.Request(source, engines: engine), stop.Token);

        Assert.InRange(result.Reports[0].Files, 1, 199);
        Assert.Equal(Completeness.Partial, result.Completeness());
        Assert.Empty(result.Source.Subject.Digests);
    }

    [Fact]
    public void A_time_limit_ends_a_run_like_an_interruption_and_is_named()
    {
        using var source = new GivenSource(("a.txt", "1", Old), ("b.txt", "1", Old)) { WaitsForTheEnd = true };

        var result = Runner.Run(Scan.Request(source) with { Timeout = TimeSpan.FromMilliseconds(20) }, TestContext.Current.CancellationToken);

        Assert.Equal(["Unread given: the time limit of 0.02 s was reached before every file was read; raise --timeout"], result.Notices());
    }

    [Fact]
    public void An_engine_that_is_stopped_while_it_concludes_is_partial()
    {
        using var stop = new CancellationTokenSource();
        using var source = new GivenSource(("a.txt", "1", Old));
        var engine = new AskingEngine("e", "1")
        {
            OnConclude = (_, _, cancellation) =>
            {
                stop.Cancel();
                cancellation.ThrowIfCancellationRequested();
                return new Conclusion([], []);
            },
        };

        var result = Runner.Run(Scan.Request(source, engines: engine), stop.Token);

        Assert.Equal(["Unread e: the run was interrupted before the engine drew its conclusions"], result.Notices());
        Assert.Equal(Completeness.Partial, result.Completeness());
    }

    [Fact]
    public void Files_that_an_engine_opens_by_reference_come_from_the_same_source_and_stay_below_its_root()
    {
        using var folder = new TestFolder();
        folder.Write("outside.txt", "x").Write("root/there.txt", "x").Write("root/utf16.txt", Encoding.BigEndianUnicode.GetPreamble());
        Directory.CreateSymbolicLink(folder["root/linked"], folder.Root);
        File.CreateSymbolicLink(folder["root/link.txt"], folder["root/there.txt"]);
        string[] targets = ["there.txt", "gone.txt", "../outside.txt", "/etc/hostname", "linked/outside.txt", "link.txt", ".git/config", "a/../there.txt"];
        for (var i = 0; i < targets.Length; i++)
            folder.Write($"root/{i}.inc", "include: " + targets[i]);
        using var source = new WorkingTreeSource(folder["root"]);

        var result = Scan.Of(source, engines: new ReferenceEngine());

        Assert.Equal(["1.inc", "2.inc", "3.inc", "4.inc", "5.inc", "6.inc", "7.inc"], result.Found());
        Assert.Equal(targets.Order(StringComparer.Ordinal), result.Dependencies);
    }

    [Fact]
    public void Progress_ends_with_everything_that_was_done()
    {
        using var source = new GivenSource(("a.txt", "1", Old), ("b.txt", "22", Old));
        var said = new List<RunProgress>();

        Runner.Run(Scan.Request(source) with { Progress = new Listener(said) }, TestContext.Current.CancellationToken);

        Assert.Equal(new RunProgress(2, 2, 3), said[^1]);
    }

    private static void ThrowOn(bool condition)
    {
        if (condition)
            throw new FormatException("quotes the file");
    }

    private static void Stop(string path, CancellationTokenSource stop)
    {
        if (path == "b.txt")
            stop.Cancel();
    }

    private sealed class Listener(List<RunProgress> said) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => said.Add(value);
    }
}
