namespace Gatehouse.Git.Ignore;

/// <summary>ASCII letters without their case, for repositories with <c>core.ignorecase</c>.</summary>
internal static class Fold
{
    public static byte Lower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    public static byte Upper(byte value) => value is >= (byte)'a' and <= (byte)'z' ? (byte)(value & ~0x20) : value;

    public static bool Equal(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, bool ignoreCase)
    {
        if (!ignoreCase)
            return left.SequenceEqual(right);
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (Lower(left[i]) != Lower(right[i]))
                return false;
        }

        return true;
    }
}
