using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SentinelTests
{
    private const string Apply = """
        { "can_override": false, "error": null, "result": false, "policies": [
            { "allowed_failure": false, "error": null, "policy": "no-public-bucket", "result": false, "trace": { "description": "Buckets are private", "error": null, "print": "aws_s3_bucket.shop is public\n", "result": false, "rules": { "main": { "ident": "main", "value": "false", "position": { "filename": "policies/no-public-bucket.sentinel", "line": 12, "column": 1 } } } } },
            { "allowed_failure": true, "error": null, "policy": "tags", "result": false, "trace": { "description": "", "print": "", "rules": {} } },
            { "allowed_failure": false, "error": null, "policy": "regions", "result": true, "trace": {} } ] }
        """;

    private const string Checks = """
        { "data": [ { "id": "polchk-1", "type": "policy-checks", "attributes": { "status": "overridden", "scope": "organization", "result": { "result": false, "passed": 0, "hard-failed": 0, "soft-failed": 1, "sentinel": { "schema-version": 1, "data": { "shop": { "can-override": true, "error": null, "result": false, "policies": [ { "allowed-failure": false, "error": null, "policy": "shop/sizes", "result": false, "trace": { "description": "Small machines only", "print": "", "rules": { "main": { "position": { "filename": "sizes.sentinel", "line": 3 } } } } } ] } } } } } } ] }
        """;

    private const string Outcomes = """
        { "data": [ { "id": "psout-1", "type": "policy-set-outcomes", "attributes": { "policy-set-name": "shop", "error": null, "overridable": true, "result-count": { "advisory-failed": 1, "mandatory-failed": 1, "passed": 1, "errored": 0 }, "outcomes": [
            { "policy_name": "private", "enforcement_level": "mandatory", "status": "failed", "description": "Buckets are private", "query": "data.shop.deny", "output": [ "shop is public" ] },
            { "policy_name": "tags", "enforcement_level": "advisory", "status": "failed", "description": "Tags", "output": [ { "print": "no owner" } ] },
            { "policy_name": "regions", "enforcement_level": "mandatory", "status": "passed" } ] } } ] }
        """;

    [Fact]
    public void A_policy_that_failed_is_a_finding()
    {
        var fact = Report.Fact(Apply);
        Assert.Equal((FactKind.ConfigurationScan, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.Equal(
            ["no-public-bucket HIGH Misconfiguration @ policies/no-public-bucket.sentinel:12:1", "tags MEDIUM Misconfiguration"],
            Brief.Of(fact));
        Assert.Equal("no-public-bucket: aws_s3_bucket.shop is public", Report.Findings(fact)[0].Message);
    }

    [Fact]
    public void A_policy_check_that_somebody_overrode_is_suppressed() =>
        Assert.Equal(["shop/sizes HIGH Misconfiguration @ sizes.sentinel:3:1; (overridden in HCP Terraform)"], Brief.Of(Report.Fact(Checks)));

    [Fact]
    public void Outcomes_of_policy_evaluations_are_read_too()
    {
        var fact = Report.Fact(Outcomes);
        Assert.Equal(["private HIGH Misconfiguration", "tags MEDIUM Misconfiguration"], Brief.Of(fact));
        Assert.Equal(["private: shop is public", "tags: no owner"], Report.Findings(fact).Select(finding => finding.Message));
    }

    [Theory]
    [InlineData(Apply, "\"error\": null, \"policy\": \"regions\", \"result\": true", "\"error\": \"undefined import\", \"policy\": \"regions\", \"result\": false")]
    [InlineData(Outcomes, "\"status\": \"passed\"", "\"status\": \"errored\"")]
    [InlineData(Checks, "\"status\": \"overridden\"", "\"status\": \"errored\"")]
    public void A_policy_that_ended_in_error_makes_it_partial(string report, string from, string to) =>
        Assert.Equal(Completeness.Partial, Report.Fact(report.Replace(from, to, StringComparison.Ordinal)).Completeness);

    [Fact]
    public void Policies_that_passed_are_a_scan_without_findings() => Assert.Empty(Report.Findings("""{ "can_override": false, "error": null, "result": true, "policies": [] }"""));

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(Apply, "sentinel");
        Report.SurvivesDamage(Checks, "sentinel");
        Report.SurvivesDamage(Outcomes, "sentinel");
    }
}
