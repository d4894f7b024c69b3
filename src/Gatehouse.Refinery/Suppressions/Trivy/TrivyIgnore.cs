using Gatehouse.Configuration;

namespace Gatehouse.Refinery;

/// <summary><c>.trivyignore</c>: an id a line, of any kind; <c>exp:2027-01-31</c> ends it when that day begins; <c>#</c> begins a comment.</summary>
[SuppressionFile]
internal sealed class TrivyIgnore : ISuppressionFile
{
    public string FileName => ".trivyignore";

    public SuppressionReading Read(ReadOnlySpan<byte> bytes) => IgnoreLines.Read(FileName, bytes, static (text, number, reading) =>
    {
        var comment = text.IndexOf('#', StringComparison.Ordinal);
        var words = (comment < 0 ? text : text[..comment]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        DateOnly? last = null;
        foreach (var word in words.Skip(1))
        {
            if (!word.StartsWith("exp:", StringComparison.Ordinal))
                continue; // Trivy passes over other words as well.
            if (!Scalars.TryDate(word["exp:".Length..], out var end))
            {
                reading.Warn(number, "the date after exp: is not of the form 2027-01-31, so the line is not applied.");
                return;
            }

            last = IgnoreYaml.LastDay(end, isMidnight: true);
        }

        reading.Add(new SuppressionEntry
        {
            Source = reading.Source(number),
            Ids = [words[0]],
            Expires = last,
            Reason = comment < 0 ? "" : text[(comment + 1)..].Trim(),
        });
    });
}
