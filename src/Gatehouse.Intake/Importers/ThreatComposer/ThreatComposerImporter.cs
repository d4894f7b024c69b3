using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.ThreatComposer;

/// <summary>The workspace of AWS Threat Composer (<c>.tc.json</c>, schema 1): its threats, and the mitigations that are linked to them.</summary>
[Importer]
internal sealed class ThreatComposerImporter : IImporter
{
    public string Name => "threat-composer";

    public string Tool => "Threat Composer";

    public string Summary => "AWS Threat Composer's workspace in JSON (.tc.json): a threat model. A resolved threat needs lines of owner: and test: in a linked mitigation to count at the plan gate; those that are not useful are INFO";

    // Only the version of the schema is a must; one of the lists tells whose it is.
    public bool Recognizes(ReportFile file) =>
        file.JsonMap is { } root && root["schema"] is not null && root["threats"] is ListNode or null && (root["applicationInfo"] is MapNode || root["mitigationLinks"] is ListNode) && (root["threats"] is ListNode || root["mitigations"] is ListNode || root["assumptions"] is ListNode);

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (file.JsonMap is not { } root || !Recognizes(file))
            return reading.RefuseForm("workspace of Threat Composer");
        if (reading.Name(root, "schema") is { } schema && schema != "1")
            return reading.Refuse(root["schema"]!.Position, $"schema {Plain.Line(schema, 40)} of Threat Composer is not read", "export the workspace with schema 1");

        var mitigations = Mitigations(reading, root);
        var threats = new ToolThreats(reading);
        var number = 0;
        foreach (var threat in reading.Maps(root, "threats"))
        {
            number++;
            if (reading.Text(threat, "statement") is not { } statement)
            {
                reading.Unread(threat.Position, "a threat has no statement");
                continue;
            }

            var id = reading.Name(threat, "id");
            threats.Add(new ToolThreat($"T-{reading.Name(threat, "numericId") ?? id ?? $"{number}"}", statement, Stride(reading, threat), Risk(reading, threat), State(reading, threat))
            {
                Words = id is null ? null : string.Join('\n', mitigations[id]),
                Asset = reading.Texts(threat, "impactedAssets").FirstOrDefault(),
            });
        }

        return threats.Result(reading.Producer(null, null, Tool), null);
    }

    /// <summary>The words of the mitigations by the threat that they are linked to, without those that nobody will carry out.</summary>
    private static ILookup<string, string> Mitigations(Reading reading, MapNode root)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mitigation in reading.Maps(root, "mitigations"))
        {
            if (reading.Name(mitigation, "id") is { } id && reading.Raw(mitigation, "content") is { } content && reading.Name(mitigation, "status") != "mitigationResolvedWillNotAction")
                words.TryAdd(id, content);
        }

        return reading.Maps(root, "mitigationLinks")
            .Select(link => (Threat: reading.Name(link, "linkedId"), Mitigation: reading.Name(link, "mitigationId")))
            .Where(link => link.Threat is not null && link.Mitigation is not null && words.ContainsKey(link.Mitigation))
            .ToLookup(link => link.Threat!, link => words[link.Mitigation!], StringComparer.Ordinal);
    }

    private static MapNode? Metadata(Reading reading, MapNode threat, string key) =>
        reading.Maps(threat, "metadata").FirstOrDefault(entry => string.Equals(reading.Name(entry, "key"), key, StringComparison.OrdinalIgnoreCase));

    private static string Stride(Reading reading, MapNode threat) => string.Join(' ', reading.Texts(Metadata(reading, threat, "STRIDE"), "value").Select(letter => letter.ToUpperInvariant() switch
    {
        "S" => "spoofing",
        "T" => "tampering",
        "R" => "repudiation",
        "I" => "disclosure",
        "D" => "denial",
        "E" => "elevation",
        var other => other,
    }));

    // A threat that nobody rated yet may be as bad as any.
    private static Severity Risk(Reading reading, MapNode threat)
    {
        var priority = Metadata(reading, threat, "Priority");
        switch (reading.Name(priority, "value")?.ToUpperInvariant())
        {
            case "HIGH" or null or "":
                return Severity.High;
            case "MEDIUM":
                return Severity.Medium;
            case "LOW":
                return Severity.Low;
            case var other:
                reading.Degraded(priority!.Position, $"the priority \"{Plain.Line(other, 40)}\" of a threat is not known: taken as HIGH");
                return Severity.High;
        }
    }

    private static ThreatState State(Reading reading, MapNode threat)
    {
        switch (reading.Name(threat, "status"))
        {
            case "threatResolved":
                return ThreatState.Mitigated;
            case "threatResolvedNotUseful":
                return ThreatState.NotApplicable;
            case null or "threatIdentified" or "NoSet":
                return ThreatState.Open;
            case var other:
                reading.Degraded(threat["status"]?.Position, $"the status \"{Plain.Line(other, 40)}\" of a threat is not known: taken as open");
                return ThreatState.Open;
        }
    }
}
