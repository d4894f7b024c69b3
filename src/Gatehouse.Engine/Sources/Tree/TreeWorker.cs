using System.Text;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Model;

namespace Gatehouse.Engine.Sources.Tree;

/// <summary>One thread of the walk: lists folders, asks for each file whether it is wanted, reads it.</summary>
internal sealed class TreeWorker : IDisposable
{
    private const int BatchFiles = 64;

    // A folder with more files is shared even if no other thread waits: by its end one may.
    private const int ManyFiles = 1024;

    private readonly TreeWalk _walk;
    private readonly FileWorker _visitor;
    private readonly FolderAccess _access;
    private readonly FileLoader _loader;
    private readonly EntryList _entries = new();
    private readonly FileBatch _files = new(new EntryList());
    private readonly TrackedChildren _tracked = new();
    private readonly PathBuffer _path = new();

    public TreeWorker(TreeWalk walk, FileWorker visitor)
    {
        _walk = walk;
        _visitor = visitor;
        _access = FolderAccess.Create(walk.Root);
        _loader = new FileLoader(_access, walk.BigBuffers);
    }

    public TreeRecords Records { get; } = new();

    public List<ScanNotice> Notices { get; } = [];

    public long Files { get; private set; }

    /// <summary>Works until the stack is empty or the walk is cancelled.</summary>
    public void Run()
    {
        while (_walk.Stack.Take() is { } folder)
        {
            if (folder.Files is null)
                Folder(folder);
            else if (_access.Enter(folder.Path) == AccessProblem.None)
                Visit(folder, folder.Files, 0, folder.Files.Count);
            _walk.Stack.Finish();
        }
    }

    public void Dispose()
    {
        _loader.Dispose();
        _access.Dispose();
        _visitor.Dispose();
    }

    private void Folder(WalkFolder folder)
    {
        var problem = _access.Enter(folder.Path);
        if (problem == AccessProblem.None)
            problem = _access.List(_entries);
        if (problem is AccessProblem.Missing or AccessProblem.Changed && folder.Path.Length > 0)
            return;
        if (problem != AccessProblem.None)
        {
            Notice(NoticeKind.Unread, folder.Path, problem == AccessProblem.Denied ? "the folder could not be opened: permission denied" : "the folder could not be opened");
            return;
        }

        folder = _walk.EnterNested(folder, _entries);
        _tracked.Load(folder);
        _path.SetFolder(folder.Path);
        _files.Clear();
        for (var i = 0; i < _entries.Count; i++)
            Entry(folder, i);
        Share(folder);
    }

    // Keeps the first batch, offers the rest: a folder of 50,000 files must not end on one thread.
    private void Share(WalkFolder folder)
    {
        var end = _files.Count;
        while (end > 2 * BatchFiles && _walk.Jobs > 1 && (_files.Count > ManyFiles || _walk.Stack.IsHungry))
        {
            _walk.Stack.Push(folder.With(_files.Copy(end - BatchFiles, BatchFiles)));
            end -= BatchFiles;
        }

        Visit(folder, _files, 0, end);
    }

    private void Entry(WalkFolder folder, int index)
    {
        var name = _entries.Name(index);
        if (name.SequenceEqual(".git"u8))
            return;
        var kind = _entries.Kind(index);
        if (kind == EntryKind.Unknown)
        {
            if (_access.Stat(_entries.TerminatedName(index), out var stat) != AccessProblem.None)
                return;
            kind = stat.Kind;
        }

        switch (kind)
        {
            case EntryKind.Folder:
                Subfolder(folder, name);
                break;
            case EntryKind.File or EntryKind.Link:
                var entry = _tracked.FindFile(name);
                if (entry < 0 && folder.IsIgnored(_path.With(name), isFolder: false))
                    break;
                if (IsExcluded(name))
                    folder.Repository?.Sees(entry, entry + 1);
                else
                    _files.Add(name, kind, entry);
                break;
            default:
                if (!folder.IsIgnored(_path.With(name), isFolder: false))
                    Notice(NoticeKind.Skipped, _path.With(name), "a pipe, socket or device; never opened");
                break;
        }
    }

