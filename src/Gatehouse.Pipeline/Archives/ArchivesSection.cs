using Gatehouse.Archives;
using Gatehouse.Configuration;

namespace Gatehouse.Pipeline.Archives;

/// <summary><c>archives</c>: how far archives and documents are opened.</summary>
[Section]
internal sealed class ArchivesSection : ISection
{
    private const int Mebibyte = 1 << 20;

    public string Name => "archives";

    public string Description => "How far archives and documents are opened. What is over a bound is told, and the scan is not whole.";

    public Shape Shape { get; } = new ObjectShape(
        new Field("depth", new IntegerShape(0, ArchiveLimits.DeepestDepth), "Archives within archives; a compressed tar counts once. 0 opens nothing.") { Default = "5" },
        new Field("members", new IntegerShape(1, 10_000_000), "Members of one file in all.") { Default = "100000" },
        new Field("bytes", new IntegerShape(1, 1 << 20), "MiB that one file may unpack to in all.") { Default = "1024" },
        new Field("member-bytes", new IntegerShape(1, 1024), "MiB of one member.") { Default = "256" },
        new Field("ratio", new IntegerShape(1, 100_000), "Unpacked bytes for each byte of the file, from 64 MiB on.") { Default = "250" });

    public static ArchiveLimits Read(ConfigurationValue root)
    {
        var (section, usual) = (root["archives"], ArchiveLimits.Default);
        return new ArchiveLimits
        {
            Depth = (int)section["depth"].Integer(usual.Depth),
            Members = (int)section["members"].Integer(usual.Members),
            Bytes = section["bytes"].Integer(usual.Bytes / Mebibyte) * Mebibyte,
            MemberBytes = section["member-bytes"].Integer(usual.MemberBytes / Mebibyte) * Mebibyte,
            Ratio = (int)section["ratio"].Integer(usual.Ratio),
        };
    }

    /// <summary>The bounds that are lower than before, with what they are now.</summary>
    public static IEnumerable<(string Key, long Before, long After)> Lowered(ConfigurationValue before, ConfigurationValue after)
    {
        var (old, now) = (Read(before), Read(after));
        (string Key, long Before, long After)[] bounds =
        [
            ("depth", old.Depth, now.Depth),
            ("members", old.Members, now.Members),
            ("bytes", old.Bytes / Mebibyte, now.Bytes / Mebibyte),
            ("member-bytes", old.MemberBytes / Mebibyte, now.MemberBytes / Mebibyte),
            ("ratio", old.Ratio, now.Ratio),
        ];
        return bounds.Where(static bound => bound.After < bound.Before);
    }
}
