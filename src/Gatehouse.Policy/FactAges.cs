using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>How old facts may be by default.</summary>
public static class FactAges
{
    /// <summary>A day for what the world changes (advisories, alerts), longer for what only the subject does.</summary>
    public static ImmutableDictionary<FactKind, TimeSpan> Default { get; } = new Dictionary<FactKind, TimeSpan>
    {
        [FactKind.SecretsScan] = TimeSpan.FromDays(30),
        [FactKind.CodeScan] = TimeSpan.FromDays(30),
        [FactKind.VulnerabilityScan] = TimeSpan.FromHours(24),
        [FactKind.LicenseScan] = TimeSpan.FromDays(30),
        [FactKind.ConfigurationScan] = TimeSpan.FromDays(30),
        [FactKind.WebScan] = TimeSpan.FromDays(30),
        [FactKind.OtherScan] = TimeSpan.FromDays(30),
        [FactKind.Sbom] = TimeSpan.FromDays(30),
        [FactKind.TestRun] = TimeSpan.FromDays(7),
        [FactKind.ThreatModel] = TimeSpan.FromDays(90),
        [FactKind.Review] = TimeSpan.FromDays(90),
        [FactKind.Approval] = TimeSpan.FromDays(30),
        [FactKind.Signature] = TimeSpan.FromDays(30),
        [FactKind.Provenance] = TimeSpan.FromDays(365),
        [FactKind.Deployment] = TimeSpan.FromDays(7),
        [FactKind.Alerts] = TimeSpan.FromHours(24),
    }.ToImmutableDictionary();

    /// <summary>The word for a kind in gatehouse.yaml: <c>secrets-scan</c>.</summary>
    public static string Name(FactKind kind) => kind switch
    {
        FactKind.SecretsScan => "secrets-scan",
        FactKind.CodeScan => "code-scan",
        FactKind.VulnerabilityScan => "vulnerability-scan",
        FactKind.LicenseScan => "license-scan",
        FactKind.ConfigurationScan => "configuration-scan",
        FactKind.WebScan => "web-scan",
        FactKind.OtherScan => "other-scan",
        FactKind.Sbom => "sbom",
        FactKind.TestRun => "test-run",
        FactKind.ThreatModel => "threat-model",
        FactKind.Review => "review",
        FactKind.Approval => "approval",
        FactKind.Provenance => "provenance",
        FactKind.Signature => "signature",
        FactKind.Deployment => "deployment",
        FactKind.Alerts => "alerts",
        FactKind.Acknowledgement => "acknowledgement",
        FactKind.Verdict => "verdict",
        FactKind.Request => "request",
        FactKind.Decision => "decision",
        FactKind.Revocation => "revocation",
    };
}
