using System.Globalization;
using System.Text;

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
            if (Holds(low, high, 0x212A))
                folded.Add('K', 'K');
            // Wide ranges hold their other cases themselves but for corners nobody writes.
            for (var c = Math.Max(low, 0x80); c <= high && high - low < 0x800; c++)
                AddOtherCases(folded, c);
        }

        return folded;
    }

    private static void AddOtherCases(CodePointSet into, int codePoint)
    {
        if (!Rune.TryCreate(codePoint, out var rune))
            return;
        var (upper, lower) = (Rune.ToUpperInvariant(rune), Rune.ToLowerInvariant(rune));
        into.Add(upper.Value, upper.Value);
        into.Add(lower.Value, lower.Value);
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

    /// <summary>A general category by its one- or two-letter name; null where the name is none.</summary>
    public static CodePointSet? Category(string name)
    {
        var wanted = Enum.GetValues<UnicodeCategory>().Where(category => name == "Any" || Abbreviation(category) is var short2 && (short2 == name || (name.Length == 1 && short2[0] == name[0]))).ToHashSet();
        if (wanted.Count == 0)
            return null;
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
