using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gatehouse.Release;

/// <summary>The bill of materials of a release: CycloneDX 1.6 in JSON. Its serial number follows from its content.</summary>
public static class Bill
{
    // They take part in the build and leave nothing in the product.
    private static readonly ImmutableHashSet<string> BuildOnly = ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.NET.ILLink.Tasks"];

    public static byte[] Write(ImmutableArray<Package> packages, string version, DateTimeOffset time)
    {
        var digest = SHA256.HashData(Write(packages, version, time, null)).AsSpan(0, 16).ToArray();
        digest[6] = (byte)((digest[6] & 0x0f) | 0x80); // RFC 9562, version 8: of the writer's own making.
        digest[8] = (byte)((digest[8] & 0x3f) | 0x80);
        return Write(packages, version, time, "urn:uuid:" + new Guid(digest, bigEndian: true));
    }

    private static byte[] Write(ImmutableArray<Package> packages, string version, DateTimeOffset time, string? serial)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            json.WriteString("bomFormat", "CycloneDX");
            json.WriteString("specVersion", "1.6");
            if (serial is not null)
                json.WriteString("serialNumber", serial);
            json.WriteNumber("version", 1);
            Metadata(json, version, time);
            json.WriteStartArray("components");
            foreach (var package in packages)
                Component(json, package);
            json.WriteEndArray();
            json.WriteStartArray("dependencies");
            Needs(json, Product(version), packages.Where(package => package.IsOurs));
            foreach (var package in packages)
                Needs(json, Purl(package), packages.Where(other => package.DependsOn.Contains(other.Name)));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static void Metadata(Utf8JsonWriter json, string version, DateTimeOffset time)
    {
        json.WriteStartObject("metadata");
        json.WriteString("timestamp", time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteStartObject("tools");
        json.WriteStartArray("components");
        json.WriteStartObject();
        json.WriteString("type", "application");
        json.WriteString("name", "Gatehouse.Release");
        json.WriteString("version", version);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("component");
        json.WriteString("type", "application");
        json.WriteString("bom-ref", Product(version));
        json.WriteString("name", "gatehouse");
        json.WriteString("version", version);
        json.WriteStartArray("licenses");
        json.WriteStartObject();
        json.WriteStartObject("license");
        json.WriteString("id", "Apache-2.0");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("purl", Product(version));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Component(Utf8JsonWriter json, Package package)
    {
        json.WriteStartObject();
        json.WriteString("type", "library");
        json.WriteString("bom-ref", Purl(package));
        json.WriteString("name", package.Name);
        json.WriteString("version", package.Version);
        json.WriteString("scope", BuildOnly.Contains(package.Name) ? "excluded" : "required");
        json.WriteStartArray("hashes");
        json.WriteStartObject();
        json.WriteString("alg", "SHA-512");
        json.WriteString("content", package.Sha512);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("purl", Purl(package));
        json.WriteEndObject();
    }

    private static void Needs(Utf8JsonWriter json, string reference, IEnumerable<Package> needs)
    {
        json.WriteStartObject();
        json.WriteString("ref", reference);
        json.WriteStartArray("dependsOn");
        foreach (var package in needs)
            json.WriteStringValue(Purl(package));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Product(string version) => "pkg:generic/gatehouse@" + Uri.EscapeDataString(version);

    private static string Purl(Package package) => $"pkg:nuget/{Uri.EscapeDataString(package.Name)}@{Uri.EscapeDataString(package.Version)}";
}
