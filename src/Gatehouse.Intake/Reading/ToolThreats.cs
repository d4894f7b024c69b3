using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Intake;

/// <summary>What became of a threat, as modelling tools say it.</summary>
internal enum ThreatState
{
    /// <summary>Nothing was done about it, or it was accepted: that is for a waiver to say.</summary>
    Open,

    /// <summary>It is said to be mitigated.</summary>
    Mitigated,

    /// <summary>It is said not to matter: kept, as INFO.</summary>
    NotApplicable,
}

/// <summary>One threat as a modelling tool tells it.</summary>
internal sealed record ToolThreat(string Id, string Title, string? Category, Severity Risk, ThreatState State)
{
    /// <summary>What mitigates it, or why it does not matter; lines of <c>owner:</c> and <c>test:</c> say who answers for it and what proves it.</summary>
    public string? Words { get; init; }

    public string? Asset { get; init; }
}

/// <summary>
/// The threats of a modelling tool as our threat model. Such tools know no test of a mitigation, and the plan gate counts
/// none without: <c>owner:</c> and <c>test:</c> in the words of a mitigation say both.
/// </summary>
internal sealed class ToolThreats(Reading reading)
{
    private static readonly (string Word, char Letter)[] Categories =
        [("spoof", 'S'), ("tamper", 'T'), ("repud", 'R'), ("disclos", 'I'), ("denial", 'D'), ("elevat", 'E'), ("privilege", 'E')];

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _assets = new(StringComparer.Ordinal);
    private readonly List<Threat> _threats = [];
    private readonly List<Requirement> _requirements = [];

    /// <summary>Who answers for the whole model.</summary>
    public string? Owner { get; init; }

    public void AddAsset(string? name)
    {
        if (name is not null)
            _assets.Add(name);
    }

    public void Add(ToolThreat threat)
    {
        var id = threat.Id;
        for (var n = 2; !_ids.Add(id); n++)
            id = string.Create(CultureInfo.InvariantCulture, $"{threat.Id}-{n}");
        var requirement = threat.State == ThreatState.Mitigated ? Mitigation(id, threat) : null;
        AddAsset(threat.Asset);
        _threats.Add(new Threat(id, threat.Title, Stride(threat.Category), threat.State == ThreatState.NotApplicable ? Severity.Info : threat.Risk)
        {
            Assets = threat.Asset is null ? [] : [threat.Asset],
            MitigatedBy = requirement is null ? [] : [requirement.Id],
        });
        if (requirement is not null)
            _requirements.Add(requirement);
    }

    public ImportResult Result(Producer producer, DateTimeOffset? time) => reading.Result(reading.Fact(
        FactKind.ThreatModel,
        new ThreatModelPredicate { Assets = [.. _assets], Threats = [.. _threats], Requirements = [.. _requirements] },
        producer,
        time,
        []));

    private Requirement Mitigation(string id, ToolThreat threat)
    {
        var lines = (threat.Words ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var text = Plain.Line(string.Join(' ', lines.Where(line => Said(line, "owner:") is null && Said(line, "test:") is null)));
        return new Requirement(
            id + "-mitigation",
            text.Length > 0 ? text : $"\"{threat.Title}\" is mitigated: the model does not say how",
            lines.Select(line => Said(line, "owner:")).FirstOrDefault(said => said is not null) ?? Owner,
            lines.Select(line => Said(line, "test:")).FirstOrDefault(said => said is not null));
    }

    private static string? Said(string line, string word) =>
        line.StartsWith(word, StringComparison.OrdinalIgnoreCase) && Plain.Line(line[word.Length..], Plain.NameLength) is { Length: > 0 } said ? said : null;

    // Other methods (LINDDUN, CIA, PLOT4ai) have words of their own: their threats have no letter.
    private static string Stride(string? category) => category switch
    {
        null => "",
        { Length: 1 } when "STRIDE".Contains(category, StringComparison.OrdinalIgnoreCase) => category.ToUpperInvariant(),
        _ => string.Concat(Categories.Where(known => category.Contains(known.Word, StringComparison.OrdinalIgnoreCase)).Select(known => known.Letter).Distinct()),
    };
}
