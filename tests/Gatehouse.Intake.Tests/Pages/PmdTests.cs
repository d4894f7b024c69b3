using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PmdTests
{
    private const string Many = "\"Problem\",\"Package\",\"File\",\"Priority\",\"Line\",\"Description\",\"Rule set\",\"Rule\"\n"
        + "\"1\",\"com.example\",\"src/A.java\",\"1\",\"21\",\"All methods are static\",\"Design\",\"UseUtilityClass\"\n"
        + "\"2\",\"com.example\",\"src/A.java\",\"4\",\"30\",\"Unused\",\"Best Practices\",\"UnusedLocalVariable\"\n";

    [Fact]
    public void A_row_is_a_finding_with_its_place_and_priority() =>
        Assert.Equal(
            [("UseUtilityClass", Severity.High, "src/A.java:21:1"), ("UnusedLocalVariable", Severity.Low, "src/A.java:30:1")],
            Report.Findings(Many).Select(finding => (finding.RuleId, finding.Severity, finding.Location!.ToString())));

    [Fact]
    public void Xml_and_json_are_read_too_and_what_was_not_parsed_makes_them_partial()
    {
        var xml = Report.Fact("""
            <?xml version="1.0" encoding="UTF-8"?><pmd xmlns="http://pmd.sourceforge.net/report/2.0.0" version="7.1.0" timestamp="2026-02-01T10:00:00"><file name="src/B.java"><violation beginline="4" endline="4" begincolumn="2" endcolumn="9" rule="EmptyCatch" ruleset="Error Prone" priority="3">empty catch</violation></file><error filename="src/C.java" msg="ParseException"/></pmd>
            """);
        var finding = Assert.Single(Report.Findings(xml));
        Assert.Equal(("7.1.0", "EmptyCatch", Severity.Medium, "src/B.java:4:2", "empty catch"), (xml.Producer.Version, finding.RuleId, finding.Severity, finding.Location!.ToString(), finding.Message));
        Assert.Equal((Completeness.Partial, "src/C.java"), (xml.Completeness, xml.Notices[0].Path));

        var json = Report.Fact("""{ "formatVersion": 0, "pmdVersion": "7.1.0", "timestamp": "2026-02-01T10:00:00Z", "files": [ { "filename": "src/B.java", "violations": [ { "beginline": 4, "begincolumn": 2, "endline": 4, "endcolumn": 9, "description": "empty catch", "rule": "EmptyCatch", "priority": 5 } ] } ], "processingErrors": [] }""");
        Assert.Equal((Completeness.Complete, Severity.Info), (json.Completeness, Assert.Single(Report.Findings(json)).Severity));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "pmd");
}
