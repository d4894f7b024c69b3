using System.Text;
using System.Text.Json;

namespace Gatehouse.Configuration;

/// <summary>The JSON Schema (2020-12) of gatehouse.yaml, for editors. Written from the same shapes that validate.</summary>
public static class JsonSchema
{
    /// <summary>The whole schema, indented, ending in a line feed.</summary>
    public static string Write(IReadOnlyList<ISection> sections)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "gatehouse.yaml");
            WriteShape(json, Shapes.WholeFile(sections));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteShape(Utf8JsonWriter json, Shape shape)
    {
        switch (shape)
        {
            case TextShape:
                json.WriteString("type", "string");
                json.WriteNumber("minLength", 1);
                break;
            case EnumShape words:
                json.WriteStartArray("enum");
                foreach (var word in words.Words)
                    json.WriteStringValue(word);
                json.WriteEndArray();
                break;
            case IntegerShape range:
                json.WriteString("type", "integer");
                json.WriteNumber("minimum", range.Minimum);
                json.WriteNumber("maximum", range.Maximum);
                break;
            case BooleanShape:
                json.WriteString("type", "boolean");
                break;
            case DateShape:
                json.WriteString("type", "string");
                json.WriteString("format", "date");
                break;
            case DurationShape:
                json.WriteString("type", "string");
                json.WriteString("pattern", "^[0-9]+[smhdw]$");
                break;
            case GlobShape:
                json.WriteString("type", "string");
                json.WriteNumber("minLength", 1);
                json.WriteNumber("maxLength", 1000);
                break;
            case ListShape list:
                WriteList(json, list);
                break;
            case MapShape map:
                json.WriteString("type", "object");
                json.WriteStartObject("additionalProperties");
                WriteShape(json, map.Value);
                json.WriteEndObject();
                break;
            case ObjectShape known:
                WriteObject(json, known);
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter json, ListShape list)
    {
        json.WriteStartArray("oneOf");
        json.WriteStartObject();
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        WriteShape(json, list.Item);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject();
        WriteShape(json, list.Item);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, ObjectShape known)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        var required = known.Fields.Where(field => field.IsRequired).ToList();
        if (required.Count > 0)
        {
            json.WriteStartArray("required");
            foreach (var field in required)
                json.WriteStringValue(field.Name);
            json.WriteEndArray();
        }

        json.WriteStartObject("properties");
        foreach (var field in known.Fields)
        {
            json.WriteStartObject(field.Name);
            json.WriteString("description", field.Default is null ? field.Description : $"{field.Description} Default: {field.Default}.");
            WriteShape(json, field.Shape);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
