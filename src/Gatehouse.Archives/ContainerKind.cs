using System.Buffers.Binary;

namespace Gatehouse.Archives;

/// <summary>What a file is that holds others, or text that cannot be seen from outside.</summary>
public enum ContainerKind
{
    /// <summary>Nothing that we know to be one.</summary>
    None,
    Zip,
    Tar,
    Gzip,
    Bzip2,
    Xz,
    Zstandard,
    SevenZip,
    Pdf,
    Sqlite,

    // Known, and not opened.
    Rar,
    Cabinet,
    Lz4,
    CompoundFile,
}

/// <summary>Tells containers by their first bytes. A name proves nothing.</summary>
public static class ContainerKinds
{
    private const int TarBlock = 512;

    // After a program or a script a zip is found by its end (a self-extracting archive, an executable jar).
    private const int EndRecordBytes = 22;

    /// <summary>Looks at the beginning of a file.</summary>
    /// <param name="start">At least 512 bytes where the file has them.</param>
    /// <param name="isWhole">True where it is the whole file, so that its end may be looked at.</param>
    public static ContainerKind Of(ReadOnlySpan<byte> start, bool isWhole)
    {
        if (start.Length < 4)
            return ContainerKind.None;
        var kind = ByMagic(start);
        if (kind != ContainerKind.None)
            return kind;
        if (isWhole && start.Length > EndRecordBytes && start[^EndRecordBytes..].StartsWith("PK\x05\x06"u8))
            return ContainerKind.Zip;
        return IsTar(start) ? ContainerKind.Tar : ContainerKind.None;
    }

    /// <summary>Whether a name is that of a container: only to decide whether a file that no engine asked for is worth a look.</summary>
    public static bool IsNamedLikeOne(ReadOnlySpan<byte> path)
    {
        var name = path[(path.LastIndexOf((byte)'/') + 1)..];
        var dot = name.LastIndexOf((byte)'.');
        if (dot < 0 || name.Length - dot > 9)
            return false;
        Span<byte> lower = stackalloc byte[8];
        var length = System.Text.Ascii.ToLower(name[(dot + 1)..], lower, out var written) == System.Buffers.OperationStatus.Done ? written : 0;
        ReadOnlySpan<byte> ending = lower[..length];
        return Endings.IndexOf([(byte)' ', .. ending, (byte)' ']) >= 0;
    }

    /// <summary>For messages: <c>a RAR archive</c>.</summary>
    internal static string Words(ContainerKind kind) => kind switch
    {
        ContainerKind.Rar => "a RAR archive",
        ContainerKind.Cabinet => "a Cabinet file",
        ContainerKind.Lz4 => "compressed by LZ4",
        ContainerKind.CompoundFile => "an OLE compound file (old Office, MSI)",
        ContainerKind.Zip => "a zip",
        ContainerKind.Tar => "a tar",
        ContainerKind.Gzip => "a gzip file",
        ContainerKind.Bzip2 => "a bzip2 file",
        ContainerKind.Xz => "an xz file",
        ContainerKind.Zstandard => "a Zstandard file",
        ContainerKind.SevenZip => "a 7z archive",
        ContainerKind.Pdf => "a PDF",
        ContainerKind.Sqlite => "an SQLite database",
        ContainerKind.None => "nothing known",
    };

    private static ReadOnlySpan<byte> Endings =>
        " zip jar war ear aar apk whl egg nupkg vsix xpi ipa crx tar tgz tbz tbz2 txz tzst gz bz2 xz zst zstd 7z docx docm dotx xlsx xlsm pptx pptm odt ods odp pdf db db3 sqlite sqlite3 "u8;

    private static ContainerKind ByMagic(ReadOnlySpan<byte> start) => start[0] switch
    {
        (byte)'P' when start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8) || start.StartsWith("PK\x30\x30PK\x03\x04"u8) => ContainerKind.Zip,
        0x1F when start[1] == 0x8B && start[2] == 8 => ContainerKind.Gzip,
        (byte)'B' when IsBzip2(start) => ContainerKind.Bzip2,
        0xFD when start.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) => ContainerKind.Xz,
        0x28 when start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) => ContainerKind.Zstandard,
        (byte)'7' when start.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]) => ContainerKind.SevenZip,
        (byte)'%' when start.StartsWith("%PDF-"u8) => ContainerKind.Pdf,
        (byte)'S' when start.StartsWith("SQLite format 3\0"u8) => ContainerKind.Sqlite,
        (byte)'R' when start.StartsWith("Rar!\x1A\x07"u8) => ContainerKind.Rar,
        (byte)'M' when start.StartsWith("MSCF\0\0\0\0"u8) => ContainerKind.Cabinet,
        0x04 when start.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18]) => ContainerKind.Lz4,
        0xD0 when start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) => ContainerKind.CompoundFile,
        _ => ContainerKind.None,
    };

    // The magic and the first block's, or the end's: "BZh9" alone may begin a text.
    private static bool IsBzip2(ReadOnlySpan<byte> start) =>
        start.Length >= 10 && start.StartsWith("BZh"u8) && start[3] is >= (byte)'1' and <= (byte)'9'
        && BinaryPrimitives.ReadUInt32BigEndian(start[4..]) is 0x31415926 or 0x17724538;

    // The checksum: archives older than POSIX carry no other mark.
    private static bool IsTar(ReadOnlySpan<byte> start) => start.Length >= TarBlock && start[0] != 0 && Tar.TarHeader.IsSound(start[..TarBlock]);
}
