using System.Text;

namespace Gatehouse.Patterns;

/// <summary>
/// Letters that are one letter where case is ignored: σ, ς and Σ; k, K and the KELVIN SIGN. Those whose lower case of
/// the upper case is the same are an orbit of simple case folding (Unicode, CaseFolding.txt, status C and S).
/// </summary>
internal static class CaseOrbits
{
    // Beyond this no letter has case.
    private const int Last = 0x1FFFF;

    private static readonly Lazy<int[][]> Orbits = new(() =>
        [.. Enumerable.Range(0, Last + 1).Where(c => Rune.IsValid(c) && HasCase(c)).GroupBy(Folded).Select(orbit => orbit.ToArray()).Where(orbit => orbit.Length > 1)]);

    /// <summary>Adds the orbits of which the set holds a member.</summary>
    public static void AddOtherCases(CodePointSet set, CodePointSet into)
    {
        foreach (var orbit in Orbits.Value)
        {
            if (!Array.Exists(orbit, set.Contains))
                continue;
            foreach (var codePoint in orbit)
                into.Add(codePoint, codePoint);
        }
    }

    private static bool HasCase(int codePoint)
    {
        var rune = new Rune(codePoint);
        return Rune.ToUpperInvariant(rune) != rune || Rune.ToLowerInvariant(rune) != rune;
    }

    private static int Folded(int codePoint) => Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(codePoint))).Value;
}
