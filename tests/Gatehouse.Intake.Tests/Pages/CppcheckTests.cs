using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CppcheckTests
{
    private const string Many = """
        <?xml version="1.0" encoding="UTF-8"?>
        <results version="2"><cppcheck version="2.17.1"/><errors>
          <error id="arrayIndexOutOfBounds" severity="error" msg="short" verbose="Array is accessed out of bounds." cwe="788"><location file="src/a.c" line="8" column="26" info="here"/><location file="src/a.c" line="3"/></error>
          <error id="unreadVariable" severity="style" msg="never used" inconclusive="true" cwe="563"/></errors></results>
        """;

    [Fact]
    public void An_error_has_its_first_place_and_weakness()
    {
        var fact = Report.Fact(Many);
        var findings = Report.Findings(fact);
        Assert.Equal(("2.17.1", "arrayIndexOutOfBounds", Severity.High, "src/a.c:8:26", "Array is accessed out of bounds."), (fact.Producer.Version, findings[0].RuleId, findings[0].Severity, findings[0].Location!.ToString(), findings[0].Message));
        Assert.Equal([788], findings[0].Cwe);
        Assert.Equal((Severity.Low, Confidence.Low, null), (findings[1].Severity, findings[1].Confidence, findings[1].Location));
    }

    [Fact]
    public void The_first_version_of_the_format_is_not_taken_for_the_second() => Assert.Contains("no known format", Report.Problem("""<results><error file="a.c" line="1" id="x" severity="error" msg="m"/></results>"""), StringComparison.Ordinal);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "cppcheck");
}
