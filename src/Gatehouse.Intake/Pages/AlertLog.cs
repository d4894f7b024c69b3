using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Intake.Pages;

/// <summary>
/// All alerts of a report, each once, and an acknowledgement for each that somebody took in hand: the gate believes those
/// no more than it believes others.
/// </summary>
internal sealed class AlertLog
{
    private const int MaxAlerts = 100_000;

    // A fact each: more of them is an archive, and no log of what is going on.
    private const int MaxAcknowledgements = 500;

    private readonly Reading _reading;
    private readonly ImmutableArray<PageAlert> _alerts;
    private readonly ImmutableArray<PageAlert> _taken;

    public AlertLog(Reading reading, IEnumerable<PageAlert> alerts)
    {
        _reading = reading;

        // Told twice, an alert is as bad as the worse telling, and in hand where every telling says so.
        _alerts = [.. alerts.GroupBy(one => one.Alert.Id, StringComparer.Ordinal).Select(Together).OrderByDescending(one => one.Alert.Severity).ThenBy(one => one.Alert.Time).ThenBy(one => one.Alert.Id, StringComparer.Ordinal)];
        if (_alerts.Length > MaxAlerts)
            reading.Unread(null, string.Create(CultureInfo.InvariantCulture, $"{_alerts.Length} alerts: only the worst {MaxAlerts} are kept"));
        _alerts = [.. _alerts.Take(MaxAlerts)];
        _taken = [.. _alerts.Where(one => one.By is not null)];
        if (_taken.Length > MaxAcknowledgements)
            reading.Degraded(null, string.Create(CultureInfo.InvariantCulture, $"{_taken.Length} alerts are in hand: only the worst {MaxAcknowledgements} are taken as such"));
    }

    /// <summary>The alerts by time, then the acknowledgements.</summary>
    public IEnumerable<Fact?> Facts(Producer producer, DateTimeOffset? time, ImmutableArray<Subject> subjects)
    {
        yield return _reading.Fact(
            FactKind.Alerts,
            new AlertsPredicate { Alerts = [.. _alerts.Select(one => one.Alert).OrderBy(alert => alert.Time).ThenBy(alert => alert.Id, StringComparer.Ordinal)] },
            producer,
            time,
            subjects);
        foreach (var one in _taken.Take(MaxAcknowledgements))
            yield return _reading.Fact(FactKind.Acknowledgement, new AcknowledgementPredicate(one.Alert.Id, one.By!, one.Comment), producer, time, subjects);
    }

    private static PageAlert Together(IGrouping<string, PageAlert> same)
    {
        var first = same.First();
        return first with { Alert = first.Alert with { Severity = same.Max(one => one.Alert.Severity), Time = same.Min(one => one.Alert.Time) }, By = same.All(one => one.By is not null) ? first.By : null };
    }
}
