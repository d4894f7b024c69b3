using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class VisualCodeGrepperTests
{
    // Shape: ExportResultsXML in VisualCodeGrepper/Forms/frmMain.vb of nccgroup/VCG.
    private const string Many = """
        <?xml version="1.0"?><!--XML Export of VCG Results--><CodeIssueCollection>
          <CodeIssue><Priority>2</Priority><Severity>High</Severity><Title>strcpy</Title><Description>It may overflow.</Description><FileName>C:\src\a.c</FileName><Line>14</Line><CodeLine>x</CodeLine></CodeIssue>
          <CodeIssue><Priority>4</Priority><Severity>Standard</Severity><Title>gets</Title><Description>d</Description><FileName>src/b.c</FileName><Line>3</Line><CodeLine>y</CodeLine><Checked>True</Checked><CheckColour>LawnGreen</CheckColour></CodeIssue>
        </CodeIssueCollection>
        """;

    [Fact]
    public void An_issue_has_its_severity_and_place_and_a_checked_one_is_suppressed() =>
        Assert.Equal(["strcpy HIGH Code @ file:///C:/src/a.c:14:1", "gets MEDIUM Code @ src/b.c:3:1; (checked off in VisualCodeGrepper)"], Brief.Of(Report.Fact(Many)));

    [Fact]
    public void A_clean_scan_is_one() => Assert.Empty(Report.Findings("<CodeIssueCollection></CodeIssueCollection>"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "vcg");
}
