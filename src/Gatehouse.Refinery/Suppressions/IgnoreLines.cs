using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>Reads a file of one entry a line. What is over the bound is not applied, and said.</summary>
internal static class IgnoreLines
{
    public const int MostBytes = 4 << 20;
    public const int MostEntries = 20_000;
    private const int LongestLine = 2000;

    /// <summary>Hands over each line that is neither empty nor a comment, trimmed, with its number.</summary>
    public static SuppressionReading Read(string file, ReadOnlySpan<byte> bytes, Action<string, int, Reading> line)
    {
        var reading = new Reading(file);
        if (bytes.Length > MostBytes)
        {
            reading.Warn(1, "the file is larger than 4 MiB and was not read, so nothing of it is applied. Shorten it.");
            return reading.Result();
        }

        var lines = TextDecoding.ToText(bytes, out _).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var text = lines[i].Trim();
            if (text.Length == 0 || text[0] == '#')
                continue;
            if (reading.Entries.Count == MostEntries)
            {
                reading.Warn(i + 1, string.Create(CultureInfo.InvariantCulture, $"only the first {MostEntries} entries are applied. Shorten the file."));
                break;
            }

            if (text.Length > LongestLine)
                reading.Warn(i + 1, "the line is longer than 2,000 characters and is not applied.");
            else
                line(text, i + 1, reading);
        }

        return reading.Result();
    }

    /// <summary>What is read so far.</summary>
    internal sealed class Reading(string file)
    {
        public List<SuppressionEntry> Entries { get; } = [];

        private readonly List<RefineWarning> _warnings = [];

        public string Source(int number) => FormattableString.Invariant($"{file}:{number}");

        public void Add(SuppressionEntry entry) => Entries.Add(entry);

        public void Warn(int number, string message) => _warnings.Add(new RefineWarning(Source(number), message));

        public SuppressionReading Result() => new([.. Entries], [.. _warnings]);
    }
}
