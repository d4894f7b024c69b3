using System.Security.Cryptography;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Intake.Pages;

/// <summary>An alert that an item told of, and who took it in hand.</summary>
/// <param name="By">Who, as the tool names them; null where nobody did.</param>
internal sealed record PageAlert(RuntimeAlert Alert, string? By, string Comment)
{
    /// <summary>The alert of an item, its words those of the finding that the item gave.</summary>
    public static PageAlert Of(Reading reading, FindingSource source, PageBudget budget, Scope item, Finding finding)
    {
        var stated = Text("time");
        if (stated is null)
            reading.Unread(item.Node.Position, "an alert has no time: the moment of the import is taken");
        var isTaken = source.AcknowledgedWhen?.Holds(item, budget) == true;
        var alert = new RuntimeAlert(
            Text("id") ?? Identify(finding, stated),
            finding.RuleId,
            finding.Severity,
            reading.Time(stated is null ? null : Moment.Iso(stated), item.Node.Position) ?? reading.Context.Now.ToUniversalTime(),
            finding.Message);
        return new PageAlert(alert, isTaken ? Text("acknowledged-by") ?? finding.Supplier : null, Text("acknowledged-comment") ?? $"taken in hand in {finding.Supplier}");

        string? Text(string field) => source.Fields.GetValueOrDefault(field)?.Text(item, budget) is { } text && Plain.Line(text, Plain.NameLength) is { Length: > 0 } line ? line : null;
    }

    // Where the tool has no id: the same alert from another export has the same one. Each part ends in a zero byte.
    private static string Identify(Finding finding, string? time)
    {
        var parts = string.Concat(((string?[])[finding.RuleId, time, finding.Location?.Path, finding.Message]).Select(part => part + '\0'));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)).AsSpan(0, 16));
    }
}
