using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Engine.Tests;

/// <summary>Files out of memory with stamps that a test states: times of a disk cannot be made equal at will.</summary>
internal sealed class GivenSource(params (string Path, string Text, FileStamp Stamp)[] files) : FileSource
{
    public override string Description => "given";

    public override string? CacheKey => "given";

    /// <summary>Called before each file.</summary>
    public Action<string> Before { get; set; } = static _ => { };

    /// <summary>Behind the first file it waits until the run is cancelled.</summary>
    public bool WaitsForTheEnd { get; init; }

    public List<string> Read { get; } = [];

    public override SourceSummary Visit(IFileVisitor visitor, SourceOptions options, CancellationToken cancellation)
    {
        using var worker = visitor.CreateWorker();
        foreach (var (path, text, stamp) in files)
        {
            Before(path);
            if (cancellation.IsCancellationRequested)
                break;
            var file = new SourceFile { Path = Encoding.UTF8.GetBytes(path), Size = text.Length, Stamp = stamp };
            if (!worker.Wants(file, out _))
                continue;
            Read.Add(path);
            worker.Read(file, Encoding.UTF8.GetBytes(text), default);
            if (WaitsForTheEnd)
                cancellation.WaitHandle.WaitOne();
        }

        return new SourceSummary
        {
            Subject = new Subject(SubjectKind.Tree, "given", ImmutableSortedDictionary<string, string>.Empty),
            Files = files.Length,
            IsInterrupted = cancellation.IsCancellationRequested,
        };
    }

    public override bool TryOpen(string path, long limit, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem)
    {
        bytes = null;
        problem = "not given";
        return false;
    }
}
