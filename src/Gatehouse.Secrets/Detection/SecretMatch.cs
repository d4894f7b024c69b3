namespace Gatehouse.Secrets;

/// <summary>A secret in a file, as offsets.</summary>
/// <param name="Rule">Index of the rule.</param>
/// <param name="Start">Offset of the secret.</param>
/// <param name="End">Offset after it.</param>
/// <param name="IsProven">False where the rule has a checksum and it does not fit.</param>
internal readonly record struct SecretMatch(int Rule, int Start, int End, bool IsProven)
{
    public bool Overlaps(in SecretMatch other) => Start < other.End && other.Start < End;
}
