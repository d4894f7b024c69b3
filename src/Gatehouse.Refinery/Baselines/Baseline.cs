using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>So many findings of one fingerprint in one file.</summary>
/// <param name="Fingerprint">Rule and normalised place; of a secret its place and shape alone.</param>
/// <param name="RuleId">For the reader of the file; not matched.</param>
/// <param name="Path">Where they lay; empty where they were of the whole subject.</param>
/// <param name="Count">At least 1.</param>
public sealed record BaselineEntry(Fingerprint Fingerprint, string RuleId, string Path, int Count);

/// <summary>The findings that were there when it was written (docs/how-to/ignore.md). It holds no text of a file and no secret.</summary>
/// <param name="Entries">Sorted by path, rule, fingerprint.</param>
/// <param name="Source">The file's name, for messages.</param>
public sealed record Baseline(ImmutableArray<BaselineEntry> Entries, string Source)
{
    /// <summary>The version of the file's form that this build writes.</summary>
    public const int SchemaVersion = 1;

    /// <summary>A baseline of what is active now.</summary>
    /// <param name="findings">Refined findings, so that each has a fingerprint; suppressed and merged ones are left out.</param>
    /// <param name="source">The file's name.</param>
    public static Baseline Of(IEnumerable<Finding> findings, string source) => new(
        [
            .. findings.Where(finding => finding.IsActive && finding.Fingerprint.Value is { Length: > 0 }).SelectMany(PlaceByPlace.Of)
                .GroupBy(finding => (finding.Fingerprint, finding.RuleId, Path: finding.Location?.Path ?? ""))
                .Select(group => new BaselineEntry(group.Key.Fingerprint, group.Key.RuleId, group.Key.Path, group.Count()))
                .OrderBy(entry => entry.Path, StringComparer.Ordinal).ThenBy(entry => entry.RuleId, StringComparer.Ordinal)
                .ThenBy(entry => entry.Fingerprint.ToString(), StringComparer.Ordinal),
        ],
        source);

    /// <summary>The file's bytes: one finding a line, sorted, so that two versions merge and diff.</summary>
    public byte[] Write() => BaselineFile.Write(this);

    /// <summary>Reads a file.</summary>
    /// <returns>The baseline; or null with one sentence that says what is wrong, where, and how to mend it.</returns>
    public static Baseline? TryRead(ReadOnlySpan<byte> bytes, string source, out string? problem) => BaselineFile.TryRead(bytes, source, out problem);
}
