using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Sarif;

/// <summary>Results of a run as findings (§3.27).</summary>
internal sealed class SarifResults(Reading reading, string tool, ToolCharacter character, SarifRules rules, SarifPlaces places)
{
    private const int MaxSteps = 200;
    private const int MaxTags = 100; // Of a rule: each result goes through them.

    /// <summary>Results that say that a check passed.</summary>
    public long Passed { get; private set; }

    /// <summary>The finding; null where the result says that there is none.</summary>
    public Finding? Read(MapNode result)
    {
        // §3.27.9: what passed or did not apply is no finding. §3.27.24: what is absent was there once.
        var sort = reading.Name(result, "kind") ?? "fail";
        var state = reading.Name(result, "baselineState");
        if (sort == "pass" && state != "absent")
            Passed++;
        if (sort is "pass" or "notApplicable" || state == "absent")
            return null;

        var (id, rule) = rules.Of(result);
        if (id is null)
        {
            reading.Unread(result.Position, "a result names no rule");
            id = "unnamed";
        }

        var tags = Tags(result, rule);
        var kind = SarifKind.Of(character, id, tags);
        var score = Score(result) ?? Score(rule);
        var place = reading.Maps(result, "locations").Select(places.Of).FirstOrDefault(found => found is not null);
        return new Finding
        {
            RuleId = id,
            Supplier = tool,
            Kind = kind,
            Severity = Judge(result, rule, kind, sort, score),
            Confidence = reading.Name(rule?["properties"], "precision") switch
            {
                "very-high" or "high" => Confidence.High,
                "low" => Confidence.Low,
                _ => Confidence.Medium,
            },
            Message = Message(result, rule, kind, id),
            Title = reading.Name(reading.Map(rule, "shortDescription"), "text") ?? reading.Name(rule, "name"),
            Location = place,
            Flow = Flow(result),
            Cwe = SarifKind.Cwe(tags),
            Aliases = kind == FindingKind.Vulnerability ? [.. tags.Where(SarifKind.IsAdvisory).Where(alias => alias != id).Distinct().Order(StringComparer.Ordinal)] : [],
            Vulnerability = kind == FindingKind.Vulnerability ? new VulnerabilityDetail { Cvss = score } : null,
            HelpUri = reading.Name(rule, "helpUri") is { } help && (help.StartsWith("https://", StringComparison.Ordinal) || help.StartsWith("http://", StringComparison.Ordinal)) ? help : null,
            Suppression = Suppressed(result),
            Baseline = state switch
            {
                "new" => BaselineState.New,
                "unchanged" or "updated" => BaselineState.Unchanged,
                _ => BaselineState.Unknown,
            },
        };
    }

    private Severity Judge(MapNode result, MapNode? rule, FindingKind kind, string sort, double? score)
    {
        if (sort is "informational" or "open" or "review")
            return Severity.Info;
        var stated = reading.Name(result, "level") ?? reading.Name(reading.Map(rule, "defaultConfiguration"), "level");
        var severity = score is { } cvss ? Severities.FromCvss(cvss) : stated switch
        {
            "error" => Severity.High,
            // A secret scanner that states no level leaves SARIF's default, which was not meant for it.
            null => kind is FindingKind.Credential or FindingKind.PossibleSecret ? Severity.High : Severity.Medium,
            "warning" => Severity.Medium,
            "note" => Severity.Low,
            "none" => Severity.Info,
            _ => reading.Severity(stated, Severity.High, result.Position),
        };
        return kind == FindingKind.PossibleSecret && severity > Severity.High ? Severity.High : severity;
    }

    private double? Score(MapNode? owner) => reading.Map(owner, "properties") is { } properties ? reading.Number(properties, "security-severity", 0, 10) : null;

    // §3.11: text, or the id of a rule's text with arguments.
    private string Message(MapNode result, MapNode? rule, FindingKind kind, string id)
    {
        var message = reading.Map(result, "message");
        var text = reading.Text(message, "text") ?? reading.Text(message, "markdown");
        if (text is null && reading.Name(message, "id") is { } name)
            text = reading.Text(reading.Map(reading.Map(rule, "messageStrings"), name), "text");
        text ??= reading.Text(reading.Map(rule, "fullDescription"), "text") ?? reading.Text(reading.Map(rule, "shortDescription"), "text") ?? id;
        if (message?["arguments"] is ListNode)
        {
            var number = 0;
            foreach (var argument in reading.Texts(message, "arguments").Take(20))
                text = Plain.Line(text.Replace(string.Create(CultureInfo.InvariantCulture, $"{{{number++}}}"), argument, StringComparison.Ordinal));
        }

        return kind is FindingKind.Credential or FindingKind.PossibleSecret ? WithoutSnippets(text, result) : text;
    }

    // A message of a secret scanner may quote what it found; the snippet tells what that is.
    private string WithoutSnippets(string text, MapNode result)
    {
        foreach (var location in reading.Maps(result, "locations").Take(20))
        {
            var snippet = reading.Text(reading.Map(reading.Map(reading.Map(location, "physicalLocation"), "region"), "snippet"), "text");
            if (snippet is { Length: >= 4 })
                text = text.Replace(snippet, "[the secret]", StringComparison.Ordinal);
        }

        return text;
    }

    private ImmutableArray<FlowStep> Flow(MapNode result)
    {
        var steps = ImmutableArray.CreateBuilder<FlowStep>();
        var thread = reading.Maps(reading.Maps(result, "codeFlows").FirstOrDefault(), "threadFlows").FirstOrDefault();
        foreach (var step in reading.Maps(thread, "locations").Take(MaxSteps))
        {
            var location = reading.Map(step, "location");
            if (places.Of(location) is { } place)
                steps.Add(new FlowStep(place, reading.Text(reading.Map(location, "message"), "text") ?? ""));
        }

        return steps.ToImmutable();
    }

    // §3.27.23: one that is under review or rejected leaves the result unsuppressed.
    private Suppression? Suppressed(MapNode result)
    {
        var all = reading.Maps(result, "suppressions").ToList();
        if (all.Count == 0 || all.Exists(one => (reading.Name(one, "status") ?? "accepted") != "accepted"))
            return null;
        return new Suppression(reading.Name(all[0], "kind") == "inSource" ? "inline" : "file", reading.Text(all[0], "justification") ?? "", $"{tool}'s report");
    }

    private List<string> Tags(MapNode result, MapNode? rule)
    {
        var tags = new List<string>();
        foreach (var owner in (ReadOnlySpan<MapNode?>)[result, rule])
        {
            var properties = reading.Map(owner, "properties");
            tags.AddRange(reading.Texts(properties, "tags").Take(MaxTags));
            if (properties?["cwe"] is ListNode)
                tags.AddRange(reading.Texts(properties, "cwe").Take(MaxTags));
            else if (properties?["cwe"] is ScalarNode)
                tags.Add(reading.Name(properties, "cwe") ?? "");
        }

        foreach (var taxon in reading.Maps(result, "taxa").Take(MaxTags).Concat(reading.Maps(rule, "relationships").Take(MaxTags).Select(relation => reading.Map(relation, "target")).OfType<MapNode>()))
        {
            if (reading.Name(reading.Map(taxon, "toolComponent"), "name") is { } component && component.Equals("CWE", StringComparison.OrdinalIgnoreCase))
                tags.Add("CWE-" + (reading.Name(taxon, "id") ?? "").Replace("CWE-", "", StringComparison.OrdinalIgnoreCase));
        }

        return tags;
    }
}
