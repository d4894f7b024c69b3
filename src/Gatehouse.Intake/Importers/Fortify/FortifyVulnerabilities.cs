using System.Globalization;
using Gatehouse.Intake.Pages;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Fortify;

/// <summary>The vulnerabilities of an FVDL, with what the report says of their rules.</summary>
internal sealed class FortifyVulnerabilities
{
    private readonly Reading _reading;
    private readonly Dictionary<string, string> _accepted;
    private readonly Dictionary<string, ILookup<string, string>> _rules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _abstracts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, XmlElementNode> _nodes = new(StringComparer.Ordinal);

    /// <param name="accepted">Reasons of accepted instances, by id.</param>
    public FortifyVulnerabilities(Reading reading, XmlElementNode root, Dictionary<string, string> accepted)
    {
        _reading = reading;
        _accepted = accepted;
        foreach (var rule in root.Child("EngineData")?.Child("RuleInfo")?.Children ?? [])
            _rules.TryAdd(rule.Attribute("id") ?? "", Groups(rule));
        foreach (var description in root.Children.Where(child => child.Name == "Description"))
            _abstracts.TryAdd(description.Attribute("classID") ?? "", description.ChildText("Abstract") ?? "");
        foreach (var node in root.Child("UnifiedNodePool")?.Children ?? [])
            _nodes.TryAdd(node.Attribute("id") ?? "", node);
    }

    public Finding Of(XmlElementNode vulnerability)
    {
        var kind = vulnerability.Child("ClassInfo");
        var instance = vulnerability.Child("InstanceInfo");
        var unified = vulnerability.Child("AnalysisInfo")?.Child("Unified");
        var id = Line(kind?.ChildText("ClassID"));
        if (id is null)
            _reading.Unread(vulnerability.Position, "a vulnerability names no class");
        var title = string.Join(": ", new[] { Line(kind?.ChildText("Type")), Line(kind?.ChildText("Subtype")) }.OfType<string>());
        var rule = _rules.GetValueOrDefault(id ?? "");
        return new Finding
        {
            RuleId = id ?? "unnamed",
            Supplier = "Fortify",
            Kind = FindingKind.Code,
            Severity = SeverityOf(instance, rule, kind),
            Title = title.Length > 0 ? Plain.Line(title, 200) : id ?? "unnamed",
            Message = Abstract(id, unified) is { Length: > 0 } text ? Plain.Line($"{title}: {text}") : title.Length > 0 ? title : id ?? "unnamed",
            Location = Place(unified),
            Cwe = Identifiers.Cwe(rule?["altcategoryCWE"] ?? []),
            Suppression = _accepted.TryGetValue(instance?.ChildText("InstanceID") ?? "", out var reason) ? new Suppression("file", reason, "Fortify's report") : null,
        };
    }

    // Fortify Priority Order: impact, and likelihood = accuracy × confidence × probability / 25, each high from 2.5 of 5 on.
    // A report without the rules' values has the instance's severity of 5 alone.
    private Severity SeverityOf(XmlElementNode? instance, ILookup<string, string>? rule, XmlElementNode? kind)
    {
        var own = Groups(instance);
        if (Value("Impact") is not { } impact || Value("Accuracy") is not { } accuracy || Value("Probability") is not { } probability || Number(instance?.ChildText("Confidence")) is not { } confidence)
        {
            return (Number(instance?.ChildText("InstanceSeverity")) ?? Number(kind?.ChildText("DefaultSeverity"))) switch
            {
                >= 4 => Severity.High,
                >= 2.5 => Severity.Medium,
                null => Severity.Medium,
                _ => Severity.Low,
            };
        }

        return (impact >= 2.5, accuracy * confidence * probability / 25 >= 2.5) switch
        {
            (true, true) => Severity.Critical,
            (true, false) => Severity.High,
            (false, true) => Severity.Medium,
            (false, false) => Severity.Low,
        };

        double? Value(string name) => Number(own[name].FirstOrDefault() ?? rule?[name].FirstOrDefault());
    }

    // The place is the node of the first trace that is marked, else its last.
    private Location? Place(XmlElementNode? unified)
    {
        var nodes = unified?.Child("Trace")?.Child("Primary")?.Children
            .Select(entry => entry.Child("Node") ?? (entry.Child("NodeRef")?.Attribute("id") is { } id ? _nodes.GetValueOrDefault(id) : null))
            .OfType<XmlElementNode>().ToList();
        var place = (nodes?.Find(node => node.Attribute("isDefault") == "true") ?? nodes?.LastOrDefault())?.Child("SourceLocation");
        if (place?.Attribute("path") is not { Length: > 0 } path)
            return null;
        var function = unified?.Child("Context")?.Child("Function");
        var symbol = string.Join('.', new[] { function?.Attribute("enclosingClass"), function?.Attribute("name") }.Where(part => !string.IsNullOrEmpty(part)));
        var region = Whole(place, "line") is { } line ? _reading.Region(line, null, Whole(place, "lineEnd"), null, place.Position) : null;
        return _reading.Place(path, region, place.Position) with { Symbol = symbol.Length > 0 ? Plain.Line(symbol, Plain.NameLength) : null };
    }

    // <Replace key="…"/> stands for a word of the instance.
    private string Abstract(string? id, XmlElementNode? unified)
    {
        var text = _abstracts.GetValueOrDefault(id ?? "", "");
        text = text[..Math.Min(text.Length, Plain.MessageLength)];
        foreach (var definition in unified?.Child("ReplacementDefinitions")?.Children.Where(child => child.Name == "Def").Take(50) ?? [])
            text = text.Replace($"<Replace key=\"{definition.Attribute("key")}\"/>", Plain.Line(definition.Attribute("value") ?? "", 200), StringComparison.Ordinal);
        return Plain.OfHtml(text);
    }

    private static ILookup<string, string> Groups(XmlElementNode? owner) =>
        (owner?.Child("MetaInfo")?.Children ?? []).Where(group => group.Name == "Group").ToLookup(group => group.Attribute("name") ?? "", group => group.Content.Trim(), StringComparer.Ordinal);

    private static long? Whole(XmlElementNode place, string name) => long.TryParse(place.Attribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static string? Line(string? text) => text is not null && Plain.Line(text, Plain.NameLength) is { Length: > 0 } line ? line : null;
}
