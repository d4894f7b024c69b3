using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>
/// <c>.semgrepignore</c>: patterns as in gitignore(5); the last one that fits decides, and <c>!</c> takes a path out again.
/// It keeps source code from being scanned, so it reaches code findings alone.
/// </summary>
[SuppressionFile]
internal sealed class SemgrepIgnore : ISuppressionFile
{
    private const int MostExceptions = 200;

    public string FileName => ".semgrepignore";

    public SuppressionReading Read(ReadOnlySpan<byte> bytes)
    {
        var exceptions = new List<(int Number, Glob Pattern)>();
        var patterns = new List<int>();
        var isTooMuch = false;
        var read = IgnoreLines.Read(FileName, bytes, (text, number, reading) =>
        {
            if (text.StartsWith(':'))
            {
                reading.Warn(number, $"\"{text}\" is not followed: what git ignores is not scanned anyway.");
                return;
            }

            var isException = text.StartsWith('!');
            var pattern = isException ? text[1..] : text.StartsWith("\\!", StringComparison.Ordinal) || text.StartsWith("\\:", StringComparison.Ordinal) ? text[1..] : text;
            // gitignore(5) knows no braces.
            pattern = pattern.Replace("{", "\\{", StringComparison.Ordinal).Replace("}", "\\}", StringComparison.Ordinal);
            if (Glob.TryParse(pattern, out var problem) is not { } glob)
                reading.Warn(number, $"the pattern cannot be read ({problem}), so it is not applied.");
            else if (isException && (isTooMuch = exceptions.Count == MostExceptions))
                reading.Warn(number, "there are more than 200 patterns with \"!\", so nothing of the file is applied. Shorten it.");
            else if (isException)
                exceptions.Add((number, glob));
            else
                Add(glob, number, reading);
        });
        if (isTooMuch)
            return read with { Entries = [] };
        return exceptions.Count == 0 ? read : read with { Entries = [.. read.Entries.Zip(patterns, (entry, number) => entry with { ExceptPaths = Later(number) })] };

        void Add(Glob glob, int number, IgnoreLines.Reading reading)
        {
            patterns.Add(number);
            reading.Add(new SuppressionEntry { Source = reading.Source(number), Paths = [glob], Kinds = [FindingKind.Code] });
        }

        ImmutableArray<Glob> Later(int number) => [.. exceptions.Where(exception => exception.Number > number).Select(exception => exception.Pattern)];
    }
}
