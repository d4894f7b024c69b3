using System.Collections.Immutable;

namespace Gatehouse.Policy;

/// <summary>Whether SPDX licence expressions (SPDX 2.3 annex D) are denied: AND needs every part, OR any; a list is joined by AND.</summary>
internal static class LicenseExpression
{
    public static bool IsDenied(ImmutableArray<string> licenses, ImmutableArray<string> denied) =>
        !licenses.IsDefaultOrEmpty && licenses.Any(expression => !IsAllowed(expression, denied));

    private static bool IsAllowed(string expression, ImmutableArray<string> denied)
    {
        var tokens = new Queue<string>(expression.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(1000));
        return Or(tokens, denied, 0);
    }

    private static bool Or(Queue<string> tokens, ImmutableArray<string> denied, int depth)
    {
        var allowed = And(tokens, denied, depth);
        while (tokens.TryPeek(out var token) && token.Equals("OR", StringComparison.OrdinalIgnoreCase))
        {
            tokens.Dequeue();
            allowed |= And(tokens, denied, depth);
        }

        return allowed;
    }

    private static bool And(Queue<string> tokens, ImmutableArray<string> denied, int depth)
    {
        var allowed = One(tokens, denied, depth);
        while (tokens.TryPeek(out var token) && token.Equals("AND", StringComparison.OrdinalIgnoreCase))
        {
            tokens.Dequeue();
            allowed &= One(tokens, denied, depth);
        }

        return allowed;
    }

    private static bool One(Queue<string> tokens, ImmutableArray<string> denied, int depth)
    {
        if (!tokens.TryDequeue(out var token))
            return true;
        if (token == "(" && depth < 50)
        {
            var inner = Or(tokens, denied, depth + 1);
            tokens.TryDequeue(out _);
            return inner;
        }

        if (tokens.TryPeek(out var next) && next.Equals("WITH", StringComparison.OrdinalIgnoreCase))
        {
            tokens.Dequeue();
            tokens.TryDequeue(out var exception);
            return !denied.Contains($"{token} WITH {exception}", StringComparer.OrdinalIgnoreCase) && !denied.Contains(token, StringComparer.OrdinalIgnoreCase);
        }

        return !denied.Contains(token.TrimEnd('+'), StringComparer.OrdinalIgnoreCase) && !denied.Contains(token, StringComparer.OrdinalIgnoreCase);
    }
}
