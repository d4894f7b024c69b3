using System.Buffers.Text;
using System.Text;

namespace Gatehouse.Git;

/// <summary>A name, an address and a time: <c>Name &lt;address&gt; seconds zone</c>. Nobody vouches for any of the three.</summary>
/// <param name="Name">The name; may be empty.</param>
/// <param name="Email">The address between the angle brackets; may be empty.</param>
/// <param name="Time">The time with its zone; 1970 where it is no time.</param>
public sealed record GitSignature(string Name, string Email, DateTimeOffset Time)
{
    internal static GitSignature Parse(ReadOnlySpan<byte> line)
    {
        var open = line.IndexOf((byte)'<');
        var close = line.LastIndexOf((byte)'>');
        if (open < 0 || close < open)
            return new GitSignature(Encoding.UTF8.GetString(line).Trim(), "", DateTimeOffset.UnixEpoch);
        return new GitSignature(
            Encoding.UTF8.GetString(line[..open]).Trim(),
            Encoding.UTF8.GetString(line[(open + 1)..close]).Trim(),
            ParseTime(line[(close + 1)..]));
    }

    /// <summary>The seconds since 1970 of a signature; 0 where it has none.</summary>
    internal static long Seconds(ReadOnlySpan<byte> line)
    {
        var close = line.LastIndexOf((byte)'>');
        var text = close < 0 ? [] : line[(close + 1)..].TrimStart((byte)' ');
        return Utf8Parser.TryParse(text, out long seconds, out _) && seconds >= 0 ? seconds : 0;
    }

    private static DateTimeOffset ParseTime(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        if (!Utf8Parser.TryParse(text, out long seconds, out var used) || seconds is < 0 or > 253_402_300_000)
            return DateTimeOffset.UnixEpoch;
        var zone = text[used..].Trim((byte)' ');
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (zone.Length != 5 || !Utf8Parser.TryParse(zone[1..], out int hhmm, out var digits) || digits != 4)
            return time;
        var minutes = ((hhmm / 100) * 60) + (hhmm % 100);
        if (zone[0] == '-')
            minutes = -minutes;
        return minutes is > -840 and < 840 && seconds > 86_400 && seconds < 253_402_200_000 ? time.ToOffset(TimeSpan.FromMinutes(minutes)) : time;
    }
}
