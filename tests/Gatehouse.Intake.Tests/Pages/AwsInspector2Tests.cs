using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: the interface's reference (API_Finding) of docs.aws.amazon.com
public sealed class AwsInspector2Tests
{
    private const string Many = """
        { "findings": [ { "findingArn": "arn:aws:inspector2:eu-west-1:1:finding/1", "awsAccountId": "1", "type": "PACKAGE_VULNERABILITY", "title": "CVE-2026-1 - demo", "description": "it overflows", "severity": "HIGH", "status": "ACTIVE", "inspectorScore": 7.5, "packageVulnerabilityDetails": { "vulnerabilityId": "CVE-2026-1", "source": "NVD", "sourceUrl": "https://example.org/1", "cvss": [ { "baseScore": 7.5, "scoringVector": "CVSS:3.1/AV:N", "version": "3.1", "source": "NVD" } ], "vulnerablePackages": [ { "name": "demo", "version": "1.0", "packageManager": "NODEPKG", "filePath": "app/package.json", "fixedInVersion": "1.1" } ] }, "resources": [ { "id": "arn:aws:ecr:eu-west-1:1:repository/shop/sha256:00", "type": "AWS_ECR_CONTAINER_IMAGE" } ], "remediation": { "recommendation": { "text": "None Provided" } } },
          { "findingArn": "arn:aws:inspector2:eu-west-1:1:finding/2", "type": "NETWORK_REACHABILITY", "title": "Port 22 is reachable", "description": "d", "severity": "MEDIUM", "status": "SUPPRESSED", "resources": [ { "id": "i-1", "type": "AWS_EC2_INSTANCE" } ] },
          { "findingArn": "arn:aws:inspector2:eu-west-1:1:finding/3", "type": "CODE_VULNERABILITY", "title": "CWE-89 - SQL injection", "severity": "UNTRIAGED", "inspectorScore": 8.1, "status": "ACTIVE", "codeVulnerabilityDetails": { "cwes": [ "CWE-89" ], "detectorId": "python/sql-injection", "filePath": { "fileName": "db.py", "filePath": "db.py", "startLine": 3, "endLine": 4 } }, "resources": [ { "id": "f" } ] } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.CodeScan, FactKind.VulnerabilityScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        Assert.All(facts, fact => Assert.Equal(Completeness.Complete, fact.Completeness));
        Assert.Equal(
            [
                "python/sql-injection HIGH Code @ db.py:3:1-4:1; CWE-89",
                "CVE-2026-1 HIGH Vulnerability @ app/package.json; pkg:npm/demo@1.0; fixed in 1.1",
                "Port 22 is reachable MEDIUM Misconfiguration @ i-1; (SUPPRESSED in Amazon Inspector)",
            ],
            facts.SelectMany(Brief.Of));
    }

    [Fact]
    public void A_page_of_several_is_partial() =>
        Assert.Equal(Completeness.Partial, Report.Fact("""{ "findings": [ { "findingArn": "arn:aws:inspector2:eu-west-1:1:finding/1", "type": "PACKAGE_VULNERABILITY", "title": "CVE-2026-1 - demo", "severity": "LOW" } ], "nextToken": "n" }""").Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "aws-inspector2");
}
