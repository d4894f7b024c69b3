using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Secrets;

/// <summary>
/// All rules in one table, made at build time: a magic word, a count, then each rule's fields in a fixed order, texts
/// with a length before them. Read once at start; nothing in it is compiled until a literal hits.
/// </summary>
public static class RulePack
{
    /// <summary>The name under which the composition root hands the pack over.</summary>
    public const string Name = "secrets";

    private static ReadOnlySpan<byte> Magic => "GHSR\x03"u8;

    // Packs that an earlier build wrote are still compared: the first without the releases of its rules, the second without their ends.
    private static ReadOnlySpan<byte> FirstMagic => "GHSR\x01"u8;

    private static ReadOnlySpan<byte> SecondMagic => "GHSR\x02"u8;

    // A pack of the form above, deflated.
    private static ReadOnlySpan<byte> DeflatedMagic => "GHSR\x7F"u8;

    // A built-in pack is a third of a megabyte; one from elsewhere may be hostile.
    private const int LongestInflated = 64 << 20;

    /// <summary>The same as <see cref="Write"/>, deflated: as text the rules would be a third of a megabyte of the executable.</summary>
    public static byte[] WriteDeflated(IEnumerable<SecretRule> rules)
    {
        using var stream = new MemoryStream();
        stream.Write(DeflatedMagic);
        using (var deflate = new DeflateStream(stream, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(Write(rules));
        return stream.ToArray();
    }

    /// <summary>Packs rules, sorted by id.</summary>
    public static byte[] Write(IEnumerable<SecretRule> rules)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        var sorted = rules.OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        writer.Write7BitEncodedInt(sorted.Count);
        foreach (var rule in sorted)
        {
            writer.Write(rule.Id);
            writer.Write(rule.Provider);
            writer.Write(rule.Title);
            writer.Write((byte)rule.Kind);
            writer.Write((byte)rule.Severity);
            writer.Write((byte)rule.Confidence);
            writer.Write((byte)rule.Structure);
            writer.Write(rule.Description);
            writer.Write(rule.Source ?? "");
            writer.Write(rule.Pattern);
            writer.Write(rule.Checksum ?? "");
            writer.Write(rule.Entropy);
            writer.Write(rule.Revoke);
            writer.Write(rule.RevokeUrl ?? "");
            foreach (var list in new[] { rule.Literals, rule.LiteralsIgnoreCase, rule.StopWords, rule.Paths, rule.ExcludePaths, rule.Find, rule.Ignore })
            {
                writer.Write7BitEncodedInt(list.Length);
                foreach (var text in list)
                    writer.Write(text);
            }

            writer.Write(rule.Since?.ToString() ?? "");
            writer.Write(rule.RaisedIn?.ToString() ?? "");
            writer.Write(rule.RaisedFrom is { } from ? (sbyte)from : (sbyte)-1);
            writer.Write(rule.Ends ?? "");
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a pack that this build wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ImmutableArray<SecretRule> Read(ReadOnlyMemory<byte> pack)
    {
        if (pack.Span.StartsWith(DeflatedMagic))
            pack = Inflate(pack[DeflatedMagic.Length..]);
        var isFirst = pack.Span.StartsWith(FirstMagic);
        var isSecond = pack.Span.StartsWith(SecondMagic);
        if (!isFirst && !isSecond && !pack.Span.StartsWith(Magic))
            throw new InvalidDataException("this is no pack of secrets rules of this version");
        using var reader = new BinaryReader(new MemoryStream(pack[Magic.Length..].ToArray(), writable: false), Encoding.UTF8);
        var count = reader.Read7BitEncodedInt();
        if (count < 0 || count > pack.Length)
            throw new InvalidDataException("the pack states more rules than it can hold");
        var rules = ImmutableArray.CreateBuilder<SecretRule>(count);
        while (rules.Count < count)
        {
            var rule = new SecretRule
            {
                Id = reader.ReadString(),
                Provider = reader.ReadString(),
                Title = reader.ReadString(),
                Kind = (FindingKind)reader.ReadByte(),
                Severity = (Severity)reader.ReadByte(),
                Confidence = (Confidence)reader.ReadByte(),
                Structure = (SecretStructure)reader.ReadByte(),
                Description = reader.ReadString(),
                Source = NullIfEmpty(reader.ReadString()),
                Pattern = reader.ReadString(),
                Checksum = NullIfEmpty(reader.ReadString()),
                Entropy = reader.ReadDouble(),
                Revoke = reader.ReadString(),
                RevokeUrl = NullIfEmpty(reader.ReadString()),
                Literals = Texts(reader),
                LiteralsIgnoreCase = Texts(reader),
                StopWords = Texts(reader),
                Paths = Texts(reader),
                ExcludePaths = Texts(reader),
                Find = Texts(reader),
                Ignore = Texts(reader),
            };
            if (!isFirst)
                rule = rule with { Since = Version(reader), RaisedIn = Version(reader), RaisedFrom = reader.ReadSByte() is >= 0 and var from ? (Severity)from : null };
            rules.Add(isFirst || isSecond ? rule : rule with { Ends = NullIfEmpty(reader.ReadString()) });
        }

        return rules.MoveToImmutable();
    }

    /// <summary>The same for bytes from anywhere.</summary>
    /// <returns>The rules; null where the bytes are no pack.</returns>
    public static ImmutableArray<SecretRule>? TryRead(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.Span.StartsWith("GHSR"u8))
            return null;
        try
        {
            return Read(bytes);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> deflated)
    {
        using var inflate = new DeflateStream(new MemoryStream(deflated.ToArray(), writable: false), CompressionMode.Decompress);
        var inflated = new MemoryStream();
        var block = new byte[1 << 16];
        while (inflate.Read(block) is > 0 and var read)
        {
            if (inflated.Length + read > LongestInflated)
                throw new InvalidDataException("the pack is longer than a pack of rules can be");
            inflated.Write(block, 0, read);
        }

        return inflated.GetBuffer().AsMemory(0, (int)inflated.Length);
    }

    private static PackVersion? Version(BinaryReader reader) => PackVersion.TryParse(reader.ReadString(), out var version) ? version : null;

    private static ImmutableArray<string> Texts(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        if (count < 0 || count > reader.BaseStream.Length)
            throw new InvalidDataException("the pack states more texts than it can hold");
        var texts = ImmutableArray.CreateBuilder<string>(count);
        while (texts.Count < count)
            texts.Add(reader.ReadString());
        return texts.MoveToImmutable();
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
