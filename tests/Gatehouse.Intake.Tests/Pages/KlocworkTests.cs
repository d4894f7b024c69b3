using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class KlocworkTests
{
    // Shape: a report among the tests of jenkinsci/analysis-model.
    private const string Many = """
        <?xml version="1.0" encoding="UTF-8"?><errorList xmlns="http://www.klocwork.com/inForce/report/1.0" version="9.6 or later">
          <problem><problemID>1</problemID><file>src/a.c</file><method>main</method><code>ABV.GENERAL</code><message>It overflows.</message><citingStatus>Analyze</citingStatus><state>New</state><severity>Critical</severity><severitylevel>1</severitylevel><line>14</line><taxonomies><taxonomy metaInf="" name="C and C++"/><taxonomy metaInf="" name="CWE-120"/></taxonomies></problem>
          <problem><problemID>2</problemID><file>src/b.c</file><method>f</method><code>NPD.CHECK</code><message>It may be null.</message><citingStatus>Not a Problem</citingStatus><state>Existing</state><severity>Review</severity></problem></errorList>
        """;

    [Fact]
    public void A_problem_has_its_severity_place_and_weakness() =>
        Assert.Equal(["ABV.GENERAL CRITICAL Code @ src/a.c:14:1 main; CWE-120", "NPD.CHECK LOW Code @ src/b.c f; (Not a Problem, Existing in Klocwork)"], Brief.Of(Report.Fact(Many)));

    [Fact]
    public void A_clean_scan_is_one() => Assert.Empty(Report.Findings("""<errorList xmlns="http://www.klocwork.com/inForce/report/1.0" version="9.6 or later"></errorList>"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "klocwork");
}
