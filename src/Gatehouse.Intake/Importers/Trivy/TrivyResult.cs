using System.Collections.Immutable;
using Gatehouse.Intake.Importers.Sarif;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Trivy;

/// <summary>One target of a report, with what was found there.</summary>
/// <param name="resource">In a cluster: <c>namespace/kind/name</c>, where everything of it is; null elsewhere.</param>
internal sealed class TrivyResult(Reading reading, MapNode result, bool isImage, string? resource = null)
{
    // Types of schema version 1, which names no class: these are packages of an operating system, the others lie in a file.
    private static readonly string[] Systems = ["alpine", "amazon", "centos", "debian", "fedora", "opensuse", "oracle", "photon", "redhat", "suse", "ubuntu", "alma", "rocky", "mariner"];

    private readonly string? _target = reading.Raw(result, "Target");
    private readonly TrivyRelations _relations = new(reading, result);

    public void Take(SortedDictionary<FactKind, List<Finding>> scans)
    {
        switch (reading.Name(result, "Class"))
        {
            case "os-pkgs" or "lang-pkgs":
                Of(FactKind.VulnerabilityScan);
                break;
            case "config":
                Of(FactKind.ConfigurationScan);
                break;
            case "secret":
                Of(FactKind.SecretsScan);
                break;
            case "license" or "license-file":
                Of(FactKind.LicenseScan);
                break;
            case null when result.TryGet("Vulnerabilities", out _):
                Of(FactKind.VulnerabilityScan);
                break;
        }

        foreach (var item in reading.Maps(result, "Vulnerabilities"))
            Of(FactKind.VulnerabilityScan).Add(Vulnerability(item));
        foreach (var item in reading.Maps(result, "Misconfigurations").Where(Failed))
            Of(FactKind.ConfigurationScan).Add(Misconfiguration(item));
        foreach (var item in reading.Maps(result, "Secrets"))
            Of(FactKind.SecretsScan).Add(Secret(item));
        foreach (var item in reading.Maps(result, "Licenses"))
            Of(FactKind.LicenseScan).Add(License(item));
        foreach (var item in reading.Maps(result, "ExperimentalModifiedFindings"))
            Modified(item, Of);

        List<Finding> Of(FactKind kind)
        {
            if (!scans.TryGetValue(kind, out var findings))
                scans.Add(kind, findings = []);
            return findings;
        }
    }

    // --show-suppressed: what an ignore file or a VEX document took out.
    private void Modified(MapNode item, Func<FactKind, List<Finding>> of)
    {
        if (reading.Map(item, "Finding") is not { } inner)
            return;
        var suppression = new Suppression(
            "file",
            string.Join(": ", new[] { reading.Name(item, "Status")?.Replace('_', ' '), reading.Text(item, "Statement") }.OfType<string>()),
            reading.Name(item, "Source") ?? "Trivy's report");
        switch (reading.Name(item, "Type"))
        {
            case "vulnerability":
                of(FactKind.VulnerabilityScan).Add(Vulnerability(inner) with { Suppression = suppression });
                break;
            case "misconfiguration":
                of(FactKind.ConfigurationScan).Add(Misconfiguration(inner) with { Suppression = suppression });
                break;
            case "secret":
                of(FactKind.SecretsScan).Add(Secret(inner) with { Suppression = suppression });
                break;
            case "license":
                of(FactKind.LicenseScan).Add(License(inner) with { Suppression = suppression });
                break;
        }
    }

