using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Gatehouse.Intake.Pages;

/// <summary>Ids of weaknesses and advisories, alone or within a text.</summary>
internal static class Identifiers
{
    private const int MaxText = 100_000;
    private static readonly SearchValues<char> Numbers = SearchValues.Create("0123456789, ;");
    private static readonly string[] Prefixes = ["CVE-", "GHSA-", "RUSTSEC-", "PYSEC-", "GO-", "OSV-", "MAL-"];

    /// <summary>Numbers of <c>79</c>, <c>CWE-79: …</c>, <c>CWE ID 79</c>, <c>["CWE-79","CWE-80"]</c>, <c>…/definitions/79.html</c>; sorted, each once.</summary>
    public static ImmutableArray<int> Cwe(IEnumerable<string> texts)
    {
        var numbers = new SortedSet<int>();
        foreach (var text in texts)
        {
            var rest = text.AsSpan(0, Math.Min(text.Length, MaxText));
            if (!rest.ContainsAnyExcept(Numbers))
            {
                foreach (var part in text[..rest.Length].Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
                    Add(part);
                continue;
            }

            while (Next(rest) is >= 0 and var at)
            {
                rest = rest[at..].TrimStart("CWEcweIDid-_:/ #");
                var length = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : rest.Length;
                Add(rest[..length]);
                rest = rest[length..];
            }
        }

        return [.. numbers];

        void Add(ReadOnlySpan<char> digits)
        {
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000)
                numbers.Add(number);
        }
    }

    // MITRE's pages have the number after their own word.
    private static int Next(ReadOnlySpan<char> text)
    {
        var page = text.IndexOf("data/definitions/", StringComparison.OrdinalIgnoreCase);
        return page >= 0 ? page + "data/definitions/".Length - 1 : text.IndexOf("cwe", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A text without white space as it is; the ids of advisories within a longer one. Sorted, each once.</summary>
    public static IEnumerable<string> Aliases(IEnumerable<string> texts)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var word in text[..Math.Min(text.Length, MaxText)].Split([' ', ',', ';', '\t', '\r', '\n', '(', ')', '[', ']', '"', '\'', '/', '<', '>', '|', '='], StringSplitOptions.RemoveEmptyEntries))
            {
                var isWhole = word.Length == text.Length;
                var clean = isWhole ? word : word.TrimEnd('.', ':');
                if (isWhole || Prefixes.Any(prefix => clean.Length > prefix.Length + 3 && clean.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
                    found.Add(Plain.Line(clean, 200));
            }
        }

        found.Remove("");
        return found;
    }
}
