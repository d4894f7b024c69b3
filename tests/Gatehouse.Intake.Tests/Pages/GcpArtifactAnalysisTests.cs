using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: occurrences in a CVE tracker's tests, the interface's reference of cloud.google.com
public sealed class GcpArtifactAnalysisTests
{
    private const string Many = """
        [ { "name": "projects/p/occurrences/1", "resourceUri": "https://eu-docker.example/p/r/demo@sha256:00", "noteName": "projects/goog-vulnz/notes/CVE-2026-1", "kind": "VULNERABILITY", "vulnerability": { "severity": "HIGH", "cvssScore": 7.1, "packageIssue": [ { "affectedPackage": "demo", "affectedVersion": { "name": "1.0", "kind": "NORMAL", "fullName": "1.0" }, "fixedVersion": { "kind": "NORMAL", "fullName": "1.1" }, "packageType": "NPM", "fileLocation": [ { "filePath": "app/package.json" } ], "effectiveSeverity": "MEDIUM" } ], "shortDescription": "CVE-2026-1", "relatedUrls": [ { "url": "https://example.org/1" } ], "effectiveSeverity": "MEDIUM" } },
          { "resourceUri": "https://eu-docker.example/p/r/demo@sha256:00", "noteName": "projects/goog-vulnz/notes/CVE-2026-2", "kind": "VULNERABILITY", "vulnerability": { "severity": "CRITICAL", "packageIssue": [ { "affectedPackage": "libdemo", "affectedVersion": { "fullName": "2.0" }, "packageType": "OS", "effectiveSeverity": "MINIMAL" } ], "vexAssessment": { "state": "NOT_AFFECTED" } } } ]
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "CVE-2026-1 MEDIUM Vulnerability @ app/package.json; pkg:npm/demo@1.0; fixed in 1.1",
                "CVE-2026-2 INFO Vulnerability @ https://eu-docker.example/p/r/demo@sha256:00; libdemo 2.0; (NOT_AFFECTED by VEX)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "gcp-artifact-analysis");
}
