using System.Collections.Immutable;
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

    private static ReadOnlySpan<byte> Magic => "GHSR\x01"u8;

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
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a pack that this build wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ImmutableArray<SecretRule> Read(ReadOnlyMemory<byte> pack)
    {
        if (!pack.Span.StartsWith(Magic))
            throw new InvalidDataException("this is no pack of secrets rules of this version");
        using var reader = new BinaryReader(new MemoryStream(pack[Magic.Length..].ToArray(), writable: false), Encoding.UTF8);
        var rules = ImmutableArray.CreateBuilder<SecretRule>(reader.Read7BitEncodedInt());
        while (rules.Count < rules.Capacity)
        {
            rules.Add(new SecretRule
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
            });
        }

        return rules.MoveToImmutable();
    }

    private static ImmutableArray<string> Texts(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        var texts = ImmutableArray.CreateBuilder<string>(count);
        while (texts.Count < count)
            texts.Add(reader.ReadString());
        return texts.MoveToImmutable();
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
