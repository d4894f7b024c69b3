using Gatehouse.Text;

namespace Gatehouse.Threats;

/// <summary>The letters of STRIDE (Kohnfelder and Garg, "The threats to our products", 1999).</summary>
internal static class Stride
{
    private const string Letters = "STRIDE";

    private const string Remedy = "Write letters of STRIDE: S spoofing, T tampering, R repudiation, I information disclosure, D denial of service, E elevation of privilege";

    /// <summary>The letters in STRIDE's order: <c>TI</c> of <c>I, T</c>, <c>"T,I"</c>, <c>it</c> or <c>[T, I]</c>.</summary>
    public static string Read(Fields fields)
    {
        var words = fields.Words("stride");
        if (fields.IsMap && !fields.Has("stride"))
            fields.Add(fields.Position, "\"stride\" is missing", Remedy);
        var found = new bool[Letters.Length];
        foreach (var word in words)
        {
            foreach (var letter in word.Text.Where(c => c is not (',' or ' ')))
            {
                var at = Letters.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
                if (at >= 0)
                    found[at] = true;
                else
                    fields.Add(word.Position, $"\"{letter}\" is no letter of STRIDE", Remedy);
            }
        }

        return string.Concat(Letters.Where((_, i) => found[i]));
    }
}
