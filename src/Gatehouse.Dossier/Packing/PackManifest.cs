using System.Buffers;
using System.Text.Json;

namespace Gatehouse.Dossier.Packing;

/// <summary>The first file of a pack: every other file with its digest. <c>{"schema":"gatehouse/pack/1","files":{"facts/….json":"sha256"}}</c></summary>
internal static class PackManifest
{
    public const string Name = "manifest.json";
    public const string Schema = "gatehouse/pack/1";

    public static byte[] Write(IReadOnlyDictionary<string, string> digests)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteStartObject("files");
            foreach (var (path, digest) in digests.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                json.WriteString(path, digest);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>Null with a sentence where it is no manifest.</summary>
    public static Dictionary<string, string>? Read(ReadOnlyMemory<byte> bytes, out string problem)
    {
        problem = Name + ": no manifest of a pack (" + Schema + ")";
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("schema", out var schema) || schema.ValueKind != JsonValueKind.String || !schema.ValueEquals(Schema)
                || !document.RootElement.TryGetProperty("files", out var files) || files.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var digests = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var file in files.EnumerateObject())
            {
                if (file.Value.ValueKind != JsonValueKind.String)
                    return null;
                digests.Add(file.Name, file.Value.GetString()!);
            }

            return digests;
        }
        catch (JsonException error)
        {
            problem += ": " + error.Message;
            return null;
        }
        catch (InvalidOperationException)
        {
            problem += ": a text in it is no UTF-8, or half a surrogate pair";
            return null;
        }
    }
}
