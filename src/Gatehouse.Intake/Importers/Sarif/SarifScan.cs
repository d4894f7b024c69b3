using System.Text.Json;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Sarif;

/// <summary>The runs of one tool in one report.</summary>
internal sealed class SarifScan(Reading reading, string name)
{
    private readonly SortedDictionary<FactKind, FindingCollection> _found = [];
    private readonly TextPool _texts = new();
    private readonly List<Subject> _subjects = [];
    private string? _version;
    private DateTimeOffset? _time;
    private long _artifacts;
    private long _passed;

    /// <summary>The tool's name, and its category (§3.17.3 automationDetails.id up to the last slash) where the run has one: CodeQL writes a report a language.</summary>
    public string Name { get; } = name;

    public static string NameOf(Reading reading, MapNode run)
    {
        var tool = reading.Name(run["tool"]?["driver"], "name") ?? "an unnamed tool";
        var id = reading.Name(run["automationDetails"], "id");
        var slash = id?.LastIndexOf('/') ?? -1;
        return slash > 0 ? $"{tool} {id![..slash]}" : tool;
    }

    /// <summary>Takes in a run; a problem where it cannot be told what it is, or its results are no JSON.</summary>
    public ImportResult? Take(SarifRun sarifRun)
    {
        var run = sarifRun.Members;
        var driver = reading.Map(reading.Map(run, "tool"), "driver");
        var tool = reading.Name(driver, "name");
        if (tool is null)
            return reading.Refuse(run.Position, "a run does not name its tool", "SARIF demands tool.driver.name (§3.19.8): let the tool write the report anew");
        _version ??= reading.Name(driver, "semanticVersion") ?? reading.Name(driver, "version");
        var character = ToolCharacter.Of(tool);
        var places = new SarifPlaces(reading, sarifRun);
        Invocations(run, places);
        if (Digests.Commit(reading.Maps(run, "versionControlProvenance").Select(item => reading.Name(item, "revisionId")).FirstOrDefault()) is { } commit)
            _subjects.Add(Subject.OfCommit(commit));
        _artifacts += sarifRun.Artifacts.Count + reading.Items(run, "artifacts").Length;
        if (run["externalPropertyFileReferences"]?["results"] is { } elsewhere)
            reading.Unread(elsewhere.Position, "results lie in other files, which are never opened: let the tool write one file");

        if (sarifRun.Results is not { } mark)
        {
            // §3.14.23: null where the tool failed before it could tell; absent where it was never asked.
            reading.Failed(run["results"]?.Position ?? run.Position, "the run holds no list of results: the tool did not scan, or failed");
            Of(character.Kind ?? FactKindOf(character.Finds));
            return null;
        }

        var results = new SarifResults(reading, tool, character, new SarifRules(reading, run), places);
        var (seen, error) = TakeResults(mark, results);
        _passed += results.Passed;
        if (error is not null)
            return reading.RefuseJson(error);
        if (character.Kind is { } kind)
            Of(kind);
        else if (seen == 0 && character.IsMixed)
            return reading.Refuse(run.Position, $"{tool} found nothing, and its SARIF does not say what it looked for", "bring its own JSON report, which does");
        if (_found.Count == 0)
            Of(FactKind.CodeScan);
        return null;
    }

    /// <summary>A fact for each kind of scan.</summary>
    public IEnumerable<Fact?> Facts() => _found.Select(pair => reading.Fact(
        pair.Key,
        new ScanPredicate { Findings = reading.Findings(pair.Value), Judged = _artifacts, Passed = pair.Key == _found.Keys.First() ? _passed : 0 },
        reading.Producer(Name, _version, Name),
        _time,
        [.. _subjects.DistinctBy(subject => subject.Id)]));

    private (int Seen, TextError? Error) TakeResults(JsonMark mark, SarifResults results)
    {
        var seen = 0;
        var error = JsonStream.Visit(reading.File.Open(mark.Offset), mark, json =>
        {
            json.Read();
            while (json.Read() && json.Token != JsonTokenType.EndArray)
            {
                if (reading.AsMap(json.Node(), "results") is not { } result || results.Read(result) is not { } finding)
                    continue;
                Of(FactKindOf(finding.Kind)).Add(_texts.Share(finding));
                seen++;
            }
        });
        return (seen, error);
    }

    private FindingCollection Of(FactKind kind)
    {
        if (!_found.TryGetValue(kind, out var found))
            _found.Add(kind, found = new FindingCollection());
        return found;
    }

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
