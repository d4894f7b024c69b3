using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Attestation.Statements;

/// <summary>Reads what <see cref="FindingWriter"/> writes.</summary>
internal static class FindingReader
{
    public static Finding Read(ShapeReader shape, JsonElement json) => new()
    {
        RuleId = shape.Text(json, "rule"),
        Supplier = shape.Text(json, "supplier"),
        Kind = shape.Word(json, "kind", Words.FindingKind),
        Severity = shape.Word(json, "severity", Words.Severity),
        Confidence = shape.Word(json, "confidence", Words.Confidence),
        Message = shape.Text(json, "message"),
        Title = shape.OptionalText(json, "title"),
        Location = shape.Object(json, "location", Place),
        AlsoAt = shape.Objects(json, "alsoAt", static (shape, json) => new FurtherPlace(
            shape.Required(json, "location", Place) ?? new Location(""), shape.Text(json, "message"))),
        Flow = shape.Objects(json, "flow", static (shape, json) => new FlowStep(
            shape.Required(json, "location", Place) ?? new Location(""), shape.Text(json, "message"))),
        Cwe = shape.Numbers(json, "cwe"),
        Aliases = shape.Texts(json, "aliases"),
        Component = shape.Object(json, "component", Component),
        Vulnerability = shape.Object(json, "vulnerability", static (shape, json) => new VulnerabilityDetail
        {
            FixedVersions = shape.Texts(json, "fixed"),
            Cvss = shape.OptionalNumber(json, "cvss"),
            CvssVector = shape.OptionalText(json, "cvssVector"),
            IsReached = shape.OptionalFlag(json, "reached"),
            IsKnownExploited = shape.Flag(json, "knownExploited"),
            Epss = shape.OptionalNumber(json, "epss"),
        }),
        Remedy = shape.OptionalText(json, "remedy"),
        HelpUri = shape.OptionalText(json, "help"),
        Fingerprint = Print(shape, json, "fingerprint") ?? default,
        SecretTag = shape.OptionalText(json, "secretTag"),
        Introduced = shape.Object(json, "introduced", static (shape, json) => new Introduction(
            shape.Text(json, "commit"), shape.Text(json, "author"), shape.Text(json, "email"), shape.Time(json, "time"))
        {
            IsInTree = shape.Flag(json, "inTree"),
            IsReachable = shape.Flag(json, "reachable"),
            Order = shape.Small(json, "order"),
            Version = shape.Small(json, "version"),
        }),
        History = shape.Object(json, "history", static (shape, json) => new RuleHistory(
            shape.Text(json, "pack"), Version(shape, json, "since"), Version(shape, json, "raised"), Severity(shape, json, "raisedFrom"))),
        Probation = shape.Object(json, "probation", static (shape, json) => new Probation(
            shape.Text(json, "pack"), Version(shape, json, "release") ?? default, Severity(shape, json, "countsAs"))),
        Suppression = shape.Object(json, "suppression", static (shape, json) => new Suppression(
            shape.Text(json, "kind"), shape.Text(json, "reason"), shape.Text(json, "source"))
        {
            Owner = shape.OptionalText(json, "owner"),
            Expires = shape.OptionalDay(json, "expires"),
        }),
        Baseline = shape.Word(json, "baseline", Words.BaselineState),
        Owners = shape.Texts(json, "owners"),
        AlsoReportedBy = shape.Texts(json, "alsoReportedBy"),
        Rank = shape.Small(json, "rank"),
        MergedInto = Print(shape, json, "mergedInto"),
    };

    public static Component Component(ShapeReader shape, JsonElement json) => new(shape.Text(json, "name"), shape.OptionalText(json, "version"))
    {
        Purl = Purl(shape, json),
        Licenses = shape.Texts(json, "licenses"),
        Digests = shape.Map(json, "digests"),
        IsDirect = shape.OptionalFlag(json, "direct"),
        Location = shape.Object(json, "location", Place),
    };

    public static Location Place(ShapeReader shape, JsonElement json)
    {
        var uri = shape.OptionalText(json, "uri");
        var numbers = shape.Numbers(json, "region");
        if (numbers.Length is not (0 or 4))
            shape.Fail("region", "should be four numbers: first line and column, last line and column");
        return new Location(
            uri ?? shape.Text(json, "path"),
            numbers.Length == 4 ? new Region(numbers[0], numbers[1], numbers[2], numbers[3]) : null,
            shape.OptionalText(json, "symbol"))
        {
            IsUri = uri is not null,
            Member = shape.OptionalText(json, "member"),
        };
    }

    private static PackageUrl? Purl(ShapeReader shape, JsonElement json)
    {
        if (shape.TryFind(json, "purl", out var value) && value.ValueKind == JsonValueKind.Object)
        {
            return shape.Object(json, "purl", static (shape, json) => new PackageUrl(
                shape.Text(json, "type"), shape.OptionalText(json, "namespace"), shape.Text(json, "name"),
                shape.OptionalText(json, "version"), shape.OptionalText(json, "qualifiers"), shape.OptionalText(json, "subpath")));
        }

        if (shape.OptionalText(json, "purl") is not { } text)
            return null;
        if (PackageUrl.TryParse(text, out var purl))
            return purl;
        shape.Fail("purl", "is no package URL");
        return null;
    }

    private static PackVersion? Version(ShapeReader shape, JsonElement json, string name)
    {
        if (shape.OptionalText(json, name) is not { } text)
            return null;
        if (PackVersion.TryParse(text, out var version))
            return version;
        shape.Fail(name, "is no release such as 0.2");
        return null;
    }

    private static Severity? Severity(ShapeReader shape, JsonElement json, string name) =>
        shape.TryFind(json, name, out _) ? shape.Word(json, name, Words.Severity) : null;

    private static Fingerprint? Print(ShapeReader shape, JsonElement json, string name)
    {
        if (shape.TryFind(json, name, out var value) && value.ValueKind == JsonValueKind.Object)
            return new Fingerprint(shape.OptionalText(value, "scheme")!, shape.OptionalText(value, "value")!);
        if (shape.OptionalText(json, name) is not { } text)
            return null;
        if (Fingerprint.TryParse(text, out var print))
            return print;
        shape.Fail(name, "is no fingerprint: scheme:value");
        return null;
    }
}
