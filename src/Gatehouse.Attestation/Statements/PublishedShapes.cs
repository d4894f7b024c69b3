using System.Collections.Immutable;
using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Attestation.Statements;

/// <summary>
/// The members that other tools know, where the predicate type is a published one. They are for others: our reader takes
/// everything from <see cref="PredicateTypes.Details"/>, which says the same and more.
/// </summary>
internal static class PublishedShapes
{
    private const string Verifier = "https://gatehouse.dev/gate/";

    public static void Write(Utf8JsonWriter json, Fact fact)
    {
        switch (fact.Predicate)
        {
            case VerdictPredicate { Verdict: var verdict }:
                WriteSummary(json, verdict);
                break;
            case TestRunPredicate run:
                WriteTests(json, run);
                break;
            case ProvenancePredicate provenance:
                WriteProvenance(json, provenance, fact.Time);
                break;
            case SbomPredicate sbom when PredicateTypes.Of(fact) == PredicateTypes.Spdx:
                WriteSpdx(json, fact, sbom);
                break;
            case SbomPredicate sbom:
                WriteCycloneDx(json, sbom);
                break;
        }
    }

    // SLSA VSA 1.0. It knows PASSED and FAILED only: what may not go on, or was only tried out, has not passed.
    private static void WriteSummary(Utf8JsonWriter json, GateVerdict verdict)
    {
        var passed = !verdict.IsTrial && verdict.Outcome is Outcome.Pass or Outcome.Warn or Outcome.NotApplicable;
        json.WriteStartObject("verifier");
        json.WriteString("id", Verifier + Words.Stage.Of(verdict.Stage));
        json.WriteEndObject();
        json.Time("timeVerified", verdict.Time);
        json.WriteString("resourceUri", verdict.Subject.Name);
        json.WriteStartObject("policy");
        json.WriteString("uri", verdict.PolicySource);
        json.WriteStartObject("digest");
        json.WriteString("sha256", verdict.PolicyDigest);
        json.WriteEndObject();
        json.WriteEndObject();
        var inputs = verdict.Criteria.IsDefault ? [] : verdict.Criteria.Where(criterion => !criterion.Facts.IsDefault).SelectMany(criterion => criterion.Facts)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        json.List("inputAttestations", inputs, static (json, id) =>
        {
            json.WriteStartObject("digest");
            json.WriteString("sha256", id);
            json.WriteEndObject();
        });
        json.WriteString("verificationResult", passed ? "PASSED" : "FAILED");
        json.WriteStartArray("verifiedLevels");
        json.WriteStringValue(passed ? "GATEHOUSE_" + Words.Stage.Of(verdict.Stage).ToUpperInvariant() : "FAILED");
        json.WriteEndArray();
        json.WriteString("slsaVersion", "1.0");
    }

    // "configuration" is required and may be empty: a report does not tell how the suite was configured.
    private static void WriteTests(Utf8JsonWriter json, TestRunPredicate run)
    {
        json.WriteString("result", run.Failed > 0 ? "FAILED" : run.Passed > 0 ? "PASSED" : "WARNED");
        json.WriteStartArray("configuration");
        json.WriteEndArray();
        WriteNames(json, "passedTests", run, TestOutcome.Passed);
        WriteNames(json, "failedTests", run, TestOutcome.Failed);
    }

    private static void WriteNames(Utf8JsonWriter json, string name, TestRunPredicate run, TestOutcome outcome)
    {
        json.WriteStartArray(name);
        foreach (var test in run.Cases.IsDefault ? [] : run.Cases)
        {
            if (test.Outcome == outcome)
                json.WriteStringValue(test.Name);
        }

        json.WriteEndArray();
    }

    private static void WriteProvenance(Utf8JsonWriter json, ProvenancePredicate provenance, DateTimeOffset time)
    {
        json.WriteStartObject("buildDefinition");
        json.WriteString("buildType", provenance.BuildType ?? "");
        json.WriteStartObject("externalParameters");
        json.Optional("source", provenance.Source);
        json.WriteEndObject();
        if (provenance.Source is not null || provenance.SourceCommit is not null)
        {
            json.WriteStartArray("resolvedDependencies");
            json.WriteStartObject();
            json.Optional("uri", provenance.Source);
            if (provenance.SourceCommit is not null)
            {
                json.WriteStartObject("digest");
                json.WriteString("gitCommit", provenance.SourceCommit);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteStartObject("runDetails");
        json.WriteStartObject("builder");
        json.WriteString("id", provenance.BuilderId);
        json.WriteEndObject();
        json.WriteStartObject("metadata");
        json.Optional("invocationId", provenance.Invocation);
        json.Time("finishedOn", time);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCycloneDx(Utf8JsonWriter json, SbomPredicate sbom)
    {
        var version = sbom.Format.AsSpan(sbom.Format.LastIndexOf(' ') + 1);
        json.WriteString("bomFormat", "CycloneDX");
        json.WriteString("specVersion", version is "1.4" or "1.5" or "1.6" or "1.7" ? version : "1.6");
        json.WriteNumber("version", 1);
        json.WriteStartArray("components");
        foreach (var component in sbom.Components.IsDefault ? [] : sbom.Components)
        {
            json.WriteStartObject();
            json.WriteString("type", "library");
            json.WriteString("name", component.Name);
            json.Optional("version", component.Version);
            json.Optional("purl", component.Purl?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // SPDX 2.3: what sections 6 and 7 require.
    private static void WriteSpdx(Utf8JsonWriter json, Fact fact, SbomPredicate sbom)
    {
        var about = fact.Subjects.Length > 0 ? fact.Subjects[0] : null;
        json.WriteString("spdxVersion", "SPDX-2.3");
        json.WriteString("dataLicense", "CC0-1.0");
        json.WriteString("SPDXID", "SPDXRef-DOCUMENT");
        json.WriteString("name", about?.Name ?? "");
        json.WriteString("documentNamespace", FormattableString.Invariant(
            $"https://gatehouse.dev/spdx/{Uri.EscapeDataString(about?.Id ?? "")}/{fact.Time.ToUnixTimeMilliseconds()}"));
        json.WriteStartObject("creationInfo");
        json.Time("created", fact.Time);
        json.WriteStartArray("creators");
        json.WriteStringValue("Tool: " + fact.Producer.Name + (fact.Producer.Version is { } version ? "-" + version : ""));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("packages");
        var number = 0;
        foreach (var component in sbom.Components.IsDefault ? [] : sbom.Components)
        {
            json.WriteStartObject();
            json.WriteString("SPDXID", FormattableString.Invariant($"SPDXRef-Package-{++number}"));
            json.WriteString("name", component.Name);
            json.Optional("versionInfo", component.Version);
            json.WriteString("downloadLocation", "NOASSERTION");
            if (component.Purl is { } purl)
            {
                json.List("externalRefs", [purl.ToString()], static (json, locator) =>
                {
                    json.WriteString("referenceCategory", "PACKAGE-MANAGER");
                    json.WriteString("referenceType", "purl");
                    json.WriteString("referenceLocator", locator);
                });
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
