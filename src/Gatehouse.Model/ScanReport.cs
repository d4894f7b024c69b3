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

/// <summary>One fact that a scan yields: an engine of components yields several (an SBOM, vulnerabilities, licences).</summary>
/// <param name="Kind">What it states.</param>
/// <param name="Predicate">What exactly.</param>
public sealed record ScanResult(FactKind Kind, Predicate Predicate);

/// <summary>What one engine says of one run.</summary>
public sealed record ScanReport
{
    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>Its version, and the digest of its rules and configuration.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>The worst of what happened.</summary>
    public required Completeness Completeness { get; init; }

    /// <summary>What it found, a fact each; empty only where the engine failed.</summary>
    public ImmutableArray<ScanResult> Results { get; init; } = [];

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

    /// <summary>The findings of all results, in their order.</summary>
    public IEnumerable<Finding> Findings => Results.SelectMany(result => result.Predicate is ScanPredicate scan ? scan.Findings : []);
}

/// <summary>A comment in a scanned file that asks for a finding to be ignored. The refinery decides whether it holds.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line that the comment stands on, from 1. It speaks of that line, and of the next where it stands alone.</param>
/// <param name="Syntax">The words that were recognised: <c>gitleaks:allow</c>, <c>nosemgrep</c>, <c>checkov:skip</c>, <c>NOSONAR</c>, <c>gatehouse:ignore</c>.</param>
/// <param name="Ids">The rule ids it names; empty for every rule.</param>
/// <param name="Reason">The stated reason; empty where none is given.</param>
/// <param name="StandsAlone">True where nothing but the comment is on its line.</param>
public sealed record InlineDirective(string Path, int Line, string Syntax, ImmutableArray<string> Ids, string Reason, bool StandsAlone)
{
    /// <summary>Which content of the path holds it (<see cref="Introduction.Version"/>); 0 for the only one.</summary>
    public int Version { get; init; }
}
