using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

/// <summary>Alerts as one line each.</summary>
internal static class Alerts
{
    /// <summary><c>id rule SEVERITY time: message</c>, and <c>(who: comment)</c> where it is acknowledged.</summary>
    public static IEnumerable<string> Of(IReadOnlyCollection<Fact> facts)
    {
        var taken = facts.Select(fact => fact.Predicate).OfType<AcknowledgementPredicate>().ToDictionary(one => one.AlertId, StringComparer.Ordinal);
        return Assert.Single(facts.Select(fact => fact.Predicate).OfType<AlertsPredicate>()).Alerts
            .Select(alert => string.Create(CultureInfo.InvariantCulture, $"{alert.Id} {alert.Rule} {alert.Severity.ToLabel()} {alert.Time:yyyy-MM-dd HH:mm:ss}: {alert.Message}")
                + (taken.TryGetValue(alert.Id, out var by) ? $" ({by.By}: {by.Comment})" : ""));
    }
}
