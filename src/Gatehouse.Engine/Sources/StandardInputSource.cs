using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gatehouse.Engine.Sources;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>One file, from a stream.</summary>
/// <param name="stream">Read to its end, once; not disposed.</param>
/// <param name="name">What engines see as its path: its ending may decide how they read it.</param>
public sealed class StandardInputSource(Stream stream, string name = "stdin") : FileSource
{
    private const int FirstBytes = 64 << 10;

    private byte[]? _bytes;

    /// <inheritdoc/>
    public override string Description => "standard input";

    /// <inheritdoc/>
    public override SourceSummary Visit(IFileVisitor visitor, SourceOptions options, CancellationToken cancellation)
    {
        using var worker = visitor.CreateWorker();
        using var hash = new ContentHash();
        var path = Encoding.UTF8.GetBytes(name);
        var limit = Math.Clamp(options.MaxFileBytes, 0, 1L << 30);
        var given = new GivenFile(worker, limit);
        var problem = Fill(limit, cancellation, out var bytes);
        var isInterrupted = cancellation.IsCancellationRequested;
        if (isInterrupted || problem is not null)
        {
            if (given.IsWanted(path, -1, default))
                given.Unread(path, -1, default, problem ?? "the run was interrupted");
            return new SourceSummary { Subject = new Subject(SubjectKind.File, name, ImmutableSortedDictionary<string, string>.Empty), Files = 1, IsInterrupted = isInterrupted };
        }

        _bytes = bytes.ToArray();
        var id = hash.Of(asBlob: false, _bytes);
        if (given.IsWanted(path, _bytes.Length, id))
            given.Read(path, _bytes, id);
        // Nothing came: the program before the pipe may have failed, and that is not the same as a clean file.
        return new SourceSummary { Subject = Subject.OfSha256(SubjectKind.File, name, id.ToString()), Files = _bytes.Length > 0 ? 1 : 0 };
    }

    /// <inheritdoc/>
    public override bool TryOpen(string path, long limit, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem)
    {
        bytes = null;
        problem = "not in standard input";
        return path == name && _bytes is not null && _bytes.Length <= limit && OpenedText.TryTake(_bytes, out bytes, out problem);
    }

    private string? Fill(long limit, CancellationToken cancellation, out ReadOnlySpan<byte> bytes)
    {
        var buffer = new byte[FirstBytes];
        var filled = 0;
        bytes = default;
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                if (filled == buffer.Length)
                    Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, Array.MaxLength));
                var read = stream.Read(buffer, filled, buffer.Length - filled);
                if (read == 0)
                    break;
                filled += read;
                if (filled > limit)
                    return FileLoader.OverLimit(limit);
            }
        }
        catch (IOException)
        {
            return "reading failed";
        }

        bytes = buffer.AsSpan(0, filled);
        return null;
    }
}
