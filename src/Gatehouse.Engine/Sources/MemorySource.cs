using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gatehouse.Engine.Sources;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>Files that this process made up: nothing of them is on disk.</summary>
/// <param name="files">Each path once.</param>
public sealed class MemorySource(IReadOnlyList<(string Path, ReadOnlyMemory<byte> Content)> files) : FileSource
{
    private readonly FrozenDictionary<string, ReadOnlyMemory<byte>> _byPath = files.ToFrozenDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Description => "memory";

    /// <inheritdoc/>
    public override SourceSummary Visit(IFileVisitor visitor, SourceOptions options, CancellationToken cancellation)
    {
        using var worker = visitor.CreateWorker();
        using var hash = new ContentHash();
        var given = new GivenFile(worker, options.MaxFileBytes);
        foreach (var (name, content) in files)
        {
            if (cancellation.IsCancellationRequested)
                return new SourceSummary { Subject = Subject.OfTree("memory", ""), Files = files.Count, IsInterrupted = true };
            var path = Encoding.UTF8.GetBytes(name);
            var id = hash.Of(asBlob: false, content.Span);
            if (given.IsWanted(path, content.Length, id))
                given.Read(path, content.Span, id);
        }

        return new SourceSummary { Subject = Subject.OfTree("memory", ""), Files = files.Count };
    }

    /// <inheritdoc/>
    public override bool TryOpen(string path, long limit, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem)
    {
        bytes = null;
        problem = "there is no such file";
        return _byPath.TryGetValue(path, out var content) && content.Length <= limit && OpenedText.TryTake(content.ToArray(), out bytes, out problem);
    }
}