    private Finding Vulnerability(MapNode item)
    {
        var id = Id(item, "VulnerabilityID");
        var name = reading.Name(item, "PkgName");
        if (name is null)
            reading.Unread(item.Position, $"{id} names no package");
        var version = reading.Name(item, "InstalledVersion");
        var identifier = reading.Map(item, "PkgIdentifier");
        var (score, vector) = TrivyScore.Of(reading, item);
        var path = reading.Raw(item, "PkgPath") ?? (IsSystem || isImage ? null : _target);
        return new Finding
        {
            RuleId = id,
            Supplier = "Trivy",
            Kind = FindingKind.Vulnerability,
            Severity = reading.Severity(reading.Name(item, "Severity") ?? "", Severity.Medium, item.Position),
            Title = id,
            Message = Plain.Line($"{name} {version}: {reading.Text(item, "Title") ?? reading.Text(item, "Description") ?? id}"),
            Location = Resource ?? (path is null ? null : reading.Place(path, null, item.Position)),
            Cwe = SarifKind.Cwe(reading.Texts(item, "CweIDs")),
            Aliases = [.. reading.Texts(item, "VendorIDs").Where(alias => alias != id).Distinct().Order(StringComparer.Ordinal)],
            Component = name is null ? null : new Component(name, version)
            {
                Purl = Components.Purl(reading, reading.Name(identifier, "PURL"), identifier?.Position),
                IsDirect = _relations.IsDirect(reading.Name(identifier, "UID"), reading.Name(item, "PkgID"), item),
            },
            Vulnerability = new VulnerabilityDetail
            {
                FixedVersions = [.. (reading.Name(item, "FixedVersion") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
                Cvss = score,
                CvssVector = vector,
            },
            HelpUri = Help(item, "PrimaryURL"),
        };
    }

    private Finding Misconfiguration(MapNode item)
    {
        var id = Id(item, "ID");
        var title = reading.Name(item, "Title") ?? id;
        var cause = reading.Map(item, "CauseMetadata");
        return new Finding
        {
            RuleId = id,
            Supplier = "Trivy",
            Kind = FindingKind.Misconfiguration,
            Severity = reading.Severity(reading.Name(item, "Severity") ?? "", Severity.Medium, item.Position),
            Title = title,
            Message = reading.Text(item, "Message") ?? title,
            Location = Target(cause, item, reading.Name(cause, "Resource")),
            Aliases = reading.Name(item, "AVDID") is { } alias && alias != id ? [alias] : [],
            Remedy = reading.Text(item, "Resolution"),
            HelpUri = Help(item, "PrimaryURL"),
        };
    }

    // Match and Code hold the secret's neighbourhood, and are never read.
    private Finding Secret(MapNode item)
    {
        var id = Id(item, "RuleID");
        var kind = SarifKind.OfSecret(id);
        var severity = reading.Severity(reading.Name(item, "Severity") ?? "", Severity.High, item.Position);
        var title = reading.Name(item, "Title") ?? id;
        return new Finding
        {
            RuleId = id,
            Supplier = "Trivy",
            Kind = kind,
            Severity = kind == FindingKind.PossibleSecret && severity > Severity.High ? Severity.High : severity,
            Title = title,
            Message = title,
            Location = Target(item, item, null),
            Cwe = [798],
            Remedy = "Revoke it at its provider, then take it out.",
        };
    }

    private Finding License(MapNode item)
    {
        var name = Id(item, "Name");
        var package = reading.Name(item, "PkgName");
        var path = reading.Raw(item, "FilePath");
        return new Finding
        {
            RuleId = name,
            Supplier = "Trivy",
            Kind = FindingKind.License,
            Severity = reading.Severity(reading.Name(item, "Severity") ?? "", Severity.Medium, item.Position),
            Title = name,
            Message = Plain.Line($"{package ?? path ?? "a component"} is licensed as {name} ({reading.Name(item, "Category") ?? "of no category"})"),
            Location = Resource ?? (path is null ? null : reading.Place(path, null, item.Position)),
            Component = package is null ? null : new Component(package, null) { Licenses = [name] },
            HelpUri = Help(item, "Link"),
        };
    }

    private bool Failed(MapNode item) => reading.Name(item, "Status") is null or "FAIL";

    private bool IsSystem => reading.Name(result, "Class") is { } named
        ? named == "os-pkgs"
        : reading.Name(result, "Type") is { } type && Systems.Any(system => type.StartsWith(system, StringComparison.Ordinal));

    private Location? Resource => resource is null ? null : new Location(resource) { IsUri = true };

    private string Id(MapNode item, string member)
    {
        if (reading.Name(item, member) is { } id)
            return id;
        reading.Unread(item.Position, $"a finding lacks its {member}");
        return "unnamed";
    }

    private Location? Target(MapNode? lines, MapNode item, string? symbol)
    {
        if (Resource is { } place)
            return place with { Symbol = symbol };
        if (_target is null)
            return null;
        var start = reading.Whole(lines, "StartLine");
        var region = start is > 0 ? reading.Region(start, null, reading.Whole(lines, "EndLine") is > 0 and var end ? end : null, null, item.Position) : null;
        return reading.Place(_target, region, item.Position) with { Symbol = symbol };
    }

    private string? Help(MapNode item, string member) =>
        reading.Name(item, member) is { } uri && uri.StartsWith("http", StringComparison.Ordinal) && Uri.TryCreate(uri, UriKind.Absolute, out _) ? uri : null;
}
