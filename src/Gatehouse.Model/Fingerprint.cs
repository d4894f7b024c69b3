namespace Gatehouse.Model;

/// <summary>
/// What makes two findings the same across edits, moves and renames. <paramref name="Scheme"/> is versioned
/// (<c>gatehouse/1</c>): rule and normalised text round the match with secrets replaced by a placeholder, and the
/// enclosing symbol where known; never a line number. <paramref name="Value"/> is 32 lower-case hex digits.
/// </summary>
public readonly record struct Fingerprint(string Scheme, string Value)
{
    /// <summary>The scheme that this build writes.</summary>
    public const string Current = "gatehouse/1";

    /// <summary><c>gatehouse/1:0123…</c></summary>
    public override string ToString() => Scheme + ":" + Value;

    /// <summary>Reads <see cref="ToString"/>.</summary>
    public static bool TryParse(string? text, out Fingerprint fingerprint)
    {
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (text is null || colon <= 0 || colon == text.Length - 1)
        {
            fingerprint = default;
            return false;
        }

        fingerprint = new Fingerprint(text[..colon], text[(colon + 1)..]);
        return true;
    }
}
