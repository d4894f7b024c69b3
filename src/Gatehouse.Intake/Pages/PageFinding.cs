using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Intake.Importers.Sarif;
using Gatehouse.Model;

namespace Gatehouse.Intake.Pages;

/// <summary>What an item gave.</summary>
/// <param name="Fact">Which scan found it, or <see cref="FactKind.Alerts"/>.</param>
/// <param name="Alert">Where it is an alert.</param>
internal sealed record Found(FactKind Fact, Finding Finding, PageAlert? Alert);

/// <summary>Makes findings of the items of one source.</summary>
internal sealed class PageFinding(Page page, FindingSource source, Reading reading, PageBudget budget)
{
    private const int MaxAliases = 1000;

    /// <summary>The first text of a field as it is written; null where there is none.</summary>
    public string? Text(Scope item, string field) => source.Fields.GetValueOrDefault(field)?.Text(item, budget);

    public Found Of(Scope item)
    {
        var id = Name(item, "rule");
        if (id is null)
            reading.Unread(item.Node.Position, "a finding names no rule");
        id ??= "unnamed";
        var title = Name(item, "title");
        var message = Line(item, "message") ?? title ?? id;
        var kind = Kind(item, id);
        // A scan of hosts may find what a scan of components would; it is none all the same.
        var fact = kind == FindingKind.Alert || (page.Fact != FactKind.OtherScan && source.Fields.ContainsKey("kind")) ? PageWords.FactOf(kind) ?? page.Fact : page.Fact;
        if (fact == FactKind.Alerts && kind != FindingKind.Alert)
            fact = FactKind.OtherScan;
        var vulnerability = Vulnerability(item, kind);
        var severity = source.Severities.Of(reading, Text(item, "severity"), vulnerability?.Cvss, item.Node.Position);
        var component = Component(item);
        var finding = new Finding
        {
            RuleId = id,
            Supplier = page.Tool,
            Kind = kind,
            Severity = kind == FindingKind.PossibleSecret && severity > Severity.High ? Severity.High : severity,
            Confidence = Confidence(item),
            Title = title ?? Plain.Line(message, 200),
            Message = message,
            Location = Place(item),
            Cwe = Cwe(item, kind),
            Aliases = [.. Identifiers.Aliases(All(item, "aliases")).Where(alias => alias != id)],
            Component = component,
            Vulnerability = vulnerability,
            Remedy = Line(item, "remedy"),
            HelpUri = Text(item, "help") is { } help && Uri.TryCreate(help, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? Plain.Line(help, Plain.NameLength) : null,
            Suppression = source.SuppressWhen?.Holds(item, budget) == true
                ? new Suppression("file", Line(item, "suppress-reason") ?? $"accepted in {page.Tool}", $"{page.Tool}'s report")
                : null,
        };
        return new Found(fact, finding, fact == FactKind.Alerts ? PageAlert.Of(reading, source, budget, item, finding) : null);
    }

    /// <summary>The text of <c>unique</c>; null where the item stands alone. What someone accepted never takes an open one with it.</summary>
    public string? Key(Scope item) => Text(item, "unique") is { } key ? (source.SuppressWhen?.Holds(item, budget) == true ? "-" : "+") + key : null;

    /// <summary>
    /// The finding with what another item of the same text of <c>unique</c> says: a tool may write a line for each id. Of two
    /// severities the worse holds.
    /// </summary>
    public static Finding Join(Finding kept, Finding other)
    {
        var aliases = kept.Aliases.Concat(other.Aliases).Where(alias => alias != kept.RuleId).Distinct().Order(StringComparer.Ordinal).Take(MaxAliases);
        return kept with
        {
            Severity = other.Severity > kept.Severity ? other.Severity : kept.Severity,
            Aliases = [.. aliases],
            Cwe = [.. kept.Cwe.Union(other.Cwe).Order()],
        };
    }

    private FindingKind Kind(Scope item, string id)
    {
        if (Text(item, "kind") is { } word)
        {
            if (PageWords.TryFind(PageWords.Kinds, word, out var kind))
                return kind;
            reading.Unread(item.Node.Position, $"\"{Plain.Line(word, 40)}\" is no known kind of finding");
        }

        return page.Fact switch
        {
            FactKind.SecretsScan => SarifKind.OfSecret(id),
            FactKind.VulnerabilityScan => FindingKind.Vulnerability,
            FactKind.LicenseScan => FindingKind.License,
            FactKind.ConfigurationScan => FindingKind.Misconfiguration,
            FactKind.WebScan => FindingKind.Web,
            FactKind.Alerts => FindingKind.Alert,
            _ => FindingKind.Code,
        };
    }

    private Confidence Confidence(Scope item) => Text(item, "confidence")?.ToLowerInvariant() switch
    {
        "high" or "certain" or "confirmed" => Model.Confidence.High,
        "low" or "tentative" => Model.Confidence.Low,
        _ => Model.Confidence.Medium,
    };

    private Location? Place(Scope item)
    {
        var line = Whole(item, "line");
        var region = line is null ? null : reading.Region(line, Whole(item, "column"), Whole(item, "end-line"), Whole(item, "end-column"), item.Node.Position);
        var symbol = Name(item, "symbol");
        if (Text(item, "path") is { } path)
            return reading.Place(path, region, item.Node.Position) with { Symbol = symbol };
        return Name(item, "uri") is { } uri ? new Location(uri, region, symbol) { IsUri = true } : null;
    }

    // 0 and -1 are how tools say that they know no line; "12-15" and "12:4" begin with it.
    private long? Whole(Scope item, string field)
    {
        if (Text(item, field) is not { } text)
            return null;
        var digits = text.AsSpan().TrimStart("Ll ");
        var length = digits.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : digits.Length;
        if (long.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number > 0 ? number : null;
        if (!text.StartsWith('-') && !text.Equals("n/a", StringComparison.OrdinalIgnoreCase) && !text.Equals("none", StringComparison.OrdinalIgnoreCase))
            reading.Unread(item.Node.Position, $"{field} should be a whole number, and is \"{Plain.Line(text, 40)}\"");
        return null;
    }

    private ImmutableArray<int> Cwe(Scope item, FindingKind kind)
    {
        var numbers = Identifiers.Cwe(All(item, "cwe"));
        return numbers.IsEmpty && kind is FindingKind.Credential or FindingKind.PossibleSecret ? [798] : numbers;
    }

    private Component? Component(Scope item)
    {
        var purl = Components.Purl(reading, Name(item, "component.purl"), item.Node.Position);
        var name = Name(item, "component.name") ?? (purl is null ? null : Components.NameOf(purl));
        if (name is null)
            return null;
        var version = Name(item, "component.version") ?? purl?.Version;
        return new Component(name, version)
        {
            Purl = purl ?? (Name(item, "component.ecosystem") is { } ecosystem ? Ecosystems.Purl(ecosystem, name, version) : null),
            IsDirect = Text(item, "component.direct")?.ToLowerInvariant() switch
            {
                "true" or "direct" or "yes" => true,
                "false" or "indirect" or "transitive" or "no" => false,
                _ => null,
            },
            Licenses = [.. All(item, "component.license").Select(license => Plain.Line(license, Plain.NameLength)).Distinct()],
        };
    }

    private VulnerabilityDetail? Vulnerability(Scope item, FindingKind kind)
    {
        var cvss = Text(item, "cvss") is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is > 0 and <= 10 ? score : (double?)null;
        var vector = Name(item, "vector");
        ImmutableArray<string> versions = [.. All(item, "fixed").SelectMany(part => part.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(version => Plain.Line(version, 100)).Distinct()];
        return kind != FindingKind.Vulnerability && cvss is null && vector is null && versions.IsEmpty
            ? null
            : new VulnerabilityDetail { FixedVersions = versions, Cvss = cvss, CvssVector = vector };
    }

    private IEnumerable<string> All(Scope item, string field) => source.Fields.GetValueOrDefault(field)?.Texts(item, budget).Take(MaxAliases) ?? [];

    private string? Line(Scope item, string field) => Text(item, field) is { } text && Plain.Line(text) is { Length: > 0 } line ? line : null;

    private string? Name(Scope item, string field) => Text(item, field) is { } text && Plain.Line(text, Plain.NameLength) is { Length: > 0 } line ? line : null;
}
