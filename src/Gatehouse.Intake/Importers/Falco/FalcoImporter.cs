using System.Security.Cryptography;
using System.Text;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Falco;

/// <summary>Falco's JSON output (<c>json_output: true</c>), an alert a line, or a list of alerts.</summary>
[Importer]
internal sealed class FalcoImporter : IImporter
{
    public string Name => "falco";

    public string Tool => "Falco";

    public string Summary => "Falco's JSON lines: alerts of a running system; a line that cannot be read leaves them incomplete";

    public bool Recognizes(ReportFile file) => file.Form == ReportForm.Json
        && (file.JsonMap is { } root ? IsAlert(root)
            : file.JsonList is { Values.IsEmpty: false } list ? IsAlert(list.Values[0])
            : file.Lines.Take(20).Any(line => line.Result.Root is { } node && IsAlert(node)));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (file.Form is ReportForm.Xml)
            return reading.RefuseForm("output of Falco");

        // The same event twice (a log that was copied together) is one alert.
        var alerts = new Dictionary<string, RuntimeAlert>(StringComparer.Ordinal);
        var found = 0;
        foreach (var (node, line, error) in Nodes(file))
        {
            if (error is not null)
                reading.Unread(new SourcePosition(line, error.Position.Column), $"no alert could be read: {Plain.Line(error.Message, 200)}");
            else if (node is null || !IsAlert(node))
                reading.Unread(new SourcePosition(line, 1), "this is no alert: it has no rule and priority");
            else if (++found > 0 && AlertOf(reading, node, line) is { } alert)
                alerts.TryAdd(alert.Id, alert);
        }

        if (found == 0 && file.Form != ReportForm.Empty)
            return reading.Refuse(null, "no line is an alert of Falco", "set json_output: true in falco.yaml, and bring what Falco then writes");
        return reading.Result(reading.Fact(
            FactKind.Alerts,
            new AlertsPredicate { Alerts = [.. alerts.Values.OrderBy(alert => alert.Time).ThenBy(alert => alert.Id, StringComparer.Ordinal)] },
            reading.Producer("Falco", null, "Falco"),
            null, // The alerts have times of their own; the log speaks of the time until now.
            []));
    }

    private static bool IsAlert(Node node) => node["rule"] is not null && node["priority"] is not null;

    private static IEnumerable<(Node? Node, int Line, TextError? Error)> Nodes(ReportFile file)
    {
        if (file.JsonList is { } list)
            return list.Values.Select(item => ((Node?)item, item.Position.Line, (TextError?)null));
        return file.JsonMap is { } map ? [(map, map.Position.Line, null)] : file.Lines.Select(line => (line.Result.Root, line.Line, line.Result.Error));
    }

    private static RuntimeAlert? AlertOf(Reading reading, Node node, int line)
    {
        var at = new SourcePosition(line, 1);
        var rule = reading.Name(node, "rule");
        if (rule is null)
        {
            reading.Unread(at, "an alert names no rule");
            return null;
        }

        var time = reading.Name(node, "time");
        if (time is null)
            reading.Unread(at, "an alert has no time: the moment of the import is taken");
        return new RuntimeAlert(
            Identify(rule, time ?? "", node),
            rule,
            Priority(reading, reading.Name(node, "priority"), at),
            reading.Time(time, at) ?? reading.Context.Now.ToUniversalTime(),
            reading.Text(node, "output") ?? rule);
    }

    private static Severity Priority(Reading reading, string? priority, SourcePosition at)
    {
        switch (priority?.ToUpperInvariant())
        {
            case "EMERGENCY" or "ALERT" or "CRITICAL":
                return Severity.Critical;
            case "ERROR":
                return Severity.High;
            case "WARNING":
                return Severity.Medium;
            case "NOTICE":
                return Severity.Low;
            case "INFORMATIONAL" or "INFO" or "DEBUG":
                return Severity.Info;
            default:
                reading.Unread(at, $"the priority \"{priority ?? ""}\" is not known: taken as HIGH");
                return Severity.High;
        }
    }

    // Rule, time and what was seen: the same alert from another export has the same id. Each part ends in a zero byte.
    private static string Identify(string rule, string time, Node node)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(rule);
        Append(time);
        if (node["output_fields"] is MapNode { Members.IsEmpty: false } fields)
        {
            foreach (var (key, value) in fields.Members.OrderBy(entry => entry.Key.Value, StringComparer.Ordinal))
            {
                Append(key.Value);
                Append(value.Text ?? "");
            }
        }
        else
        {
            Append(node["output"]?.Text ?? "");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));

        void Append(string part)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }
    }
}
