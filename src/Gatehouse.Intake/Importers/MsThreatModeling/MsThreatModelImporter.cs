using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.MsThreatModeling;

/// <summary>The Microsoft Threat Modeling Tool: its model (.tm7), and the list of threats that it exports as CSV.</summary>
[Importer]
internal sealed class MsThreatModelImporter : IImporter
{
    private static readonly string[] Columns = ["Id", "State", "Title", "Category", "Priority", "Interaction"];

    public string Name => "ms-threat-modeling";

    public string Tool => "Microsoft Threat Modeling Tool";

    public string Summary => "The Microsoft Threat Modeling Tool's model (.tm7) and its list of threats in CSV: a threat model. A mitigated threat needs lines of owner: and test: in its justification to count at the plan gate; not applicable ones are INFO";

    public bool Recognizes(ReportFile file) => file.XmlRoot is { } root ? IsModel(root) : Header(file) is not null;

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (file.XmlRoot is { } root && IsModel(root))
            return Model(reading, root);
        return Header(file) is { } header ? List(reading, file.Csv.Table!.Rows, header) : reading.RefuseForm("model of the Microsoft Threat Modeling Tool");
    }

    private static bool IsModel(XmlElementNode root) => root is { Name: "ThreatModel" } && root.Child("ThreatInstances") is not null && root.Child("DrawingSurfaceList") is not null;

    private ImportResult Model(Reading reading, XmlElementNode root)
    {
        var categories = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var category in root.Child("KnowledgeBase")?.Descendants("ThreatCategory") ?? [])
        {
            if (category.ChildText("Id") is { } id && category.ChildText("Name") is { } name)
                categories.TryAdd(id, name);
        }

        var owner = root.Child("MetaInformation")?.ChildText("Owner");
        var threats = new ToolThreats(reading) { Owner = string.IsNullOrEmpty(owner) ? null : Plain.Line(owner, Plain.NameLength) };
        var names = Elements(root.Child("DrawingSurfaceList")!);
        foreach (var name in names.Values)
            threats.AddAsset(name);
        foreach (var threat in root.Child("ThreatInstances")!.Descendants("Value").Where(value => value.Child("State") is not null))
        {
            var properties = (threat.Child("Properties")?.Children ?? []).Where(pair => pair.ChildText("Key") is not null).GroupBy(pair => pair.ChildText("Key")!, StringComparer.Ordinal).ToDictionary(pairs => pairs.Key, pairs => pairs.First().Child("Value")?.Content.Trim(), StringComparer.Ordinal);
            var category = Property("UserThreatCategory");
            Take(reading, threats, threat.Position, threat.ChildText("Id"), Property("Title"), category is null ? null : categories.GetValueOrDefault(category, category), Property("Priority"), threat.ChildText("State"), Property("StateInformation"), names.GetValueOrDefault(threat.ChildText("TargetGuid") ?? ""));

            // Old models have in the threat itself what newer ones have among its properties.
            string? Property(string name) => properties.GetValueOrDefault(name) is { Length: > 0 } text ? text : threat.ChildText(name) is { Length: > 0 } own ? own : null;
        }

        return threats.Result(reading.Producer(null, root.ChildText("Version"), Tool), null);
    }

    // Stencils by their id, with the name that the author gave each.
    private static Dictionary<string, string> Elements(XmlElementNode surfaces)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in surfaces.Descendants("Borders").SelectMany(borders => borders.Children))
        {
            if (pair.ChildText("Key") is not { } id || pair.Child("Value")?.Child("Properties") is not { } properties)
                continue;
            var name = properties.Children.FirstOrDefault(property => property.ChildText("DisplayName") == "Name")?.ChildText("Value");
            if (!string.IsNullOrEmpty(name))
                names.TryAdd(id, Plain.Line(name, Plain.NameLength));
        }

        return names;
    }

    private static (int Row, Dictionary<string, int> At)? Header(ReportFile file)
    {
        if (file.Form != ReportForm.Text || file.Csv.Table is not { } table)
            return null;
        for (var row = 0; row < Math.Min(5, table.Rows.Length); row++)
        {
            var at = table.Rows[row].Cells.Select((cell, i) => (cell.Trim(), i)).GroupBy(pair => pair.Item1, StringComparer.OrdinalIgnoreCase).ToDictionary(pairs => pairs.Key, pairs => pairs.First().i, StringComparer.OrdinalIgnoreCase);
            if (Columns.All(at.ContainsKey))
                return (row, at);
        }

        return null;
    }

    private ImportResult List(Reading reading, ImmutableArray<CsvRow> rows, (int Row, Dictionary<string, int> At) header)
    {
        var threats = new ToolThreats(reading);
        foreach (var row in rows[(header.Row + 1)..])
        {
            if (row.Cells.All(string.IsNullOrWhiteSpace))
                continue;
            Take(reading, threats, new SourcePosition(row.Line, 1), Cell("Id"), Cell("Title"), Cell("Category"), Cell("Priority"), Cell("State"), Cell("Justification"), Cell("Interaction"));

            string? Cell(string name) => header.At.TryGetValue(name, out var at) && at < row.Cells.Length && row.Cells[at].Trim() is { Length: > 0 } text ? text : null;
        }

        return threats.Result(reading.Producer(null, null, Tool), null);
    }

    private static void Take(Reading reading, ToolThreats threats, SourcePosition at, string? id, string? title, string? category, string? priority, string? state, string? words, string? asset)
    {
        if (id is null || title is null)
        {
            reading.Unread(at, "a threat has no id or no title");
            return;
        }

        threats.Add(new ToolThreat("TM-" + Plain.Line(id, 100), Plain.Line(title), category, Risk(reading, priority, at), State(reading, state, at)) { Words = words, Asset = asset is null ? null : Plain.Line(asset, Plain.NameLength) });
    }

    private static Severity Risk(Reading reading, string? priority, SourcePosition at)
    {
        switch (priority?.ToUpperInvariant())
        {
            case "CRITICAL":
                return Severity.Critical;
            case "HIGH":
                return Severity.High;
            case "MEDIUM":
                return Severity.Medium;
            case "LOW":
                return Severity.Low;
            default:
                reading.Degraded(at, priority is null ? "a threat has no priority: taken as HIGH" : $"the priority \"{Plain.Line(priority, 40)}\" is not known: taken as HIGH");
                return Severity.High;
        }
    }

    // The model has the names of the program's own states, the list what people read.
    private static ThreatState State(Reading reading, string? state, SourcePosition at)
    {
        switch (state?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant())
        {
            case "MITIGATED" or "MITIGATIONIMPLEMENTED":
                return ThreatState.Mitigated;
            case "NOTAPPLICABLE":
                return ThreatState.NotApplicable;
            case "AUTOGENERATED" or "NOTSTARTED" or "NEEDSINVESTIGATION":
                return ThreatState.Open;
            default:
                reading.Degraded(at, $"the state \"{Plain.Line(state ?? "", 40)}\" of a threat is not known: taken as open");
                return ThreatState.Open;
        }
    }
}
