using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>
/// The baseline's file: <c>{"gatehouseBaseline":1,"findings":[…]}</c> with one entry a line, sorted. Members of an entry:
/// <c>fingerprint</c> (scheme:value), <c>rule</c>, <c>path</c>, <c>count</c>.
/// </summary>
internal static class BaselineFile
{
    private const string VersionMember = "gatehouseBaseline";

    private static readonly TextLimits Limits = new() { MaxBytes = 64 << 20, MaxDepth = 8, MaxNodes = 5_000_000 };

    public static byte[] Write(Baseline baseline)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\n  \"{VersionMember}\": {Baseline.SchemaVersion},\n  \"findings\": [")));
        using var json = new Utf8JsonWriter(buffer);
        var isFirst = true;
        foreach (var entry in baseline.Entries)
        {
            buffer.Write(isFirst ? "\n    "u8 : ",\n    "u8);
            isFirst = false;
            json.Reset();
            json.WriteStartObject();
            json.WriteString("fingerprint", entry.Fingerprint.ToString());
            json.WriteString("rule", entry.RuleId);
            json.WriteString("path", entry.Path);
            json.WriteNumber("count", entry.Count);
            json.WriteEndObject();
            json.Flush();
        }

        buffer.Write(isFirst ? "]\n}\n"u8 : "\n  ]\n}\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    public static Baseline? TryRead(ReadOnlySpan<byte> bytes, string source, out string? problem)
    {
        var text = Json.Parse(bytes, Limits);
        if (text.Error is { } error)
            return Fail(source, error.Position, error.Message, out problem);
        if (text.Root is not MapNode root || !root.TryGet(VersionMember, out var version))
            return Fail(source, new SourcePosition(1, 1), $"it is no baseline: \"{VersionMember}\" is missing", out problem);
        if (version.Text != Baseline.SchemaVersion.ToString(CultureInfo.InvariantCulture))
            return Fail(source, version.Position, $"version {version.Text} is not known to this build, which knows {Baseline.SchemaVersion}", out problem);
        if (root["findings"] is not ListNode list)
            return Fail(source, root.Position, "\"findings\" is no list", out problem);

        var entries = ImmutableArray.CreateBuilder<BaselineEntry>(list.Values.Length);
        foreach (var item in list.Values)
        {
            var entry = ReadEntry(item);
            if (entry is null)
                return Fail(source, item.Position, "an entry needs \"fingerprint\" as scheme:value, \"rule\", \"path\" and a \"count\" from 1 to 1000000", out problem);
            entries.Add(entry);
        }

        problem = null;
        return new Baseline(entries.DrainToImmutable(), source);
    }

    private static BaselineEntry? ReadEntry(Node item) =>
        Fingerprint.TryParse(item["fingerprint"]?.Text, out var fingerprint)
        && item["rule"]?.Text is { } rule
        && item["path"]?.Text is { } path
        && int.TryParse(item["count"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count is >= 1 and <= 1_000_000
            ? new BaselineEntry(fingerprint, rule, path, count)
            : null;

    // Half a baseline would call old findings new without a word: it is read whole or not at all.
    private static Baseline? Fail(string source, SourcePosition position, string message, out string? problem)
    {
        problem = $"{source}:{position}: {message}. Write the baseline anew with gatehouse baseline.";
        return null;
    }
}
