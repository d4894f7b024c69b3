using System.Collections;

namespace Gatehouse.Host;

/// <summary>The process's surroundings, read once at the composition root and handed down, so that tests can state them.</summary>
/// <param name="Variables">Environment variables.</param>
/// <param name="Clock">The clock.</param>
/// <param name="WorkingFolder">Absolute path.</param>
public sealed record HostEnvironment(IReadOnlyDictionary<string, string> Variables, TimeProvider Clock, string WorkingFolder)
{
    /// <summary>The real ones.</summary>
    public static HostEnvironment OfProcess()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        return new HostEnvironment(variables, ClockOf(variables), Directory.GetCurrentDirectory());
    }

    /// <summary>The variable's value; null where unset or empty.</summary>
    public string? Variable(string name) => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The moment now, UTC.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow();

    // SOURCE_DATE_EPOCH (reproducible-builds.org) fixes the clock, so that two runs of the same input write the same bytes.
    private static TimeProvider ClockOf(Dictionary<string, string> variables) =>
        variables.TryGetValue("SOURCE_DATE_EPOCH", out var seconds) && long.TryParse(seconds, out var epoch) && epoch is >= 0 and < 253402300800
            ? new FixedClock(DateTimeOffset.FromUnixTimeSeconds(epoch))
            : TimeProvider.System;

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
