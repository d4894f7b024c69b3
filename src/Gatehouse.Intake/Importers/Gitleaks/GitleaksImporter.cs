using System.Collections.Immutable;
using Gatehouse.Intake.Importers.Sarif;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Gitleaks;

/// <summary>
/// Gitleaks' JSON report: a list of findings, of version 8 or in the lower-case members of 7 and older. The members that
/// hold the secret are never read: <c>Secret</c> and <c>Match</c>, once <c>offender</c> and <c>line</c>.
/// </summary>
[Importer]
internal sealed class GitleaksImporter : IImporter
{
    public string Name => "gitleaks";

    public string Tool => "Gitleaks";

    public string Summary => "Gitleaks' JSON report, of version 8 and of older ones: a scan for secrets, without the secrets; an empty list, or the word null, is a scan that found none";

    public ImmutableArray<string> Notes =>
    [
        "A finding of one place in several commits is several findings, as Gitleaks counts them and .gitleaksignore names them: each commit may have held another secret, and whether it did is not looked at, since the secrets are never read.",
        "The word null, or an empty list, is what many a tool writes: name the importer, or let the file's name hold Gitleaks.",
    ];

    public bool Recognizes(ReportFile file) => file.JsonList is { } list && (list.Values.IsEmpty || list.Values.Any(item => IsFinding(item) || IsOld(item)));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        var items = file.IsJsonNull ? [] : file.JsonList?.Values;
        if (items is not { } list || (!list.IsEmpty && !list.Any(item => IsFinding(item) || IsOld(item))))
            return reading.RefuseForm("JSON report of Gitleaks");

        var findings = new List<Finding>();
        foreach (var item in list)
        {
            if (item is MapNode map)
                findings.Add(IsOld(map) ? OldFinding.Of(reading, map) : FindingOf(reading, map));
            else
                reading.Unread(item.Position, "a finding should be a map");
        }

        return reading.Result(reading.Fact(
            FactKind.SecretsScan,
            new ScanPredicate { Findings = reading.Findings(findings) },
            reading.Producer("Gitleaks", null, "Gitleaks"),
            null,
            []));
    }

    private static bool IsFinding(Node node) => node["RuleID"] is not null && (node["StartLine"] is not null || node["File"] is not null);

    private static bool IsOld(Node node) => node["rule"] is not null && node["offender"] is not null;

    private static Finding FindingOf(Reading reading, MapNode map)
    {
        var id = reading.Name(map, "RuleID");
        if (id is null)
            reading.Unread(map.Position, "a finding names no rule");
        id ??= "unnamed";
        var title = reading.Name(map, "Description") ?? id;
        var endColumn = reading.Whole(map, "EndColumn");
        var region = reading.Region(
            reading.Whole(map, "StartLine") is > 0 and var line ? line : null, // 0 where it is the file's name that tells.
            reading.Whole(map, "StartColumn") is > 0 and var column ? column : null,
            reading.Whole(map, "EndLine") is > 0 and var lastLine ? lastLine : null,
            endColumn is > 0 and < int.MaxValue ? endColumn + 1 : null, // Gitleaks counts the last character in.
            map.Position);
        var file = reading.Raw(map, "File");
        if (file is null)
            reading.Unread(map.Position, "a finding names no file");
        var commit = Digests.Commit(reading.Name(map, "Commit"));
        return new Finding
        {
            RuleId = id,
            Supplier = "Gitleaks",
            Kind = SarifKind.OfSecret(id),
            Severity = Severity.High, // Gitleaks states none. A credential fails its gate whatever its severity.
            Title = title,
            Message = commit is null ? title : $"{title} (in commit {commit[..12]})",
            Location = file is null ? null : reading.Place(file, region, map["File"]!.Position),
            Cwe = [798],
            Aliases = reading.Name(map, "Fingerprint") is { } fingerprint ? [fingerprint] : [], // .gitleaksignore names it.
            Remedy = "Revoke it at its provider, then take it out.",
        };
    }
}
