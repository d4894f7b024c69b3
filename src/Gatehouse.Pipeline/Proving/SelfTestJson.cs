using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.Proving;

/// <summary>A self-test as JSON: every area with its counts, and every check.</summary>
public static class SelfTestJson
{
    /// <summary>Writes it, indented.</summary>
    public static void Write(SelfTestOutcome outcome, Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteBoolean("holds", outcome.Holds);
        writer.WriteStartArray("areas");
        foreach (var area in outcome.Areas)
        {
            writer.WriteStartObject();
            writer.WriteString("name", area.Name);
            writer.WriteNumber("controls", area.Controls);
            foreach (var kind in Enum.GetValues<CheckOutcome>())
                writer.WriteNumber(Word(kind), area.Count(kind));
            writer.WriteNumber("milliseconds", (long)area.Elapsed.TotalMilliseconds);
            writer.WriteStartArray("checks");
            foreach (var check in area.Checks)
            {
                writer.WriteStartObject();
                writer.WriteString("control", check.Control);
                writer.WriteString("case", check.Case);
                writer.WriteString("outcome", Word(check.Outcome));
                if (check.Detail is not null)
                    writer.WriteString("detail", check.Detail);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("notes");
        foreach (var note in outcome.Notes)
            writer.WriteStringValue(note);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Word(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Held => "held",
        CheckOutcome.Failed => "failed",
        CheckOutcome.Off => "off",
        CheckOutcome.Untried => "untried",
    };
}
