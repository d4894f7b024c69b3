using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: oscap's results in mitre/heimdall2 (hdf-converters), and the openscap plugin of infobyte/faraday_plugins.
public sealed class OpenScapTests
{
    private const string Results = """
        <TestResult id="t" start-time="2026-01-12T11:37:26-05:00" end-time="2026-01-12T11:37:31-05:00" version="1"><target>host.example</target><target-address>192.0.2.1</target-address><target-facts><fact name="urn:xccdf:fact:scanner:name" type="string">OpenSCAP</fact><fact name="urn:xccdf:fact:scanner:version" type="string">1.3.5</fact></target-facts>
        <rule-result idref="rule_root_login" severity="high" weight="1.0"><result>fail</result><ident system="https://nvd.nist.gov/cce">CCE-80901-2</ident></rule-result><rule-result idref="rule_banner" severity="medium"><result>pass</result></rule-result><rule-result idref="rule_x" severity="unknown"><result>notapplicable</result></rule-result></TestResult>
        """;

    private const string Benchmark = $"""
        <?xml version="1.0" encoding="UTF-8"?><Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><title>Guide</title><Group id="g"><Group id="h"><Rule id="rule_root_login" severity="high"><title>Root may not log in</title></Rule></Group></Group>{Results}</Benchmark>
        """;

    private const string Arf = $"""
        <arf:asset-report-collection xmlns:arf="http://scap.nist.gov/schema/asset-reporting-format/1.1"><arf:reports><arf:report id="r"><arf:content>{Results}</arf:content></arf:report></arf:reports></arf:asset-report-collection>
        """;

    [Theory]
    [InlineData(Benchmark, "Root may not log in")]
    [InlineData(Results, "rule_root_login")]
    [InlineData(Arf, "rule_root_login")]
    public void A_rule_that_failed_is_a_finding_of_its_host(string report, string title)
    {
        var fact = Report.Fact(report);
        Assert.Equal(["rule_root_login HIGH Misconfiguration @ host.example; CCE-80901-2"], Brief.Of(fact));
        Assert.Equal((FactKind.ConfigurationScan, Completeness.Complete, "1.3.5", title), (fact.Kind, fact.Completeness, fact.Producer.Version, Report.Findings(fact)[0].Title));
    }

    [Fact]
    public void A_rule_in_error_makes_it_partial() =>
        Assert.Equal(Completeness.Partial, Report.Fact(Results.Replace("<result>pass<", "<result>error<", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void A_benchmark_without_results_is_no_report() => Assert.Empty(Report.Import("<Benchmark id=\"b\"><title>Guide</title></Benchmark>").Facts);

    [Theory]
    [InlineData(Benchmark)]
    [InlineData(Arf)]
    public void Damage_never_throws(string report) => Report.SurvivesDamage(report, "openscap");
}
