using SharpCompress.Common;

namespace Gatehouse.Archives.Reading;

/// <summary>
/// The exceptions by which decoders say that their input is broken. Those of others index before they check: what they
/// meet there is damage too. None of them is a bug of the caller, which hands over bytes and nothing else.
/// </summary>
internal static class Damage
{
    public const string Reason = "damaged, so it could not be read to its end";

    public static bool IsOf(Exception problem) => problem
        is IOException or InvalidDataException or SharpCompressException
        or IndexOutOfRangeException or ArgumentException or InvalidOperationException or OverflowException
        or NotSupportedException or NullReferenceException or DivideByZeroException;
}
