namespace Gatehouse.Dossier.Packing;

/// <summary>What a pack may cost to read.</summary>
public sealed record PackLimits
{
    /// <summary>For packs between jobs.</summary>
    public static PackLimits Default { get; } = new();

    /// <summary>Files in it, the manifest among them.</summary>
    public int MaxFiles { get; init; } = 100_000;

    /// <summary>Bytes of one file.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of the whole, unpacked.</summary>
    public long MaxTotalBytes { get; init; } = 1L << 30;
}

/// <summary>What became of packing or unpacking.</summary>
/// <param name="Files">Files packed; or written anew when unpacking.</param>
/// <param name="AlreadyThere">When unpacking: files that were there with the same bytes.</param>
/// <param name="Problems">Empty where all went well. When unpacking, a problem means that nothing was written, unless the disk itself failed.</param>
public sealed record PackResult(int Files, int AlreadyThere, System.Collections.Immutable.ImmutableArray<string> Problems)
{
    /// <summary>When packing: what lay there and stayed behind, and why.</summary>
    public System.Collections.Immutable.ImmutableArray<string> LeftBehind { get; init; } = [];

    /// <summary>True where all went well.</summary>
    public bool Succeeded => Problems.IsEmpty;

    internal static PackResult Fail(string problem) => new(0, 0, [problem]);
}
