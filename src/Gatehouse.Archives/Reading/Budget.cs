namespace Gatehouse.Archives.Reading;

/// <summary>What one outer file may still take. Once it is spent nothing more is read.</summary>
internal sealed class Budget(ArchiveLimits limits, long outerBytes, CancellationToken cancellation)
{
    private long _bytes;
    private int _members;

    /// <summary>Why nothing more is read; null while there is something left.</summary>
    public string? Spent { get; private set; }

    /// <summary>True where the end came from outside, not from a bound.</summary>
    public bool IsInterrupted { get; private set; }

    public ArchiveLimits Limits => limits;

    /// <summary>Counts what was unpacked.</summary>
    public void Take(int bytes)
    {
        _bytes += bytes;
        if (Spent is not null)
            return;
        if (cancellation.IsCancellationRequested)
        {
            Spent = "the run was interrupted";
            IsInterrupted = true;
        }
        else if (_bytes > limits.Bytes)
        {
            Spent = FormattableString.Invariant($"it unpacks to more than {limits.Bytes >> 20} MiB in all (archives.bytes); the rest was not read");
        }
        else if (_bytes > ArchiveLimits.RatioFloor && _bytes / Math.Max(1, outerBytes) > limits.Ratio)
        {
            Spent = FormattableString.Invariant($"it unpacks to more than {limits.Ratio} times its size (archives.ratio), as a bomb does; the rest was not read");
        }
    }

    /// <summary>Counts a member; false where it is one too many.</summary>
    public bool TakeMember()
    {
        Take(0);
        if (Spent is null && ++_members > limits.Members)
            Spent = FormattableString.Invariant($"it holds more than {limits.Members} members (archives.members); the rest was not read");
        return Spent is null;
    }
}
