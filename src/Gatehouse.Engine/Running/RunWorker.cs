using System.Text;
using Gatehouse.Archives;
using Gatehouse.Engine.Cache;
using Gatehouse.Engine.Directives;
using Gatehouse.Model;

namespace Gatehouse.Engine.Running;

/// <summary>One thread of a run: asks the cache, then the engines, and keeps what they say.</summary>
internal sealed partial class RunWorker : FileWorker
{
    private const int FilesPerProgress = 256;

    private readonly RunState _state;
    private readonly IFileReader?[] _readers;
    private readonly NoteWriter _note = new();
    private readonly Stack<object?[]> _freeStates = new();
    private ulong _hash;
    private int _guess;
    private uint _engines;
    private bool _isLookedInto;
    private long _seen;
    private long _read;
    private long _bytes;

    public RunWorker(RunState state)
    {
        _state = state;
        _readers = new IFileReader?[state.Slots];
        FilesJudged = new long[state.Slots];
        FilesFromCache = new long[state.Slots];
        BytesRead = new long[state.Slots];
        foreach (var engine in state.Participants)
            _readers[engine.Number] = CreateReader(engine);
    }

    public List<(int Engine, FileNote Note)> Notes { get; } = [];

    public List<InlineDirective> Directives { get; } = [];

    public List<FileNotice> Notices { get; } = [];

    public CacheRecords Learned { get; } = new();

    public long[] FilesJudged { get; }

    public long[] FilesFromCache { get; }

    public long[] BytesRead { get; }

    public override bool Wants(in SourceFile file, out ContentId known)
    {
        known = default;
        _isLookedInto = false;
        if (++_seen >= FilesPerProgress)
            Report();
        _hash = PathHash.Of(file.Path, _state.Seed);
        if (_state.Cache is { } cache && !file.Stamp.IsNone && Find(cache, file) is var number and >= 0 && Recall(cache, number, file, out known))
            return false;

        _engines = 0;
        var candidate = new FileCandidate(file.Path, file.Size);
        foreach (var engine in _state.Participants)
        {
            if (AsksFor(engine, candidate))
                _engines |= 1u << engine.Number;
        }

        // An engine may want a member of what it does not want itself.
        _isLookedInto = _engines == 0 && OpensContainers && ContainerKinds.IsNamedLikeOne(file.Path);

        // Nothing else will be said of it where nobody wants it and its id is not needed.
        if (_engines == 0 && !_isLookedInto && !file.NeedsId)
            Learn(file, isSkipped: false, default, null);
        return _engines != 0 || _isLookedInto;
    }

    public override void Read(in SourceFile file, ReadOnlySpan<byte> bytes, in ContentId id) => Read(file, bytes, id, default, null);

    public override object? ReadDerived(in SourceFile file, ReadOnlySpan<byte> bytes, in ContentId id, in Derivation derivation)
    {
        var states = derivation.WantsState ? _freeStates.TryPop(out var free) ? free : new object?[_readers.Length] : null;
        Read(file, bytes, id, derivation, states);
        return states;
    }

    public override void Release(object state)
    {
        var states = (object?[])state;
        for (var engine = 0; engine < states.Length; engine++)
        {
            if (states[engine] is { } kept)
                ((IDerivingReader)_readers[engine]!).Release(kept);
            states[engine] = null;
        }

        _freeStates.Push(states);
    }

    private void Read(in SourceFile file, ReadOnlySpan<byte> bytes, in ContentId id, in Derivation derivation, object?[]? states)
    {
        _read++;
        _bytes += bytes.Length;
        FileDetail? detail = null;
        var isWhole = true;
        foreach (var engine in _state.Participants)
        {
            if ((_engines & (1u << engine.Number)) != 0)
                isWhole &= ReadWith(engine, new FileContent(file.Path, bytes), derivation, states, ref detail);
        }

        // A small one, or one in a form of ASCII: text by its looks, and more within.
        if (OpensContainers && (_engines != 0 || _isLookedInto) && ContainerKinds.Of(bytes, isWhole: true) is var kind and not ContainerKind.None)
            isWhole &= Open(file, kind, bytes, ref detail);
        if (detail is not null)
        {
            var path = Encoding.UTF8.GetString(file.Path);
            if (detail.Outcomes.Exists(outcome => outcome is { Note.Length: > 0, Member: null }))
                detail.Directives = DirectiveFinder.Find(path, bytes);
            Keep(path, detail, file.Version);
        }

        if (isWhole)
            Learn(file, isSkipped: false, id, detail);
    }

    public override void Skipped(in SourceFile file, string reason, in ContentId id)
    {
        if (_engines != 0)
            Notices.Add(new FileNotice(new ScanNotice(NoticeKind.Skipped, Encoding.UTF8.GetString(file.Path), reason), _engines));
        Learn(file, isSkipped: true, id, null);
    }

    public override void Unread(in SourceFile file, string reason)
    {
        if (_engines != 0)
            Notices.Add(new FileNotice(new ScanNotice(NoticeKind.Unread, Encoding.UTF8.GetString(file.Path), reason), _engines));
    }

    protected override void Dispose(bool disposing)
    {
        Report();
        foreach (var reader in _readers)
            reader?.Dispose();
        base.Dispose(disposing);
    }

    private int Find(NoteCache cache, in SourceFile file)
    {
        var number = cache.Find(file.Path, _hash, file.Stamp, _guess);
        if (number >= 0)
            _guess = number + 1;
        return number;
    }

    private void Report()
    {
        _state.Add(_seen, _read, _bytes);
        (_seen, _read, _bytes) = (0, 0, 0);
    }

