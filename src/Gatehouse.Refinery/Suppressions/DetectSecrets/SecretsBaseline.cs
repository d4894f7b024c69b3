using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>
/// <c>.secrets.baseline</c> of detect-secrets: <c>results</c>, a list a file, each entry with <c>line_number</c> and
/// perhaps <c>is_secret</c>, what an audit said. An entry is applied by file and line: its hash is of the secret, which
/// no finding holds. What an audit called a real secret is told and not applied.
/// </summary>
[SuppressionFile]
internal sealed class SecretsBaseline : ISuppressionFile
{
    private static readonly TextLimits Limits = new() { MaxBytes = IgnoreLines.MostBytes, MaxDepth = 16, MaxNodes = 1_000_000 };

    public string FileName => ".secrets.baseline";

    public SuppressionReading Read(ReadOnlySpan<byte> bytes)
    {
        var reading = new IgnoreLines.Reading(FileName);
        var text = Json.Parse(bytes, Limits);
        if (text.Error is { } error)
            reading.Warn(error.Position.Line, $"{error.Message}. Nothing of the file is applied.");
        else if (text.Root?["results"] is not MapNode results)
            reading.Warn(1, "it is no baseline of detect-secrets: \"results\" is no map of files, so nothing of it is applied.");
        else
            Read(results, reading);
        return reading.Result();
    }

    private static void Read(MapNode results, IgnoreLines.Reading reading)
    {
        foreach (var (file, list) in results.Members)
        {
            if (list is not ListNode)
                reading.Warn(list.Position.Line, $"what stands under \"{PrintableText.Of(file.Value, 60)}\" is {list.Describe()} and not a list, so it is not applied.");
            foreach (var item in list.Items)
            {
                if (reading.Entries.Count == IgnoreLines.MostEntries)
                {
                    reading.Warn(item.Position.Line, string.Create(CultureInfo.InvariantCulture, $"only the first {IgnoreLines.MostEntries} entries are applied. Shorten the file."));
                    return;
                }

                Add(file.Value, item, reading);
            }
        }
    }

    private static void Add(string file, Node item, IgnoreLines.Reading reading)
    {
        var number = item.Position.Line;
        if (!int.TryParse(item["line_number"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var line) || line < 1)
            reading.Warn(number, "the entry has no line_number from 1, so it is not applied.");
        else if (item["is_secret"] is ScalarNode { Kind: ScalarKind.Boolean, Value: "true" })
            reading.Warn(number, string.Create(CultureInfo.InvariantCulture, $"an audit called line {line} of {PrintableText.Of(file, 100)} a real secret, so the entry is not applied. Revoke the secret and remove it."));
        else
        {
            var path = file.Replace('\\', '/');
            reading.Add(new SuppressionEntry
            {
                Source = reading.Source(number),
                File = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path,
                Line = line,
                Kinds = [FindingKind.Credential, FindingKind.PossibleSecret],
                Reason = item["is_secret"] is ScalarNode { Kind: ScalarKind.Boolean } ? "audited as no secret (detect-secrets)" : "known to detect-secrets' baseline",
            });
        }
    }
}
