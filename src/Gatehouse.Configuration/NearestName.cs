namespace Gatehouse.Configuration;

/// <summary>Suggests the known word that was probably meant.</summary>
public static class NearestName
{
    /// <summary>
    /// "Did you mean …?" for one that differs in case and hyphens only (<c>maxAge</c>, <c>MAX_AGE</c>), or is within two edits
    /// (Damerau-Levenshtein, adjacent swaps included); otherwise the list.
    /// </summary>
    public static string Suggest(string word, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        var letters = Letters(word);
        var nearest = names.FirstOrDefault(name => letters.Length > 0 && Letters(name) == letters) ?? names.Select(name => (name, distance: Distance(word, name))).Where(pair => pair.distance <= 2 && pair.distance < pair.name.Length)
            .OrderBy(pair => pair.distance).Select(pair => pair.name).FirstOrDefault();
        return nearest is not null ? $"Did you mean \"{nearest}\"" : "Known are: " + string.Join(", ", names);
    }

    private static string Letters(string word) => word.Length > 100 ? "" : string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2)
            return int.MaxValue;
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
