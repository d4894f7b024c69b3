using System.Text;
using System.Text.Json;

namespace Gatehouse.Configuration;

/// <summary>
/// The JSON Schema (2020-12) of gatehouse.yaml, for editors. Written from the same shapes that validate, and it accepts
/// what the reader accepts; only checks in code (a text's own, a pattern's syntax, a day's calendar) are the reader's alone.
/// </summary>
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
            WriteShape(json, Shapes.WholeFile(sections), mayBeEmpty: false);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    // A key with nothing behind it is as if it were left out: it may be, wherever leaving it out is no error.
    private static void WriteShape(Utf8JsonWriter json, Shape shape, bool mayBeEmpty)
    {
        switch (shape)
        {
            case TextShape:
                WriteText(json, mayBeEmpty);
                break;
            case EnumShape words:
                json.WriteStartArray("enum");
                foreach (var word in words.Words)
                    json.WriteStringValue(word);
                if (mayBeEmpty)
                    json.WriteNullValue();
                json.WriteEndArray();
                break;
            case IntegerShape range:
                WriteType(json, mayBeEmpty, "integer");
                json.WriteNumber("minimum", range.Minimum);
                json.WriteNumber("maximum", range.Maximum);
                break;
            case BooleanShape:
                WriteType(json, mayBeEmpty, "boolean");
                break;
            case DateShape:
                WriteType(json, mayBeEmpty, "string");
                json.WriteString("format", "date");
                json.WriteString("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
                break;
            case DurationShape:
                WriteType(json, mayBeEmpty, "string");
                json.WriteString("pattern", Scalars.DurationPattern);
                break;
            case GlobShape:
                WriteText(json, mayBeEmpty);
                json.WriteNumber("maxLength", 1000);
                break;
            case ListShape list:
                WriteList(json, list, mayBeEmpty);
                break;
            case MapShape map:
                WriteType(json, mayBeEmpty, "object");
                json.WriteStartObject("additionalProperties");
                WriteShape(json, map.Value, mayBeEmpty: true);
                json.WriteEndObject();
                break;
            case ObjectShape known:
                WriteObject(json, known, mayBeEmpty);
                break;
        }
    }

    private static void WriteType(Utf8JsonWriter json, bool mayBeEmpty, params ReadOnlySpan<string> types)
    {
        if (types.Length == 1 && !mayBeEmpty)
        {
            json.WriteString("type", types[0]);
            return;
        }

        json.WriteStartArray("type");
        foreach (var type in types)
            json.WriteStringValue(type);
        if (mayBeEmpty)
            json.WriteStringValue("null");
        json.WriteEndArray();
    }

    // A number or a truth value without quotes is text where text is wanted.
    private static void WriteText(Utf8JsonWriter json, bool mayBeEmpty)
    {
        WriteType(json, mayBeEmpty, "string", "number", "boolean");
        json.WriteNumber("minLength", 1);
        json.WriteString("pattern", "\\S");
    }

    private static void WriteList(Utf8JsonWriter json, ListShape list, bool mayBeEmpty)
    {
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        WriteShape(json, list.Item, mayBeEmpty: false);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject();
        WriteShape(json, list.Item, mayBeEmpty: false);
        json.WriteEndObject();
        if (mayBeEmpty)
        {
            json.WriteStartObject();
            json.WriteString("type", "null");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, ObjectShape known, bool mayBeEmpty)
    {
        var required = known.Fields.Where(field => field.IsRequired).ToList();
        WriteType(json, mayBeEmpty && required.Count == 0, "object");
        json.WriteBoolean("additionalProperties", false);
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
            WriteShape(json, field.Shape, mayBeEmpty: !field.IsRequired);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
