namespace Gatehouse.Model;

/// <summary>A part of a text that is the same in a text made before it.</summary>
/// <param name="From">Offset in the earlier one.</param>
/// <param name="To">Offset in this one.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct CopiedSpan(int From, int To, int Length)
{
    /// <summary>Offset in this text after it.</summary>
    public int End => To + Length;
}
