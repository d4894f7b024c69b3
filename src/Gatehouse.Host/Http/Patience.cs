using System.Globalization;

namespace Gatehouse.Host.Http;

/// <summary>
/// How long to wait before a request is sent again: what <c>Retry-After</c> says (RFC 9110 §10.2.3), or the rate limit's
/// reset (GitHub <c>X-RateLimit-*</c>, GitLab <c>RateLimit-*</c>), else 1, 2, 4 seconds.
/// </summary>
internal static class Patience
{
    /// <summary>Null where sending it again would not help, or might do it twice.</summary>
    public static TimeSpan? After(HttpAnswer answer, HttpCall call, int attempt, TimeProvider clock) => answer switch
    {
        // Refused before anything was done: even what must not be done twice may be sent again.
        HttpAnswer.Answered { Status: 429 } limited => Asked(limited, clock) ?? Usual(attempt),
        HttpAnswer.Answered { Status: 403 } limited when IsLimited(limited) => Asked(limited, clock) ?? Usual(attempt),
        HttpAnswer.Answered { Status: 500 or 502 or 503 or 504 } broken when call.IsRepeatable => Asked(broken, clock) ?? Usual(attempt),
        _ => null,
    };

    private static bool IsLimited(HttpAnswer.Answered answer) => answer.Header("retry-after") is not null || answer.Header("x-ratelimit-remaining") == "0";

    private static TimeSpan Usual(int attempt) => TimeSpan.FromSeconds(1 << attempt);

    private static TimeSpan? Asked(HttpAnswer.Answered answer, TimeProvider clock)
    {
        // Counted from the server's own clock, which ours may differ from.
        var now = Date(answer.Header("date")) ?? clock.GetUtcNow();
        if (answer.Header("retry-after") is { } after)
        {
            if (int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(seconds);
            if (Date(after) is { } moment)
                return AtLeastOne(moment - now);
        }

        var isSpent = (answer.Header("x-ratelimit-remaining") ?? answer.Header("ratelimit-remaining")) == "0";
        return isSpent && long.TryParse(answer.Header("x-ratelimit-reset") ?? answer.Header("ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) && epoch is >= 0 and < 253402300800
            ? AtLeastOne(DateTimeOffset.FromUnixTimeSeconds(epoch) - now)
            : null;
    }

    private static TimeSpan AtLeastOne(TimeSpan wait) => wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
