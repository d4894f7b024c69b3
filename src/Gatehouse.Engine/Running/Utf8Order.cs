namespace Gatehouse.Engine;

/// <summary>Orders paths by their UTF-8 bytes, as git and this project do everywhere.</summary>
public sealed class Utf8Order : IComparer<string>
{
    /// <summary>The one instance.</summary>
    public static Utf8Order Instance { get; } = new();

    // UTF-16 units order like UTF-8 bytes, except that surrogates (4 bytes) come after U+E000 to U+FFFF (3 bytes).
    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var common = x.AsSpan().CommonPrefixLength(y);
        if (common == x.Length || common == y.Length)
            return x.Length - y.Length;
        var (left, right) = (x[common], y[common]);
        var (isLeft, isRight) = (char.IsSurrogate(left), char.IsSurrogate(right));
        return isLeft == isRight ? left - right : isLeft ? 1 : -1;
    }
}
