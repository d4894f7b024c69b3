namespace Gatehouse.Git;

/// <summary>The kinds of objects, by their numbers in a pack.</summary>
public enum ObjectKind
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A commit.</summary>
    Commit = 1,

    /// <summary>A tree: one folder.</summary>
    Tree = 2,

    /// <summary>A blob: a file's content.</summary>
    Blob = 3,

    /// <summary>An annotated tag.</summary>
    Tag = 4,
}

/// <summary>An object, read whole.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Bytes">Its content without the header.</param>
public readonly record struct GitObject(ObjectId Id, ObjectKind Kind, ReadOnlyMemory<byte> Bytes);
