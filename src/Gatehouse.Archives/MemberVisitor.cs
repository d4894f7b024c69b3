namespace Gatehouse.Archives;

/// <summary>Sees the members of a container, on the thread that opens it.</summary>
public abstract class MemberVisitor
{
    /// <summary>Whether the bytes of a member are wanted.</summary>
    /// <param name="path">Below the outer file; <c>!/</c> stands between an archive within it and that one's member: <c>x.zip!/b.env</c>.</param>
    /// <param name="size">What the archive claims; -1 where it does not.</param>
    public abstract bool Wants(string path, long size);

    /// <summary>A member that is itself no container: its bytes, valid during the call only. Binary ones are given too.</summary>
    public abstract void Member(string path, ReadOnlySpan<byte> bytes);
}

/// <summary>How much a notice takes from the result.</summary>
public enum NoticeWeight
{
    /// <summary>Cannot be read by anyone without more (a password, another program): listed.</summary>
    Skipped,

    /// <summary>Damaged, or odd, in places: what could be read was.</summary>
    Degraded,

    /// <summary>Readable, and not read, since a bound was reached: the scan is not whole.</summary>
    Unread,
}

/// <summary>What was not read of a container, or is odd about it.</summary>
/// <param name="Weight">How bad that is.</param>
/// <param name="Place">The first member that it concerns, as it is shown; empty for the whole.</param>
/// <param name="Count">How many it concerns.</param>
/// <param name="Reason">Why, without the place.</param>
public sealed record MemberNotice(NoticeWeight Weight, string Place, int Count, string Reason)
{
    /// <summary><c>in it, a.txt and 3 more: encrypted</c></summary>
    public override string ToString() =>
        Place.Length == 0 ? Reason
        : Count == 1 ? $"in it, {Place}: {Reason}"
        : FormattableString.Invariant($"in it, {Place} and {Count - 1} more: {Reason}");
}