    // The cache's answer holds only if it is whole: an id where one is needed, a payload that reads to its last byte.
    private bool Recall(NoteCache cache, int number, in SourceFile file, out ContentId known)
    {
        known = default;
        ref readonly var record = ref cache.Record(number);
        var payload = cache.Payload(record);
        var idLength = (record.Flags & CacheFlags.BlobId) != 0 ? ContentId.BlobLength : (record.Flags & CacheFlags.Sha256) != 0 ? ContentId.Sha256Length : 0;
        if (idLength > payload.Length || (idLength == 0 && file.NeedsId))
            return false;
        if (idLength > 0)
            known = new ContentId(payload[..idLength]);
        if ((record.Flags & CacheFlags.Detail) != 0)
        {
            var path = Encoding.UTF8.GetString(file.Path);
            if (FileDetail.TryRead(payload[idLength..], path, _state.Slots) is not { } detail)
                return false;
            Keep(path, detail);
        }

        var isSkipped = (record.Flags & CacheFlags.Skipped) != 0;
        if (isSkipped && record.Engines != 0)
            Notices.Add(new FileNotice(new ScanNotice(NoticeKind.Skipped, Encoding.UTF8.GetString(file.Path), Sources.Content.TextForms.BinaryReason), record.Engines));
        foreach (var engine in _state.Participants)
        {
            if ((record.Engines & (1u << engine.Number)) == 0 || isSkipped)
                continue;
            FilesJudged[engine.Number]++;
            FilesFromCache[engine.Number]++;
        }

        cache.MarkHit(number);
        return true;
    }

    private void Learn(in SourceFile file, bool isSkipped, in ContentId id, FileDetail? detail)
    {
        if (!file.Stamp.IsNone && !Racy.Is(file.Stamp, _state.StartNs))
            Learned.Add(file.Path, _hash, file.Stamp, _engines, isSkipped, id, detail);
    }

    private void Keep(string path, FileDetail detail, int version = 0)
    {
        foreach (var outcome in detail.Outcomes)
        {
            // A notice is of the file that a waiver can name; where in it, its reason says.
            var inIt = outcome.Member is null ? "" : $"in it, {MemberPath.Shown(outcome.Member)}: ";
            if (outcome.Note.Length > 0)
            {
                var isMember = outcome.Member is not null;
                Notes.Add((outcome.Engine, new FileNote(isMember ? path + MemberPath.Separator + outcome.Member : path, outcome.Note) { OuterLength = isMember ? path.Length : 0, Version = version }));
            }

            if (outcome.Degraded is { } degraded)
                Notices.Add(new FileNotice(new ScanNotice(NoticeKind.Degraded, path, inIt + degraded), 1u << outcome.Engine));
            if (outcome.Unread is { } unread)
                Notices.Add(new FileNotice(new ScanNotice(NoticeKind.Unread, path, inIt + unread), 1u << outcome.Engine));
        }

        foreach (var notice in detail.Notices)
            Notices.Add(new FileNotice(new ScanNotice(notice.Kind, path, notice.Reason), notice.Engines));
        Directives.AddRange(version == 0 ? detail.Directives : detail.Directives.Select(directive => directive with { Version = version }));
    }

    private bool AsksFor(Participant engine, in FileCandidate candidate)
    {
        try
        {
            return _readers[engine.Number] is not null && engine.Session.Wants(candidate);
        }
        catch (Exception problem)
        {
            // An engine that cannot say what it wants has judged nothing: its report becomes Failed.
            _state.Failures.TryAdd(engine.Number, $"the engine failed when it was asked for a file: {problem.GetType().Name}");
            return false;
        }
    }

    private bool ReadWith(Participant engine, in FileContent content, in Derivation derivation, object?[]? states, ref FileDetail? detail)
    {
        if (!ReadWith(engine, content, derivation, states, null, ref detail))
            return false;
        FilesJudged[engine.Number]++;
        return true;
    }

    private bool ReadWith(Participant engine, in FileContent content, string member, ref FileDetail? detail) => ReadWith(engine, content, default, null, member, ref detail);

    private bool ReadWith(Participant engine, in FileContent content, in Derivation derivation, object?[]? states, string? member, ref FileDetail? detail)
    {
        try
        {
            _note.Clear();
            if (_readers[engine.Number] is IDerivingReader deriving && (states is not null || derivation.State is not null))
                Derive(deriving, engine.Number, content, derivation, states);
            else
                _readers[engine.Number]!.Read(content, _note);
        }
        catch (Exception problem)
        {
            // Type and path, never the message: it may quote the file.
            Notices.Add(new FileNotice(new ScanNotice(NoticeKind.Unread, Encoding.UTF8.GetString(content.Path), $"the engine failed on this file ({problem.GetType().Name}); please report it"), 1u << engine.Number));
            return false;
        }

        BytesRead[engine.Number] += content.Bytes.Length;
        if (_note.Written.Length > 0 || _note.DegradedReason is not null || _note.UnreadReason is not null)
            (detail ??= new FileDetail()).Outcomes.Add(new EngineOutcome(engine.Number, _note.Written.ToArray(), _note.DegradedReason, _note.UnreadReason, member));
        return true;
    }

    private void Derive(IDerivingReader reader, int engine, in FileContent content, in Derivation derivation, object?[]? states)
    {
        var state = reader.Read(content, new Derivation { State = ((object?[]?)derivation.State)?[engine], Length = derivation.Length, Copies = derivation.Copies, WantsState = states is not null }, _note);
        if (states is not null)
            states[engine] = state;
    }

    private IFileReader? CreateReader(Participant engine)
    {
        try
        {
            return engine.Session.CreateReader();
        }
        catch (Exception problem)
        {
            _state.Failures.TryAdd(engine.Number, $"the engine could not begin to read: {problem.GetType().Name}");
            return null;
        }
    }
}
