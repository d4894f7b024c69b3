using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CheckstyleTests
{
    // Shape: XMLLogger.java of checkstyle/checkstyle; detekt and others write the same.
    private const string Many = """
        <?xml version="1.0" encoding="UTF-8"?><checkstyle version="10.3">
          <file name="src/A.kt"><error line="12" column="5" severity="warning" message="The exception is swallowed." source="detekt.SwallowedException"/><error line="20" severity="error" message="Too long." source="detekt.LongMethod"/></file>
          <file name="src/B.kt"></file></checkstyle>
        """;

    [Fact]
    public void An_error_has_its_severity_and_place() =>
        Assert.Equal(["detekt.LongMethod MEDIUM Code @ src/A.kt:20:1", "detekt.SwallowedException LOW Code @ src/A.kt:12:5"], Brief.Of(Report.Fact(Many)));

    [Fact]
    public void An_exception_makes_it_partial() =>
        Assert.Equal((Completeness.Partial, "src/C.java"), (Report.Fact("""<checkstyle version="8"><file name="src/C.java"><exception>it did not parse</exception></file></checkstyle>""").Completeness, Report.Fact("""<checkstyle version="8"><file name="src/C.java"><exception>it did not parse</exception></file></checkstyle>""").Notices[0].Path));

    [Fact]
    public void A_clean_scan_is_one() => Assert.Empty(Report.Findings("""<checkstyle version="4.3"/>"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "checkstyle");
}
