using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class ApiVulnersTests
{
    private const string Many = """
        { "result": "OK", "data": { "report": [
            { "vulnID": "RHSA-1", "title": "Important: lib update", "family": "redhat", "severity": 4, "severityText": "high", "agentip": "192.0.2.1", "agentfqdn": "db.example", "cumulativeFix": "yum update lib" },
            { "vulnID": "X-2", "title": "Small", "severityText": "none", "agentip": "192.0.2.2" } ],
          "vulns": { "RHSA-1": { "cvss3": { "cvssV3": { "baseScore": 8.1, "vectorString": "CVSS:3.1/AV:N" } }, "cvelist": [ "CVE-2026-1", "CVE-2026-2" ] } }, "totalCount": 2 } }
        """;

    [Fact]
    public void A_vulnerability_is_joined_with_what_is_known_of_it()
    {
        var finding = Report.Findings(Many)[0];
        Assert.Equal(("RHSA-1", Severity.High, "db.example", 8.1, "CVSS:3.1/AV:N"), (finding.RuleId, finding.Severity, finding.Location!.Path, finding.Vulnerability!.Cvss, finding.Vulnerability.CvssVector));
        Assert.Equal(["CVE-2026-1", "CVE-2026-2"], finding.Aliases);
        Assert.Equal((Severity.Info, "192.0.2.2"), (Report.Findings(Many)[1].Severity, Report.Findings(Many)[1].Location!.Path));
    }

    [Fact]
    public void An_answer_of_which_a_part_is_missing_is_partial()
    {
        Assert.Equal(Completeness.Complete, Report.Fact(Many).Completeness);
        Assert.Equal(Completeness.Partial, Report.Fact(Many.Replace("\"totalCount\": 2", "\"totalCount\": 9", StringComparison.Ordinal)).Completeness);
    }

    [Fact]
    public void An_answer_that_is_an_error_is_a_failed_scan() => Assert.Equal(Completeness.Failed, Report.Fact("""{ "result": "error", "data": { "report": [], "vulns": {} } }""").Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "api-vulners");
}
