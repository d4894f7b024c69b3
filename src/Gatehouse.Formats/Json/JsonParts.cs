using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Formats.Json;

/// <summary>The parts that every JSON output of ours has in common, so that a finding looks the same in each.</summary>
public static class JsonParts
{
    /// <summary><c>{kind, name, digests}</c></summary>
    public static void Write(Utf8JsonWriter json, Subject subject)
    {
        json.WriteStartObject();
        json.WriteString("kind", subject.Kind.ToString().ToLowerInvariant());
        json.WriteString("name", subject.Name);
        json.WriteStartObject("digests");
        foreach (var (algorithm, value) in subject.Digests)
            json.WriteString(algorithm, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A verdict with its criteria; findings by fingerprint, since the document holds them in full.</summary>
    public static void Write(Utf8JsonWriter json, GateVerdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("gate", verdict.Stage.ToName());
        json.WriteString("outcome", FieldNames.Of(verdict.Outcome));
        json.WriteString("mode", FieldNames.Of(verdict.Mode));
        json.WriteBoolean("trial", verdict.IsTrial);
        json.WriteString("policySource", verdict.PolicySource);
        json.WriteString("policyDigest", verdict.PolicyDigest);
        json.WriteString("time", verdict.Time.UtcDateTime);
        json.WriteStartArray("criteria");
        foreach (var criterion in verdict.Criteria)
            Write(json, criterion);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>One criterion's decision.</summary>
    public static void Write(Utf8JsonWriter json, CriterionResult criterion)
    {
        json.WriteStartObject();
        json.WriteString("id", criterion.Criterion);
        json.WriteString("outcome", FieldNames.Of(criterion.Outcome));
        json.WriteString("reason", criterion.Reason);
        Optional(json, "remedy", criterion.Remedy);
        Optional(json, "owedBy", criterion.OwedBy);
        Strings(json, "facts", criterion.Facts);
        Strings(json, "findings", [.. criterion.Findings.Select(finding => finding.Fingerprint.ToString())]);
        if (criterion.Waiver is { } waiver)
        {
            json.WriteStartObject("waiver");
            json.WriteString("id", waiver.Id);
            json.WriteString("reason", waiver.Reason);
            json.WriteString("owner", waiver.Owner);
            json.WriteString("expires", waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>What a supplier did.</summary>
    public static void Write(Utf8JsonWriter json, SupplierSummary supplier)
    {
        json.WriteStartObject();
        json.WriteString("name", supplier.Name);
        Optional(json, "version", supplier.Version);
        json.WriteString("completeness", FieldNames.Of(supplier.Completeness));
        json.WriteNumber("files", supplier.Files);
        json.WriteStartArray("notices");
        foreach (var notice in supplier.Notices)
        {
            json.WriteStartObject();
            json.WriteString("kind", FieldNames.Of(notice.Kind));
            json.WriteString("path", notice.Path);
            json.WriteString("reason", notice.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>How often a rule's findings are ignored; counts of zero are left out.</summary>
    public static void Write(Utf8JsonWriter json, IgnoredRate rate)
    {
        json.WriteStartObject();
        json.WriteString("supplier", rate.Supplier);
        json.WriteString("rule", rate.Rule);
        json.WriteNumber("found", rate.Found);
        json.WriteNumber("ignored", rate.Ignored);
        json.WriteNumber("percent", rate.Percent);
        foreach (var (name, count, _) in rate.Counts)
        {
            if (count > 0)
                json.WriteNumber(name, count);
        }

        json.WriteEndObject();
    }

    /// <summary>A finding with all marks.</summary>
    public static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.RuleId);
        json.WriteString("supplier", finding.Supplier);
        json.WriteString("kind", FieldNames.Of(finding.Kind));
        json.WriteString("severity", finding.Severity.ToLabel());
        json.WriteString("confidence", FieldNames.Of(finding.Confidence));
        Optional(json, "title", finding.Title);
        json.WriteString("message", finding.Message);
        if (finding.Location is { } location)
        {
            json.WritePropertyName("location");
            Write(json, location);
        }

        Steps(json, "alsoAt", finding.AlsoAt.IsDefault ? [] : finding.AlsoAt.Select(place => (place.Location, place.Message)));
        Steps(json, "flow", finding.Flow.IsDefault ? [] : finding.Flow.Select(step => (step.Location, step.Message)));

        if (!finding.Cwe.IsDefaultOrEmpty)
        {
            json.WriteStartArray("cwe");
            foreach (var cwe in finding.Cwe)
                json.WriteNumberValue(cwe);
            json.WriteEndArray();
        }

        Strings(json, "aliases", finding.Aliases);
        WriteComponent(json, finding);
        Optional(json, "remedy", finding.Remedy);
        Optional(json, "help", finding.HelpUri);
        if (finding.Fingerprint.Value is { Length: > 0 })
            json.WriteString("fingerprint", finding.Fingerprint.ToString());
        Optional(json, "secretTag", finding.SecretTag);
        WriteIntroduction(json, finding.Introduced);
        json.WriteBoolean("active", finding.IsActive);
        json.WriteString("baseline", FieldNames.Of(finding.Baseline));
        json.WriteNumber("rank", finding.Rank);
        Strings(json, "owners", finding.Owners);
        Strings(json, "alsoReportedBy", finding.AlsoReportedBy);
        if (finding.MergedInto is { } other)
            json.WriteString("mergedInto", other.ToString());
        WriteSuppression(json, finding.Suppression);
        if (finding.Probation is { } probation)
        {
            json.WriteStartObject("probation");
            json.WriteString("pack", probation.Pack);
            json.WriteString("release", probation.Release.ToString());
            Optional(json, "countsAs", probation.CountsAs?.ToLabel());
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteIntroduction(Utf8JsonWriter json, Introduction? introduced)
    {
        if (introduced is null)
            return;
        json.WriteStartObject("introduced");
        if (introduced.Commit.Length > 0)
        {
            json.WriteString("commit", introduced.Commit);
            json.WriteString("author", introduced.Author);
            json.WriteString("email", introduced.Email);
            json.WriteString("time", introduced.Time);
        }

        json.WriteBoolean("inTree", introduced.IsInTree);
        json.WriteBoolean("reachable", introduced.IsReachable);
        json.WriteEndObject();
    }

    private static void Steps(Utf8JsonWriter json, string name, IEnumerable<(Location Location, string Message)> steps)
    {
        var any = false;
        foreach (var (location, message) in steps)
        {
            if (!any)
                json.WriteStartArray(name);
            any = true;
            json.WriteStartObject();
            json.WritePropertyName("location");
            Write(json, location);
            json.WriteString("message", message);
            json.WriteEndObject();
        }

        if (any)
            json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Location location)
    {
        json.WriteStartObject();
        json.WriteString(location.IsUri ? "uri" : "path", location.Path);
        Optional(json, "member", location.Member);
        if (location.Region is { } region)
        {
            json.WriteNumber("startLine", region.StartLine);
            json.WriteNumber("startColumn", region.StartColumn);
            json.WriteNumber("endLine", region.EndLine);
            json.WriteNumber("endColumn", region.EndColumn);
        }

        Optional(json, "symbol", location.Symbol);
        json.WriteEndObject();
    }

    private static void WriteComponent(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Component is { } component)
        {
            json.WriteStartObject("component");
            json.WriteString("name", component.Name);
            Optional(json, "version", component.Version);
            Optional(json, "purl", component.Purl?.ToString());
            if (component.IsDirect is { } direct)
                json.WriteBoolean("direct", direct);
            json.WriteEndObject();
        }

        if (finding.Vulnerability is { } detail)
        {
            json.WriteStartObject("vulnerability");
            Strings(json, "fixedVersions", detail.FixedVersions);
            if (detail.Cvss is { } cvss)
                json.WriteNumber("cvss", cvss);
            Optional(json, "cvssVector", detail.CvssVector);
            if (detail.Epss is { } epss)
                json.WriteNumber("epss", epss);
            json.WriteBoolean("knownExploited", detail.IsKnownExploited);
            if (detail.IsReached is { } reached)
                json.WriteBoolean("reached", reached);
            json.WriteEndObject();
        }
    }

    private static void WriteSuppression(Utf8JsonWriter json, Suppression? suppression)
    {
        if (suppression is null)
            return;
        json.WriteStartObject("suppression");
        json.WriteString("kind", suppression.Kind);
        json.WriteString("reason", suppression.Reason);
        json.WriteString("source", suppression.Source);
        Optional(json, "owner", suppression.Owner);
        if (suppression.Expires is { } expires)
            json.WriteString("expires", expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void Strings(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (values.IsDefaultOrEmpty)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
