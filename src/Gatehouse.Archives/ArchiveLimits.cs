namespace Gatehouse.Archives;

/// <summary>How far one file is opened. What is over a bound is told, never taken for clean.</summary>
public sealed record ArchiveLimits
{
    /// <summary>Deepest <see cref="Depth"/> that may be asked for: each level holds a member in memory.</summary>
    public const int DeepestDepth = 10;

    /// <summary>Bounds without a configuration.</summary>
    public static ArchiveLimits Default { get; } = new();

    /// <summary>Archives within archives; a compressed tar counts once. 0 opens nothing.</summary>
    public int Depth { get; init; } = 5;

    /// <summary>Members of one file, those of the archives within it included.</summary>
    public int Members { get; init; } = 100_000;

    /// <summary>Bytes that one file may unpack to in all. 1 GiB.</summary>
    public long Bytes { get; init; } = 1L << 30;

    /// <summary>A larger member is not read. 256 MiB.</summary>
    public long MemberBytes { get; init; } = 256L << 20;

    /// <summary>Unpacked bytes for each byte of the file; looked at from <see cref="RatioFloor"/> on.</summary>
    public int Ratio { get; init; } = 250;

    /// <summary>So much may come out of anything: small files of zeros are no bombs. 64 MiB.</summary>
    public const long RatioFloor = 64L << 20;

    /// <summary>True where anything is opened.</summary>
    public bool IsOn => Depth > 0;
}
