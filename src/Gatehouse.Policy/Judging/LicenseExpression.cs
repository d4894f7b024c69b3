using System.Collections.Immutable;

namespace Gatehouse.Policy;

/// <summary>
/// Whether SPDX licence expressions (SPDX 2.3 annex D) are denied: AND needs every part, OR any; a list is joined by AND.
/// What is no expression (a licence's name in words) is denied where a denied id stands anywhere in it.
/// </summary>
internal static class LicenseExpression
{
    private const int MaxTokens = 1000;
    private const int MaxDepth = 50;

    public static bool IsDenied(ImmutableArray<string> licenses, ImmutableArray<string> denied) =>
        !licenses.IsDefaultOrEmpty && licenses.Any(expression => !IsAllowed(expression, denied));

    private static bool IsAllowed(string expression, ImmutableArray<string> denied)
    {
        var tokens = expression.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        var reader = new Reader(tokens, denied);
        return tokens.Length <= MaxTokens && reader.Or(0) is { } allowed && reader.IsAtEnd ? allowed : !tokens.Any(token => Denies(denied, token));
    }

    private static bool Denies(ImmutableArray<string> denied, string token) =>
        denied.Contains(token, StringComparer.OrdinalIgnoreCase) || denied.Contains(token.TrimEnd('+'), StringComparer.OrdinalIgnoreCase);

    // Each method gives whether its part is allowed, or null where the text is no expression.
    private sealed class Reader(string[] tokens, ImmutableArray<string> denied)
    {
        private int _next;

        public bool IsAtEnd => _next == tokens.Length;

        public bool? Or(int depth)
        {
            var allowed = And(depth);
            while (allowed is not null && Take("OR"))
                allowed = And(depth) is { } other ? allowed.Value | other : null;
            return allowed;
        }

        private bool? And(int depth)
        {
            var allowed = One(depth);
            while (allowed is not null && Take("AND"))
                allowed = One(depth) is { } other ? allowed.Value & other : null;
            return allowed;
        }

        private bool? One(int depth)
        {
            if (Take("("))
                return depth < MaxDepth && Or(depth + 1) is { } inner && Take(")") ? inner : null;
            if (IsAtEnd || tokens[_next] is ")" || Is("AND") || Is("OR") || Is("WITH"))
                return null;
            var license = tokens[_next++];
            if (!Take("WITH"))
                return !Denies(denied, license);
            if (IsAtEnd)
                return null;
            var exception = tokens[_next++];
            return !Denies(denied, license) && !Denies(denied, $"{license} WITH {exception}");
        }

        private bool Is(string word) => !IsAtEnd && tokens[_next].Equals(word, StringComparison.OrdinalIgnoreCase);

        private bool Take(string word)
        {
            if (!Is(word))
                return false;
            _next++;
            return true;
        }
    }
}
