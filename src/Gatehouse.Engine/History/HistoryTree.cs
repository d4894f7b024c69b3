using System.Collections.Immutable;
using System.Text;
using Gatehouse.Engine.Running;
using Gatehouse.Git;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>A file of some commit: its path as bytes, and its blob.</summary>
/// <param name="PathUtf8">Relative to the root, forward slashes.</param>
/// <param name="Blob">The content's id.</param>
public readonly record struct HistoryFile(ReadOnlyMemory<byte> PathUtf8, ObjectId Blob)
{
    // Every byte as a character of its own, so that no two paths that are not UTF-8 become one.
    internal string Key => Encoding.Latin1.GetString(PathUtf8.Span);
}

/// <summary>What the engines made of one file.</summary>
internal sealed record FileOutcome(uint Judged, ImmutableArray<(int Engine, FileNote Note)> Notes, ImmutableArray<InlineDirective> Directives, ImmutableArray<FileNotice> Notices)
{
    public bool IsQuiet => Notes.IsEmpty && Notices.IsEmpty;
}

/// <summary>The files of one commit as engines know them; goes from a commit to the next by the files that differ.</summary>
public sealed class HistoryTree
{
    private readonly HistoryReader _reader;
    private readonly Dictionary<string, FileOutcome> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileOutcome> _loud = new(StringComparer.Ordinal);
    private readonly long[] _judged;

    internal HistoryTree(HistoryReader reader, int engines)
    {
        _reader = reader;
        _judged = new long[engines];
    }

    /// <summary>Files in it.</summary>
    public int Files => _files.Count;

    internal IEnumerable<FileOutcome> Loud => _loud.Values;

    internal long Judged(int engine) => _judged[engine];

    /// <summary>Puts a file in, in the place of the one that was there.</summary>
    /// <exception cref="InvalidOperationException">The reader has not read it.</exception>
    public void Set(HistoryFile file)
    {
        Remove(file.PathUtf8);
        var outcome = _reader.Outcome(file);
        _files[file.Key] = outcome;
        if (!outcome.IsQuiet)
            _loud[file.Key] = outcome;
        Count(outcome, 1);
    }

    /// <summary>Takes a file out; nothing where it is not there.</summary>
    public void Remove(ReadOnlyMemory<byte> pathUtf8)
    {
        var key = Encoding.Latin1.GetString(pathUtf8.Span);
        if (_files.Remove(key, out var outcome))
            Count(outcome, -1);
        _loud.Remove(key);
    }

    private void Count(FileOutcome outcome, int by)
    {
        for (var engine = 0; engine < _judged.Length; engine++)
            _judged[engine] += (outcome.Judged >> engine & 1) == 0 ? 0 : by;
    }
}
