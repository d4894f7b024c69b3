using System.Security.Cryptography;

namespace Gatehouse.Release;

/// <summary>SHA256SUMS of a folder, as <c>sha256sum -c</c> reads it. What signs the files is not among them: it signs this list.</summary>
public static class Checksums
{
    public const string FileName = "SHA256SUMS";

    public const string Attestation = ".intoto.jsonl";

    public static string Of(string folder)
    {
        var names = Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!)
            .Where(name => name != FileName && !name.EndsWith(Attestation, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        return string.Concat(names.Select(name => $"{Sha256(Path.Combine(folder, name))}  {name}\n"));
    }

    private static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
