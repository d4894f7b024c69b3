using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class XygeniTests
{
    private const string Head = "\"metadata\": { \"reportProperties\": { \"tool.name\": \"xygeni\" } }, \"currentBranch\": \"main\"";

    // Shape: src/xygeni/service/issues.ts of xygeni/vscode-extension, which reads the scanner's reports.
    private const string Code = "{ " + Head + ", \"vulnerabilities\": [ { \"issueId\": \"i\", \"kind\": \"sql_injection\", \"detector\": \"java.sql_injection\", \"severity\": \"critical\", \"confidence\": \"highest\", \"location\": { \"filepath\": \"src/A.java\", \"beginLine\": 4, \"endLine\": 5, \"beginColumn\": 2, \"endColumn\": 9, \"code\": \"x\" }, \"explanation\": \"Input reaches a query\", \"cwe\": 89, \"cwes\": [ \"CWE-89\" ] } ] }";

    [Fact]
    public void Code_has_its_severity_place_and_weakness()
    {
        var fact = Report.Fact(Code);
        Assert.Equal(FactKind.CodeScan, fact.Kind);
        Assert.Equal("java.sql_injection CRITICAL Code @ src/A.java:4:2-5:9; CWE-89", Assert.Single(Brief.Of(fact)));
    }

    [Fact]
    public void A_secret_is_not_kept()
    {
        var fact = Report.Fact("{ " + Head + ", \"secrets\": [ { \"issueId\": \"i\", \"type\": \"mailer_token\", \"hash\": \"hidden-hash\", \"detector\": \"mailer\", \"severity\": \"high\", \"confidence\": \"high\", \"location\": { \"filepath\": \"a.cfg\", \"beginLine\": 2, \"code\": \"hidden\", \"secret\": \"hidden\" } } ] }");
        Assert.Equal("mailer HIGH Credential @ a.cfg:2:1; CWE-798", Assert.Single(Brief.Of(fact)));
        Assert.DoesNotContain("hidden", Report.Findings(fact)[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_packages_vulnerabilities_name_it() =>
        Assert.Equal(
            "CVE-2026-0006 HIGH Vulnerability @ composer.json:3:1; CWE-434; mailer 6.0.0",
            Assert.Single(Brief.Of(Report.Fact("{ " + Head + ", \"dependencies\": [ { \"name\": \"mailer\", \"version\": \"6.0.0\", \"paths\": { \"locations\": [ { \"filepath\": \"composer.json\", \"beginLine\": 3 } ] }, \"vulnerabilities\": [ { \"id\": \"CVE-2026-0006\", \"severity\": \"high\", \"cve\": \"CVE-2026-0006\", \"cwes\": [ \"CWE-434\" ], \"ratings\": [ { \"score\": 8.1, \"method\": \"CVSSV31\" } ], \"description\": \"Code runs\" } ] } ] }"))));

    [Theory]
    [InlineData("secrets", FactKind.SecretsScan)]
    [InlineData("flaws", FactKind.ConfigurationScan)]
    [InlineData("misconfigurations", FactKind.ConfigurationScan)]
    [InlineData("dependencies", FactKind.VulnerabilityScan)]
    [InlineData("vulnerabilities", FactKind.CodeScan)]
    public void A_report_without_findings_states_what_it_looked_for(string member, FactKind kind) =>
        Assert.Equal((kind, Completeness.Complete), (Report.Fact("{ " + Head + ", \"" + member + "\": [] }").Kind, Report.Fact("{ " + Head + ", \"" + member + "\": [] }").Completeness));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Code, "xygeni");
}
