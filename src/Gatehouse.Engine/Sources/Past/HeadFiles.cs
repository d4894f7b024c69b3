using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Engine.Sources;

/// <summary>Which contents of a history are checked out, and at which paths beside that of their first commit.</summary>
internal sealed class HeadFiles
{
    private readonly HashSet<int> _held = [];
    private readonly Dictionary<int, List<byte[]>> _others = [];

    private HeadFiles()
    {
    }

    public static HeadFiles None { get; } = new();

    public static HeadFiles Of(GitRepository repository, BlobHistory history, List<ScanNotice> notices)
    {
        if (!repository.TryReadHead(out var head, out _) || head.Commit is not { } id)
            return None; // No commit yet.
        if (!repository.TryListFiles(id, out var files, out var unlisted))
        {
            notices.Add(new ScanNotice(NoticeKind.Unread, ".", $"what is checked out could not be listed: {unlisted.Sentence}"));
            return None;
        }

        using var listing = files;
        var found = new HeadFiles();
        Span<byte> first = stackalloc byte[GitPath.MaxLength];
        while (files.MoveNext())
        {
            if (!files.Mode.IsFile() || history.Find(files.Id) is not (var number and >= 0))
                continue;
            found._held.Add(number);
            var length = history.IsHeld(number) ? history.Path(number, first) : -1;
            if (length >= 0 && !history.IsLink(number) && files.Path.SequenceEqual(first[..length]))
                continue;
            if (!found._others.TryGetValue(number, out var paths))
                found._others[number] = paths = [];
            paths.Add(files.Path.ToArray());
        }

        if (files.Problem is { } problem)
            notices.Add(new ScanNotice(NoticeKind.Unread, ".", $"what is checked out could not be listed: {problem.Sentence}"));
        return found;
    }

    public bool Holds(int number) => _held.Contains(number);

    public IReadOnlyList<byte[]> OtherPaths(int number) => _others.Count > 0 && _others.TryGetValue(number, out var paths) ? paths : [];
}
