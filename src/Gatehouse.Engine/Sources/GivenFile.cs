using Gatehouse.Archives;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Git;

namespace Gatehouse.Engine.Sources;

/// <summary>Hands one file over whose bytes, or whose blob, are in memory: asks first, turns text, tells binary.</summary>
internal sealed class GivenFile(FileWorker worker, long limit)
{
    private byte[] _turned = [];

    /// <summary>Whether an engine wants the file; the cache knows nothing of a file without a stamp.</summary>
    public bool IsWanted(ReadOnlySpan<byte> path, long size, in ContentId id) => worker.Wants(File(path, size, id), out _);

    public void TooLarge(ReadOnlySpan<byte> path, long size, in ContentId id) => worker.Unread(File(path, size, id), FileLoader.OverLimit(limit));

    public void Unread(ReadOnlySpan<byte> path, long size, in ContentId id, string reason) => worker.Unread(File(path, size, id), reason);

    public void Read(ReadOnlySpan<byte> path, ReadOnlySpan<byte> bytes, in ContentId id)
    {
        var file = File(path, bytes.Length, id);
        var form = TextForms.Of(bytes);
        if (form == TextForm.Binary && worker.OpensContainers && ContainerKinds.Of(bytes, isWhole: true) != ContainerKind.None)
            worker.Container(file, bytes, id);
        else if (form == TextForm.Binary)
            worker.Skipped(file, TextForms.BinaryReason, id);
        else
            worker.Read(file, TextForms.Text(form, bytes, ref _turned), id);
    }

    /// <summary>Reads a blob and hands it over. A large one is not unpacked where nobody wants it.</summary>
    public void Blob(GitRepository repository, ObjectReader reader, ReadOnlySpan<byte> path, ObjectId blob)
    {
        Span<byte> raw = stackalloc byte[ObjectId.RawLength];
        blob.CopyTo(raw);
        var id = new ContentId(raw);
        if (!reader.TryReadSize(blob, out var kind, out var size, out var problem))
        {
            if (IsWanted(path, -1, id))
                Unread(path, -1, id, $"its blob could not be read: {problem.Sentence}");
            return;
        }

        if (!IsWanted(path, size, id))
            return;
        if (size > limit)
            TooLarge(path, size, id);
        else if (!reader.TryRead(blob, out kind, out var bytes, out problem, limit) || kind != ObjectKind.Blob)
            Unread(path, size, id, $"its blob could not be read: {problem?.Sentence ?? "it is no blob"}");
        else
            Read(path, bytes, id);
    }

    private static SourceFile File(ReadOnlySpan<byte> path, long size, in ContentId id) => new() { Path = path, Size = size, Id = id };
}
