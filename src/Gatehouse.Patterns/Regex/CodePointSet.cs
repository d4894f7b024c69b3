using System.Collections.Concurrent;
using System.Globalization;

namespace Gatehouse.Patterns;

/// <summary>A set of Unicode code points as sorted ranges; the surrogates are never in it.</summary>
internal sealed class CodePointSet
{
    public const int Last = 0x10FFFF;

    private readonly List<(int Low, int High)> _ranges = [];
    private bool _isNormal = true;

    public IReadOnlyList<(int Low, int High)> Ranges
    {
        get
        {
            Normalize();
            return _ranges;
        }
    }

    public bool IsAscii => Ranges.Count == 0 || Ranges[^1].High < 0x80;

    /// <summary>How many code points it holds.</summary>
    public long Count => Ranges.Sum(range => (long)range.High - range.Low + 1);

    public bool Contains(int codePoint)
    {
        var ranges = Ranges;
        var (low, high) = (0, ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint > ranges[middle].High)
                low = middle + 1;
            else if (codePoint < ranges[middle].Low)
                high = middle - 1;
            else
                return true;
        }

        return false;
    }

    public void Add(int low, int high)
    {
        _ranges.Add((low, high));
        _isNormal = false;
    }

    public void Add(CodePointSet other)
    {
        foreach (var (low, high) in other.Ranges)
            Add(low, high);
    }

    public CodePointSet Negated()
    {
        var negated = new CodePointSet();
        var next = 0;
        foreach (var (low, high) in Ranges)
        {
            if (low > next)
                negated.Add(next, low - 1);
            next = high + 1;
        }

        if (next <= Last)
            negated.Add(next, Last);
        return negated;
    }

    /// <summary>With every other case of its members: simple case folding, as RE2 does for <c>(?i)</c>.</summary>
    public CodePointSet Folded()
    {
        var folded = new CodePointSet();
        folded.Add(this);
        foreach (var (low, high) in Ranges)
        {
            AddShifted(folded, low, high, 'a', 'z', -32);
            AddShifted(folded, low, high, 'A', 'Z', 32);
            if (Holds(low, high, 'k') || Holds(low, high, 'K'))
                folded.Add(0x212A, 0x212A); // KELVIN SIGN folds to k
            if (Holds(low, high, 's') || Holds(low, high, 'S'))
                folded.Add(0x17F, 0x17F); // LATIN SMALL LETTER LONG S folds to s
        }

        if (!IsAscii)
            CaseOrbits.AddOtherCases(this, folded);
        return folded;
    }

    private static void AddShifted(CodePointSet into, int low, int high, int from, int to, int by)
    {
        var (first, last) = (Math.Max(low, from), Math.Min(high, to));
        if (first <= last)
            into.Add(first + by, last + by);
    }

    private static bool Holds(int low, int high, int value) => value >= low && value <= high;

    private void Normalize()
    {
        if (_isNormal)
            return;
        _isNormal = true;
        _ranges.Sort();
        var merged = new List<(int Low, int High)>();
        foreach (var (low, high) in _ranges)
        {
            if (merged.Count > 0 && low <= merged[^1].High + 1)
                merged[^1] = (merged[^1].Low, Math.Max(merged[^1].High, high));
            else
                merged.Add((low, high));
        }

        _ranges.Clear();
        _ranges.AddRange(merged);
    }

    // All code points are asked for their category: once a name is enough. Only known names come in.
    private static readonly ConcurrentDictionary<string, CodePointSet> Categories = new(StringComparer.Ordinal);

    /// <summary>A general category by its one- or two-letter name; null where the name is none. Shared: not to be added to.</summary>
    public static CodePointSet? Category(string name)
    {
        if (Categories.TryGetValue(name, out var known))
            return known;
        var wanted = Enum.GetValues<UnicodeCategory>().Where(category => name == "Any" || Abbreviation(category) is var short2 && (short2 == name || (name.Length == 1 && short2[0] == name[0]))).ToHashSet();
        return wanted.Count == 0 ? null : Categories.GetOrAdd(name, Holding(wanted));
    }

    private static CodePointSet Holding(HashSet<UnicodeCategory> wanted)
    {
        var set = new CodePointSet();
        var start = -1;
        for (var c = 0; c <= Last + 1; c++)
        {
            var holds = c <= Last && wanted.Contains(CharUnicodeInfo.GetUnicodeCategory(c));
            if (holds && start < 0)
                start = c;
            else if (!holds && start >= 0)
            {
                set.Add(start, c - 1);
                start = -1;
            }
        }

        set.Normalize();
        return set;
    }

    // Unicode Character Database, General_Category values.
    private static string Abbreviation(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        UnicodeCategory.OtherNotAssigned => "Cn",
    };
}