    private void Subfolder(WalkFolder folder, ReadOnlySpan<byte> name)
    {
        var path = _path.With(name);
        var isTracked = _tracked.FindFolder(name, out var first, out var end);
        var submodule = isTracked ? -1 : _tracked.FindFile(name);
        if (!isTracked && submodule < 0 && folder.IsIgnored(_path.With(name), isFolder: true))
            return;
        folder.Repository?.Sees(submodule, submodule + 1);
        if (!_walk.Exclusion.IsEmpty && _walk.Exclusion.CoversFolder(path))
        {
            Notice(NoticeKind.Skipped, path, Exclusion.Reason);
            folder.Repository?.Sees(first, end);
            return;
        }

        _walk.Stack.Push(new WalkFolder(folder, path.ToArray(), folder.Repository, folder.PathInRepository + name.Length + 1, first, end) { Submodule = submodule });
    }

    private bool IsExcluded(ReadOnlySpan<byte> name)
    {
        if (_walk.Exclusion.IsEmpty || !_walk.Exclusion.Covers(_path.With(name)))
            return false;
        Notice(NoticeKind.Skipped, _path.With(name), Exclusion.Reason);
        return true;
    }

    private void Visit(WalkFolder folder, FileBatch batch, int from, int end)
    {
        _path.SetFolder(folder.Path);
        for (var i = from; i < end && !_walk.Cancellation.IsCancellationRequested; i++)
        {
            if (_access.Stat(batch.Names.TerminatedName(i), out var stat) != AccessProblem.None)
                continue; // Gone since it was listed.
            if (stat.Kind == EntryKind.File)
                File(folder, batch, i, stat);
            else if (stat.Kind == EntryKind.Link)
                Link(folder, batch, i, stat);
        }
    }

    private void File(WalkFolder folder, FileBatch batch, int index, in EntryStat stat)
    {
        var path = _path.With(batch.Names.Name(index));
        var entry = batch.Entry(index);
        var repository = folder.Repository;
        Files++;
        var isClean = entry >= 0 && repository!.IsClean(entry, stat);
        var file = new SourceFile
        {
            Path = path,
            Size = stat.Stamp.Size,
            Stamp = stat.Stamp,
            Id = isClean ? repository!.IdOf(entry) : default,
            NeedsId = !isClean,
        };
        var isWanted = _visitor.Wants(file, out var id);
        if (isWanted || (!isClean && id.IsNone))
        {
            var order = new LoadOrder(isWanted, !isClean, repository is not null, _walk.MaxFileBytes, _visitor.OpensContainers);
            var kind = _loader.Load(batch.Names.TerminatedName(index), stat.Stamp, order, out var text);
            id = _loader.Id;
            if (kind == LoadKind.Text)
                _visitor.Read(file, text, id);
            else if (kind == LoadKind.Container)
                _visitor.Container(file, text, id);
            else if (kind == LoadKind.Binary)
                _visitor.Skipped(file, TextForms.BinaryReason, id);
            else if (kind == LoadKind.Unread)
                _visitor.Unread(file, _loader.Reason);
            _loader.Release();
            if (kind == LoadKind.Gone)
                return;
        }

        if (isClean)
            repository!.Sees(entry, entry + 1);
        else
            Record(repository, path, entry, stat.IsExecutable ? RecordKind.Executable : RecordKind.File, id);
    }

    // A link is part of the tree, by the name that it points to; what it points to is a file of its own, or not ours.
    private void Link(WalkFolder folder, FileBatch batch, int index, in EntryStat stat)
    {
        var path = _path.With(batch.Names.Name(index));
        var entry = batch.Entry(index);
        Span<byte> buffer = stackalloc byte[4096];
        var length = _access.ReadLink(batch.Names.TerminatedName(index), buffer);
        if (length < 0)
            return;
        var target = buffer[..length];
        if (LinkTarget.LeadsOut(folder.Path, target))
            Notice(NoticeKind.Skipped, path, "a link that leads out of the root; not followed");
        if (entry >= 0 && folder.Repository!.IsClean(entry, stat))
            folder.Repository.Sees(entry, entry + 1);
        else
            Record(folder.Repository, path, entry, RecordKind.Link, _loader.Hash.Of(folder.Repository is not null, target));
    }

    private void Record(RepositoryView? repository, ReadOnlySpan<byte> path, int entry, RecordKind kind, in ContentId id)
    {
        if (entry >= 0 && repository!.IsSame(entry, kind, id))
            repository.Sees(entry, entry + 1); // Only its times differ from the index.
        else
            Records.Add(path, kind, id, entry >= 0);
    }

    private void Notice(NoticeKind kind, ReadOnlySpan<byte> path, string reason) =>
        Notices.Add(new ScanNotice(kind, path.IsEmpty ? "." : Encoding.UTF8.GetString(path), reason));
}
