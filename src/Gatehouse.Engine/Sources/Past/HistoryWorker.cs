using System.Text;
using Gatehouse.Archives;
using Gatehouse.Engine.Sources.Content;
using Gatehouse.Git;

namespace Gatehouse.Engine.Sources;

/// <summary>What the threads of one history count together.</summary>
internal sealed class HistoryTally
{
    private long _files, _binary, _excluded;

    public long Files => _files;

    public long Binary => _binary;

    public long Excluded => _excluded;

    public void Add(long files, long binary, long excluded)
    {
        Interlocked.Add(ref _files, files);
        Interlocked.Add(ref _binary, binary);
        Interlocked.Add(ref _excluded, excluded);
    }
}

/// <summary>Hands the contents of a history over on one thread, each with what is known of the content that it is stored as a delta of.</summary>
internal sealed class HistoryWorker(BlobHistory history, HeadFiles head, Exclusion exclusion, FileWorker worker, HistoryTally tally) : SweepWorker
{
    private readonly byte[] _path = new byte[GitPath.MaxLength];
    private byte[] _turned = [];
    private int _length;
    private bool _isFirstWanted;
    private long _files, _binary, _excluded;

    public override bool Wants(in SweptName name)
    {
        _length = PathOf(name);
        _isFirstWanted = _length >= 0 && IsWanted(_path.AsSpan(0, _length));
        if (_isFirstWanted)
            return true;
        foreach (var path in head.OtherPaths(name.Number))
        {
            if (IsWanted(path))
                return true;
        }

        _excluded += _length >= 0 && exclusion.Covers(_path.AsSpan(0, _length)) ? 1 : 0;
        return false;
    }

    public override object? Visit(in SweptObject value)
    {
        _files++;
        var form = TextForms.Of(value.Bytes);
        if (form == TextForm.Binary)
        {
            Open(value.Name.Number, value.Bytes);
            return null;
        }

        // What is turned into UTF-8 has other offsets than what the delta speaks of.
        var isPlain = form == TextForm.Bytes;
        var text = TextForms.Text(form, value.Bytes, ref _turned);
        var derivation = isPlain
            ? new Derivation { State = value.BaseState, Length = value.BaseLength, Copies = value.Copies, WantsState = value.HasDependents }
            : default;
        var number = value.Name.Number;
        object? state = null;
        if (_isFirstWanted)
            state = Read(_path.AsSpan(0, _length), text, number, derivation);
        foreach (var path in head.OtherPaths(number))
        {
            if (!IsWanted(path))
                continue;
            var again = Read(path, text, number, derivation);
            if (state is null)
                state = again;
            else if (again is not null)
                worker.Release(again);
        }

        return state;
    }

    public override void Release(object state) => worker.Release(state);

    public override void Unread(in SweptName name, GitProblem problem)
    {
        var path = _length >= 0 ? _path.AsSpan(0, _length) : Encoding.UTF8.GetBytes(name.Id.ToString());
        worker.Unread(new SourceFile { Path = path, Size = -1, Version = name.Number + 1 }, problem.Sentence);
    }

    protected override void Dispose(bool disposing)
    {
        tally.Add(_files, _binary, _excluded);
        worker.Dispose();
        base.Dispose(disposing);
    }

    private void Open(int number, ReadOnlySpan<byte> bytes)
    {
        if (!worker.OpensContainers || ContainerKinds.Of(bytes, isWhole: true) == ContainerKind.None)
        {
            _binary++;
            return;
        }

        if (_isFirstWanted)
            Open(_path.AsSpan(0, _length), bytes, number);
        foreach (var path in head.OtherPaths(number))
        {
            if (IsWanted(path))
                Open(path, bytes, number);
        }
    }

    private void Open(ReadOnlySpan<byte> path, ReadOnlySpan<byte> bytes, int number)
    {
        var file = new SourceFile { Path = path, Size = bytes.Length, Version = number + 1 };
        if (worker.Wants(file, out _))
            worker.Container(file, bytes, default);
    }

    private object? Read(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text, int number, in Derivation derivation)
    {
        var file = new SourceFile { Path = path, Size = text.Length, Version = number + 1 };
        // Asked again: with several paths, the last answer was for another one.
        return worker.Wants(file, out _) ? worker.ReadDerived(file, text, default, derivation) : null;
    }

    private bool IsWanted(ReadOnlySpan<byte> path) => !exclusion.Covers(path) && worker.Wants(new SourceFile { Path = path, Size = -1 }, out _);

    // -1 for what is no file: a link, or a content of a repository that this one borrows from and never used.
    private int PathOf(in SweptName name)
    {
        if (history.IsHeld(name.Number))
            return history.IsLink(name.Number) ? -1 : history.Path(name.Number, _path);
        if (name.IsBorrowed)
            return -1;
        return Encoding.ASCII.GetBytes($"(in no commit)/{name.Id}", _path);
    }
}
