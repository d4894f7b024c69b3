using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class RatsTests
{
    // Shape: report.c of andrew-d/rough-auditing-tool-for-security.
    private const string Many = """
        <?xml version="1.0"?><rats_output><stats><dbcount lang="c">310</dbcount></stats><analyzed>src/a.c</analyzed>
        <vulnerability><severity>High</severity><type>strcpy</type><message>Check the sizes.</message><file><name>src/a.c</name><line>12</line><line>40</line></file></vulnerability>
        <vulnerability><severity>Medium</severity><type>srand</type><message>Weak.</message><file><name>src/b.c</name><line>3</line></file></vulnerability>
        <timing><total_lines>90</total_lines></timing></rats_output>
        """;

    [Fact]
    public void A_place_is_a_finding() =>
        Assert.Equal(["strcpy HIGH Code @ src/a.c:12:1", "strcpy HIGH Code @ src/a.c:40:1", "srand MEDIUM Code @ src/b.c:3:1"], Brief.Of(Report.Fact(Many)));

    [Fact]
    public void A_clean_scan_is_one() => Assert.Empty(Report.Findings("<rats_output><stats></stats></rats_output>"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "rats");
}
