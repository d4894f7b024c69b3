namespace Gatehouse.Engine;

/// <summary>A file before it is read.</summary>
/// <param name="path">Relative path in UTF-8 with forward slashes.</param>
/// <param name="size">Bytes; -1 where the source does not know yet.</param>
public readonly ref struct FileCandidate(ReadOnlySpan<byte> path, long size)
{
    /// <summary>Relative path in UTF-8 with forward slashes.</summary>
    public ReadOnlySpan<byte> Path { get; } = path;

    /// <summary>The part after the last slash.</summary>
    public ReadOnlySpan<byte> Name => Path[(Path.LastIndexOf((byte)'/') + 1)..];

    /// <summary>Bytes; -1 where the source does not know yet.</summary>
    public long Size { get; } = size;
}

/// <summary>A file's bytes, valid during the call only.</summary>
/// <param name="path">Relative path in UTF-8 with forward slashes.</param>
/// <param name="bytes">The whole content; text of UTF-16 files is handed over as UTF-8.</param>
public readonly ref struct FileContent(ReadOnlySpan<byte> path, ReadOnlySpan<byte> bytes)
{
    /// <summary>Relative path in UTF-8 with forward slashes.</summary>
    public ReadOnlySpan<byte> Path { get; } = path;

    /// <summary>The part after the last slash.</summary>
    public ReadOnlySpan<byte> Name => Path[(Path.LastIndexOf((byte)'/') + 1)..];

    /// <summary>The whole content, without a byte order mark. May hold invalid UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;
}
