using System.Collections.Immutable;
using System.Text;

namespace Gatehouse.Git;

/// <summary>What happened to a file between two states.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>Its content or permission differs.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>It became another sort of thing: a file a link, a link a submodule.</summary>
    TypeChanged,

    /// <summary>A merge left it in conflict; the index holds several versions and none is the new one.</summary>
    Unmerged,
}

/// <summary>A file that differs. Renames are a deletion and an addition.</summary>
/// <param name="PathUtf8">Relative to the root, forward slashes; safe by <see cref="GitPath.IsSafe"/>.</param>
/// <param name="Kind">What happened.</param>
/// <param name="OldMode">None where it is new.</param>
/// <param name="OldId">Zero where it is new.</param>
/// <param name="NewMode">None where it is gone.</param>
/// <param name="NewId">Zero where it is gone.</param>
public sealed record FileChange(ReadOnlyMemory<byte> PathUtf8, ChangeKind Kind, EntryMode OldMode, ObjectId OldId, EntryMode NewMode, ObjectId NewId)
{
    /// <summary>The path as text; what is not UTF-8 is replaced, so open by <see cref="PathUtf8"/>.</summary>
    public string Path => Encoding.UTF8.GetString(PathUtf8.Span);
}

/// <summary>The files that differ between two states.</summary>
/// <param name="Changes">Sorted by the bytes of their paths.</param>
/// <param name="Notices">What was left out and why; sorted as met.</param>
public sealed record ChangeSet(ImmutableArray<FileChange> Changes, ImmutableArray<GitNotice> Notices)
{
    /// <summary>Nothing differs.</summary>
    public static ChangeSet Empty { get; } = new([], []);
}
