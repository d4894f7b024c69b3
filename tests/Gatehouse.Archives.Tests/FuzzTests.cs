namespace Gatehouse.Archives.Tests;

/// <summary>
/// Changed archives, from a seed: whatever is in them, opening ends, throws nothing, and stays within its bounds.
/// <c>GATEHOUSE_FUZZ</c> says how many of each kind; <c>bench/measure fuzz-archives</c> sets it.
/// </summary>
public class FuzzTests
{
    private const int Usual = 1000;

    private static readonly ArchiveLimits Limits = new() { Bytes = 8 << 20, MemberBytes = 2 << 20, Members = 1000 };

    public static TheoryData<string> Kinds => [.. Seeds().Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_is_changed_opening_ends_within_its_bounds(string kind)
    {
        var seed = Seeds()[kind];
        var count = int.TryParse(Environment.GetEnvironmentVariable("GATEHOUSE_FUZZ"), out var wanted) ? wanted : kind == "bz2" ? Usual / 5 : Usual; // Its decoder takes megabytes each time.
        for (var i = 0; i < count; i++)
        {
            var bytes = Changed(seed, new Random(i));
            try
            {
                var opened = Opened.Of(bytes, kind, Limits);
                Assert.True(opened.Bytes <= Limits.Bytes + Limits.MemberBytes + (1 << 16), $"{opened.Bytes} bytes");
            }
            catch (Exception problem) when (problem is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{kind}, seed {i}: {problem}");
            }
        }
    }

    private static Dictionary<string, byte[]> Seeds()
    {
        var noise = new byte[600];
        new Random(7).NextBytes(noise);
        (string, byte[])[] members = [("a.txt", Make.Utf8("key = value\n")), ("dir/b.bin", noise), ("c.zip", Make.Zip(("d", Make.Utf8("dddd"))))];
        return new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["zip"] = Make.Zip(members),
            ["stored.zip"] = Make.StoredZip("a", Make.StoredZip("b", noise)),
            ["tar"] = Make.Tar(System.Formats.Tar.TarEntryFormat.Pax, members),
            ["gnu.tar"] = Make.Tar(System.Formats.Tar.TarEntryFormat.Gnu, members),
            ["gz"] = Make.Gzip(noise),
            ["tar.gz"] = Make.Gzip(Make.Tar(members)),
            ["bz2"] = SmallBlocks(Make.Bzip2([.. noise, .. noise])),
            ["zst"] = Make.Zstandard([.. noise, .. noise]),
            ["xz"] = Make.Xz([.. noise, .. noise]),
            ["7z"] = Make.SevenZip([0x21], [22], Make.Lzma2([.. noise, .. noise]), ("a", 600), ("b", 600)),
            ["lzma.7z"] = Make.SevenZip([3, 1, 1], [0x5D, 0, 0, 1, 0], Lzma(noise), ("a", 300), ("b", 300)),
            ["pdf"] = Make.Pdf("<< /A (x(y)z) /B <41424> >>", Make.FlateStream("BT (a) Tj ET"), Make.FlateStream("(b)", "/Type /ObjStm"), Make.FlateStream("PK", "/Type /EmbeddedFile")),
            ["sqlite"] = Sqlite.OfRows(("a", "b"), ("user", new string('x', 3000)), ("c", "d")),
            ["docx"] = Make.Zip(("[Content_Types].xml", []), ("word/document.xml", Make.Utf8("<w:p><w:t>a&amp;b&#65;</w:t><![CDATA[x]]><!-- --></w:p>"))),
        };
    }

    // Blocks of 100,000 bytes where 900,000 were meant: nothing to see for so few, and a tenth of the memory a round.
    private static byte[] SmallBlocks(byte[] bzip2)
    {
        bzip2[3] = (byte)'1';
        return bzip2;
    }

    private static byte[] Lzma(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var lzma = SharpCompress.Compressors.LZMA.LzmaStream.Create(new SharpCompress.Compressors.LZMA.LzmaEncoderProperties(true), false, stream))
            lzma.Write(bytes);
        return stream.ToArray();
    }

    // Bytes set, numbers made large, parts cut out, doubled or swapped: near enough to what was to get past the first check.
    private static byte[] Changed(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var round = random.Next(1, 6); round > 0 && bytes.Count > 4; round--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    for (var i = at; i < Math.Min(bytes.Count, at + random.Next(1, 9)); i++)
                        bytes[i] = random.Next(2) == 0 ? (byte)0xFF : (byte)0;
                    break;
                case 3:
                    bytes.RemoveRange(at, random.Next(Math.Min(bytes.Count - at, 64)));
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(Math.Min(bytes.Count - at, 64))));
                    break;
                case 5:
                    bytes.RemoveRange(at, random.Next(8) == 0 ? bytes.Count - at : 0);
                    break;
                default:
                    bytes[at] = (byte)"0179 /<>()"[random.Next(10)];
                    break;
            }
        }

        return [.. bytes];
    }
}
