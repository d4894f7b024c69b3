using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class HuskyCiTests
{
    // Shape: client/types/types.go and api/securitytest of globocom/huskyCI.
    private const string Many = """
        { "goresults": { "gosecoutput": { "highvulns": [ { "language": "Go", "securitytool": "GoSec", "severity": "HIGH", "confidence": "HIGH", "file": "/go/src/code/main.go", "line": "8", "code": "exec", "details": "Subprocess launched with a variable", "type": "G204" } ], "nosecvulns": [ { "language": "Go", "securitytool": "GoSec", "severity": "LOW", "file": "b.go", "line": "2", "details": "muted", "type": "G101" } ] } },
          "pythonresults": { "banditoutput": {}, "safetyoutput": { "highvulns": [ { "language": "Python", "securitytool": "Safety", "severity": "high", "code": "django 1.0", "details": "CVE-2026-0003 in it", "title": "Vulnerable Dependency: django (<2.0)", "vulnerablebelow": "<2.0" } ] } },
          "javascriptresults": { "npmauditoutput": { "lowvulns": [ { "language": "JavaScript", "securitytool": "NpmAudit", "severity": "low", "title": "No package-lock.json found.", "details": "There is no lock file." } ] }, "yarnauditoutput": {} },
          "genericresults": { "gitleaksoutput": { "mediumvulns": [ { "securitytool": "GitLeaks", "severity": "MEDIUM", "file": "conf.py", "code": "hidden", "title": "Hard Coded AWS Secret Key in: conf.py" } ] } },
          "summary": { "RID": "r" } }
        """;

    [Fact]
    public void What_each_tool_found_is_of_its_kind()
    {
        var facts = Report.Facts(Many);
        Assert.Equal([FactKind.SecretsScan, FactKind.CodeScan, FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind).Order());
        Assert.Equal(
            [
                "G101 LOW Code @ b.go:2:1; (#nosec)",
                "G204 HIGH Code @ file:///go/src/code/main.go:8:1",
                "Hard Coded AWS Secret Key in: conf.py MEDIUM Credential @ conf.py; CWE-798",
                "Vulnerable Dependency: django (<2.0) HIGH Vulnerability; CVE-2026-0003",
            ],
            facts.SelectMany(Brief.Of).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(facts.SelectMany(fact => Report.Findings(fact)), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void What_it_could_not_run_makes_it_partial() =>
        Assert.All(Report.Facts(Many), fact => Assert.Equal((Completeness.Partial, "NpmAudit"), (fact.Completeness, fact.Notices[0].Path)));

    [Fact]
    public void The_analysis_of_its_interface_is_read_too()
    {
        var fact = Report.Fact("""{ "RID": "r", "repositoryURL": "u", "status": "finished", "result": "failed", "errorFound": "", "containers": [ { "CID": "c", "securityTest": { "name": "bandit" }, "cResult": "error", "cInfo": "Error running" } ], "huskyciresults": { "pythonresults": { "banditoutput": { "mediumvulns": [ { "securitytool": "Bandit", "severity": "MEDIUM", "file": "a.py", "line": "3", "details": "exec used", "type": "B102" } ] } } } }""");
        Assert.Equal((Completeness.Partial, "bandit"), (fact.Completeness, Assert.Single(fact.Notices).Path));
        Assert.Equal("B102 MEDIUM Code @ a.py:3:1", Assert.Single(Brief.Of(fact)));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "huskyci");
}
