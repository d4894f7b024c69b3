using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.ThreatDragon;

/// <summary>The model of OWASP Threat Dragon, versions 1 and 2: the threats of each diagram's elements.</summary>
[Importer]
internal sealed class ThreatDragonImporter : IImporter
{
    private const string Form = "model of Threat Dragon";

    public string Name => "threat-dragon";

    public string Tool => "Threat Dragon";

    public string Summary => "OWASP Threat Dragon's model in JSON, versions 1 and 2: a threat model. A mitigated threat needs lines of owner: and test: in its mitigation to count at the plan gate; not applicable ones are INFO";

    public bool Recognizes(ReportFile file) => file.JsonMap is { } root && root["summary"]?["title"] is not null && root["detail"]?["diagrams"] is ListNode;

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (file.JsonMap is not { } root || !Recognizes(file))
            return reading.RefuseForm(Form);
        var version = reading.Name(root, "version");
        if (version is not null && version.Split('.')[0] is not ("1" or "2"))
            return reading.Refuse(root["version"]!.Position, $"version {version} of Threat Dragon's model is not read", "save it with version 1 or 2");

        var threats = new ToolThreats(reading) { Owner = reading.Name(reading.Map(root, "summary"), "owner") };
        foreach (var diagram in reading.Maps(reading.Map(root, "detail"), "diagrams"))
        {
            // Version 1 has the cells below diagramJson, and what version 2 has below data in the cell itself.
            foreach (var cell in reading.Maps(reading.Map(diagram, "diagramJson") ?? diagram, "cells"))
                Element(reading, threats, cell, reading.Map(cell, "data") ?? cell);
        }

        return threats.Result(reading.Producer(null, version, Tool), null);
    }

    private static void Element(Reading reading, ToolThreats threats, MapNode cell, MapNode data)
    {
        var name = reading.Name(data, "name") ?? reading.Name(reading.Map(reading.Map(cell, "attrs"), "text"), "text");
        var kind = reading.Name(data, "type") ?? "";
        var isOutOfScope = reading.Flag(data, "outOfScope") == true;
        if (kind is "tm.Store" or "tm.Process" or "tm.Actor" && !isOutOfScope)
            threats.AddAsset(name);
        var number = 0;
        foreach (var threat in reading.Maps(data, "threats"))
        {
            number++;
            if ((reading.Text(threat, "title") ?? reading.Text(threat, "description")) is not { } title)
            {
                reading.Unread(threat.Position, "a threat has neither title nor description");
                continue;
            }

            threats.Add(new ToolThreat(
                reading.Name(threat, "id") ?? reading.Name(threat, "threatId") ?? string.Create(CultureInfo.InvariantCulture, $"{reading.Name(cell, "id") ?? name ?? "element"}-{number}"),
                title,
                reading.Name(threat, "type"),
                Risk(reading, threat),
                isOutOfScope ? ThreatState.NotApplicable : State(reading, threat))
            {
                Words = reading.Raw(threat, "mitigation"),
                Asset = name,
            });
        }
    }

    // A threat that nobody rated yet may be as bad as any.
    private static Severity Risk(Reading reading, MapNode threat) => reading.Name(threat, "severity")?.ToUpperInvariant() switch
    {
        "CRITICAL" => Severity.Critical,
        "MEDIUM" => Severity.Medium,
        "LOW" => Severity.Low,
        "HIGH" or null or "TBD" or "" => Severity.High,
        var other => Odd(reading, threat, "severity", other, Severity.High),
    };

    private static ThreatState State(Reading reading, MapNode threat) => reading.Name(threat, "status")?.ToUpperInvariant() switch
    {
        "MITIGATED" or "ELIMINATED" or "AVOIDED" => ThreatState.Mitigated,
        "NA" or "N/A" or "NOTAPPLICABLE" or "NOT APPLICABLE" => ThreatState.NotApplicable,
        "OPEN" or "ACCEPTED" or "TRANSFERRED" or null => ThreatState.Open,
        var other => Odd(reading, threat, "status", other, ThreatState.Open),
    };

    private static T Odd<T>(Reading reading, MapNode threat, string member, string word, T taken)
    {
        reading.Degraded(threat[member]?.Position, $"the {member} \"{Plain.Line(word, 40)}\" of a threat is not known: taken as {taken}");
        return taken;
    }
}
