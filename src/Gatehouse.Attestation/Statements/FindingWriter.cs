using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Attestation.Statements;

/// <summary>A finding, a component, a place. Its reader is <see cref="FindingReader"/>.</summary>
internal static class FindingWriter
{
    public static void Members(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString("rule", finding.RuleId);
        json.WriteString("supplier", finding.Supplier);
        json.WriteString("kind", Words.FindingKind.Of(finding.Kind));
        json.WriteString("severity", Words.Severity.Of(finding.Severity));
        json.WriteString("confidence", Words.Confidence.Of(finding.Confidence));
        json.WriteString("message", finding.Message);
        json.Optional("title", finding.Title);
        json.Object("location", finding.Location, Place);
        json.List("alsoAt", finding.AlsoAt, static (json, place) =>
        {
            json.Object("location", place.Location, Place);
            json.WriteString("message", place.Message);
        });
        json.List("flow", finding.Flow, static (json, step) =>
        {
            json.Object("location", step.Location, Place);
            json.WriteString("message", step.Message);
        });
        if (!finding.Cwe.IsDefaultOrEmpty)
        {
            json.WriteStartArray("cwe");
            foreach (var number in finding.Cwe)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }

        json.Texts("aliases", finding.Aliases);
        json.Object("component", finding.Component, Component);
        json.Object("vulnerability", finding.Vulnerability, static (json, detail) =>
        {
            json.Texts("fixed", detail.FixedVersions);
            json.Optional("cvss", detail.Cvss);
            json.Optional("cvssVector", detail.CvssVector);
            json.Optional("reached", detail.IsReached);
            json.WriteBoolean("knownExploited", detail.IsKnownExploited);
            json.Optional("epss", detail.Epss);
        });
        json.Optional("remedy", finding.Remedy);
        json.Optional("help", finding.HelpUri);
        if (finding.Fingerprint != default)
            Print(json, "fingerprint", finding.Fingerprint);
        json.Optional("secretTag", finding.SecretTag);
        json.Object("introduced", finding.Introduced, static (json, introduced) =>
        {
            json.WriteString("commit", introduced.Commit);
            json.WriteString("author", introduced.Author);
            json.WriteString("email", introduced.Email);
            json.Time("time", introduced.Time);
            json.WriteBoolean("inTree", introduced.IsInTree);
            json.WriteBoolean("reachable", introduced.IsReachable);
            json.WriteNumber("order", introduced.Order);
            json.WriteNumber("version", introduced.Version);
        });
        json.Object("history", finding.History, static (json, history) =>
        {
            json.WriteString("pack", history.Pack);
            json.Optional("since", history.Since?.ToString());
            json.Optional("raised", history.RaisedIn?.ToString());
            if (history.RaisedFrom is { } from)
                json.WriteString("raisedFrom", Words.Severity.Of(from));
        });
        json.Object("probation", finding.Probation, static (json, probation) =>
        {
            json.WriteString("pack", probation.Pack);
            json.WriteString("release", probation.Release.ToString());
            if (probation.CountsAs is { } severity)
                json.WriteString("countsAs", Words.Severity.Of(severity));
        });
        json.Object("suppression", finding.Suppression, static (json, suppression) =>
        {
            json.WriteString("kind", suppression.Kind);
            json.WriteString("reason", suppression.Reason);
            json.WriteString("source", suppression.Source);
            json.Optional("owner", suppression.Owner);
            json.Optional("expires", suppression.Expires);
        });
        json.WriteString("baseline", Words.BaselineState.Of(finding.Baseline));
        json.Texts("owners", finding.Owners);
        json.Texts("alsoReportedBy", finding.AlsoReportedBy);
        json.WriteNumber("rank", finding.Rank);
        if (finding.MergedInto is { } other)
            Print(json, "mergedInto", other);
    }

    public static void Component(Utf8JsonWriter json, Component component)
    {
        json.WriteString("name", component.Name);
        json.Optional("version", component.Version);
        if (component.Purl is { } purl)
            Write(json, purl);
        json.Texts("licenses", component.Licenses);
        json.Map("digests", component.Digests);
        json.Optional("direct", component.IsDirect);
        json.Object("location", component.Location, Place);
    }

    public static void Place(Utf8JsonWriter json, Location location)
    {
        json.WriteString(location.IsUri ? "uri" : "path", location.Path);
        json.Optional("member", location.Member);
        if (location.Region is { } region)
        {
            json.WriteStartArray("region");
            json.WriteNumberValue(region.StartLine);
            json.WriteNumberValue(region.StartColumn);
            json.WriteNumberValue(region.EndLine);
            json.WriteNumberValue(region.EndColumn);
            json.WriteEndArray();
        }

        json.Optional("symbol", location.Symbol);
    }

    // A purl from a hostile report may hold parts that its text form cannot carry; such a one is written in parts.
    private static void Write(Utf8JsonWriter json, PackageUrl purl)
    {
        var text = purl.ToString();
        if (PackageUrl.TryParse(text, out var back) && back == purl)
        {
            json.WriteString("purl", text);
            return;
        }

        json.Object("purl", purl, static (json, purl) =>
        {
            json.WriteString("type", purl.Type);
            json.Optional("namespace", purl.Namespace);
            json.WriteString("name", purl.Name);
            json.Optional("version", purl.Version);
            json.Optional("qualifiers", purl.Qualifiers);
            json.Optional("subpath", purl.Subpath);
        });
    }

    // Merged into a finding that has no fingerprint is still merged: the empty object says so.
    private static void Print(Utf8JsonWriter json, string name, Fingerprint print)
    {
        var text = print.ToString();
        if (Fingerprint.TryParse(text, out var back) && back == print)
        {
            json.WriteString(name, text);
            return;
        }

        json.WriteStartObject(name);
        json.Optional("scheme", print.Scheme);
        json.Optional("value", print.Value);
        json.WriteEndObject();
    }
}
