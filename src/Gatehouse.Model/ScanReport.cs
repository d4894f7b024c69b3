using System.Collections.Immutable;

namespace Gatehouse.Model;

/// <summary>Whether everything wanted was judged, ordered: a higher value is worse, and the worst wins.</summary>
public enum Completeness
{
    /// <summary>All that was wanted was read and judged.</summary>
    Complete,

    /// <summary>Something wanted could not be read, parsed, or is over a bound.</summary>
    Partial,

    /// <summary>The scan itself failed.</summary>
    Failed,
}

/// <summary>Why a file was not judged as it should be.</summary>
public enum NoticeKind
{
    /// <summary>Binary by content, or ignored by policy: listed, and the scan stays Complete.</summary>
    Skipped,

    /// <summary>Parsed with errors in places: listed, and the scan stays Complete.</summary>
    Degraded,

    /// <summary>Wanted, and not read, not parsed, or over a bound: the scan is Partial.</summary>
    Unread,
}

/// <summary>One file that was not judged as it should be, and why.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Path">Relative path, or the whole scan's name where no file is to blame.</param>
/// <param name="Reason">One sentence, with the remedy where there is one.</param>
public sealed record ScanNotice(NoticeKind Kind, string Path, string Reason);

/// <summary>What one engine says of one run.</summary>
public sealed record ScanReport
{
    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>Its version, and the digest of its rules and configuration.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>The kind of fact that the report becomes.</summary>
    public required FactKind FactKind { get; init; }

    /// <summary>The worst of what happened.</summary>
    public required Completeness Completeness { get; init; }

    /// <summary>Sorted by path, line, column, rule.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Sorted by path. May be cut for the eye, never here.</summary>
    public ImmutableArray<ScanNotice> Notices { get; init; } = [];

    /// <summary>Files judged, from the cache included.</summary>
    public long Files { get; init; }

    /// <summary>Of these, known from the note cache.</summary>
    public long FilesFromCache { get; init; }

    /// <summary>Bytes read in this run.</summary>
    public long Bytes { get; init; }

    /// <summary>Wall time of reading and concluding.</summary>
    public TimeSpan Elapsed { get; init; }
}
