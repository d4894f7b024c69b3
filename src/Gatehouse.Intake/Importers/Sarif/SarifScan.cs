using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Sarif;

/// <summary>The runs of one tool in one report.</summary>
internal sealed class SarifScan(Reading reading, string name)
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<FactKind> _kinds = [];
    private readonly List<Subject> _subjects = [];
    private string? _version;
    private DateTimeOffset? _time;
    private long _artifacts;

    /// <summary>The tool's name, and its category (§3.17.3 automationDetails.id up to the last slash) where the run has one: CodeQL writes a report a language.</summary>
    public string Name { get; } = name;

    public static string NameOf(Reading reading, MapNode run)
    {
        var tool = reading.Name(run["tool"]?["driver"], "name") ?? "an unnamed tool";
        var id = reading.Name(run["automationDetails"], "id");
        var slash = id?.LastIndexOf('/') ?? -1;
        return slash > 0 ? $"{tool} {id![..slash]}" : tool;
    }

    /// <summary>Takes in a run; a problem where it cannot be told what it is.</summary>
    public ImportResult? Take(MapNode run)
    {
        var driver = reading.Map(reading.Map(run, "tool"), "driver");
        var tool = reading.Name(driver, "name");
        if (tool is null)
            return reading.Refuse(run.Position, "a run does not name its tool", "SARIF demands tool.driver.name (§3.19.8): let the tool write the report anew");
        _version ??= reading.Name(driver, "semanticVersion") ?? reading.Name(driver, "version");
        var character = ToolCharacter.Of(tool);
        var rules = new SarifRules(reading, run);
        var places = new SarifPlaces(reading, run);
        Invocations(run, places);
        if (Digests.Commit(reading.Maps(run, "versionControlProvenance").Select(item => reading.Name(item, "revisionId")).FirstOrDefault()) is { } commit)
            _subjects.Add(Subject.OfCommit(commit));
        _artifacts += reading.Items(run, "artifacts").Length;
        if (run["externalPropertyFileReferences"]?["results"] is { } elsewhere)
            reading.Unread(elsewhere.Position, "results lie in other files, which are never opened: let the tool write one file");

        if (run["results"] is not ListNode)
        {
            // §3.14.23: null where the tool failed before it could tell; absent where it was never asked.
            reading.Failed(run["results"]?.Position ?? run.Position, "the run holds no list of results: the tool did not scan, or failed");
            _kinds.Add(character.Kind ?? FactKindOf(character.Finds));
            return null;
        }

        var seen = _findings.Count;
        var results = new SarifResults(reading, tool, character, rules, places);
        foreach (var result in reading.Maps(run, "results"))
        {
            if (results.Read(result) is { } finding)
                _findings.Add(finding);
        }

        if (character.Kind is { } kind)
            _kinds.Add(kind);
        else if (_findings.Count == seen && character.IsMixed)
            return reading.Refuse(run.Position, $"{tool} found nothing, and its SARIF does not say what it looked for", "bring its own JSON report, which does");
        foreach (var finding in _findings.Skip(seen))
            _kinds.Add(FactKindOf(finding.Kind));
        if (_kinds.Count == 0)
            _kinds.Add(FactKind.CodeScan);
        return null;
    }

    /// <summary>A fact for each kind of scan.</summary>
    public IEnumerable<Fact?> Facts() => _kinds.Order().Select(kind => reading.Fact(
        kind,
        new ScanPredicate { Findings = reading.Findings(_findings.Where(finding => FactKindOf(finding.Kind) == kind)), Judged = _artifacts },
        reading.Producer(Name, _version, Name),
        _time,
        [.. _subjects.DistinctBy(subject => subject.Id)]));

    private void Invocations(MapNode run, SarifPlaces places)
    {
        foreach (var invocation in reading.Maps(run, "invocations"))
        {
            if (reading.Time(reading.Name(invocation, "endTimeUtc") ?? reading.Name(invocation, "startTimeUtc"), invocation.Position) is { } time && (_time is null || time > _time))
                _time = time;
            if (reading.Flag(invocation, "executionSuccessful") == false)
                reading.Failed(invocation.Position, reading.Text(invocation, "exitCodeDescription") is { } why ? $"the tool says that it failed: {why}" : "the tool says that it failed (executionSuccessful is false)");
            foreach (var list in (ReadOnlySpan<string>)["toolExecutionNotifications", "toolConfigurationNotifications"])
            {
                foreach (var notification in reading.Maps(invocation, list))
                    Notification(notification, places);
            }
        }
    }

    private void Notification(MapNode notification, SarifPlaces places)
    {
        var text = reading.Text(reading.Map(notification, "message"), "text") ?? reading.Name(reading.Map(notification, "descriptor"), "id") ?? "a notification without a text";
        var path = reading.Maps(notification, "locations").Select(places.Of).FirstOrDefault(place => place is not null)?.Path;
        switch (reading.Name(notification, "level") ?? "warning")
        {
            case "error":
                reading.Unread(null, text, path);
                break;
            case "warning":
                reading.Degraded(null, text, path);
                break;
        }
    }

    private static FactKind FactKindOf(FindingKind kind) => kind switch
    {
        FindingKind.Credential or FindingKind.PossibleSecret => FactKind.SecretsScan,
        FindingKind.Vulnerability => FactKind.VulnerabilityScan,
        FindingKind.License => FactKind.LicenseScan,
        FindingKind.Misconfiguration => FactKind.ConfigurationScan,
        FindingKind.Web => FactKind.WebScan,
        _ => FactKind.CodeScan,
    };
}
