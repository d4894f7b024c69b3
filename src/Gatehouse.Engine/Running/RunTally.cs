using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Engine.Running;

/// <summary>Joins what the threads of a run have, and makes reports of it.</summary>
internal sealed class RunTally
{
    private readonly RunWorker[] _workers;
    private readonly SourceSummary _source;
    private readonly string? _interruption;

    public RunTally(RunState state, SourceSummary source, string? interruption)
    {
        _workers = [.. state.Workers];
        _source = source;
        _interruption = interruption;
    }

    public NoteSet Notes(int engine, FileSource source)
    {
        var notes = _workers.SelectMany(worker => worker.Notes).Where(note => note.Engine == engine)
            .Select(note => note.Note.Version == 0 ? note.Note : note.Note with { Introduced = source.IntroductionOf(note.Note.Version) }).ToArray();
        Array.Sort(notes, static (left, right) => Utf8Order.Instance.Compare(left.Path, right.Path) is var order and not 0 ? order : left.Version.CompareTo(right.Version));
        return new NoteSet(notes, _workers.Sum(worker => worker.FilesJudged[engine]));
    }

    public IReadOnlyList<InlineDirective> Directives() =>
        [.. _workers.SelectMany(worker => worker.Directives).OrderBy(directive => directive.Path, Utf8Order.Instance).ThenBy(directive => directive.Line)];

    public ScanReport Report(EngineRun engine, int number, Conclusion conclusion, TimeSpan elapsed)
    {
        var notices = NoticesOf(number, conclusion.Notices);
        return Report(engine, number, notices, elapsed) with { Results = [.. conclusion.Results] };
    }

    /// <summary>An engine that did not come to its conclusions before the run ended.</summary>
    public ScanReport Interrupted(EngineRun engine, int number, TimeSpan elapsed)
    {
        var notice = new ScanNotice(NoticeKind.Unread, engine.Engine.Name, "the run was interrupted before the engine drew its conclusions");
        return Report(engine, number, NoticesOf(number, [notice]), elapsed);
    }

    public ScanReport Failed(EngineRun engine, string reason) => new()
    {
        Engine = engine.Engine.Name,
        EngineVersion = engine.Opening.Session?.Digest ?? "",
        Completeness = Completeness.Failed,
        Notices = [new ScanNotice(NoticeKind.Unread, engine.Engine.Name, reason)],
    };

    private ScanReport Report(EngineRun engine, int number, ImmutableArray<ScanNotice> notices, TimeSpan elapsed) => new()
    {
        Engine = engine.Engine.Name,
        EngineVersion = engine.Opening.Session!.Digest,
        Completeness = notices.Any(notice => notice.Kind == NoticeKind.Unread) ? Completeness.Partial : Completeness.Complete,
        Notices = notices,
        Files = _workers.Sum(worker => worker.FilesJudged[number]),
        FilesFromCache = _workers.Sum(worker => worker.FilesFromCache[number]),
        Bytes = _workers.Sum(worker => worker.BytesRead[number]),
        Elapsed = elapsed,
    };

    private ImmutableArray<ScanNotice> NoticesOf(int engine, IReadOnlyList<ScanNotice> own)
    {
        var notices = _source.Notices.Concat(own).Concat(_workers.SelectMany(worker => worker.Notices).Where(notice => (notice.Engines & (1u << engine)) != 0).Select(notice => notice.Notice));
        if (_interruption is not null)
            notices = notices.Append(new ScanNotice(NoticeKind.Unread, _source.Subject.Name, _interruption));
        return [.. notices.OrderBy(notice => notice.Path, Utf8Order.Instance).ThenBy(notice => notice.Kind).ThenBy(notice => notice.Reason, StringComparer.Ordinal)];
    }
}
