using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

/// <summary>
/// A linter of style or types says nothing of security: its report must not stand for the code scan that the code gate asks
/// for. It does where the report itself shows that rules of security were among those that looked.
/// </summary>
public sealed class StyleLintersTests
{
    [Theory]
    [InlineData("""<checkstyle version="8"><file name="a.kt"><error line="1" severity="error" message="long line" source="detekt.MaxLineLength"/></file></checkstyle>""", FactKind.OtherScan)]
    [InlineData("""<checkstyle version="8"/>""", FactKind.OtherScan)]
    [InlineData("""[{"check_name":"complexity","categories":["Complexity"],"description":"d","fingerprint":"f","severity":"major","location":{"path":"a.rb","lines":{"begin":1}}}]""", FactKind.OtherScan)]
    [InlineData("""[{"check_name":"eval","categories":["Security"],"description":"d","fingerprint":"f","severity":"major","location":{"path":"a.rb","lines":{"begin":1}}}]""", FactKind.CodeScan)]
    [InlineData("""[{"code":"F401","end_location":{"column":3,"row":2},"filename":"a.py","fix":null,"location":{"column":1,"row":2},"message":"unused","noqa_row":2,"url":null}]""", FactKind.OtherScan)]
    [InlineData("""[{"code":"S602","end_location":{"column":3,"row":2},"filename":"a.py","fix":null,"location":{"column":1,"row":2},"message":"shell","noqa_row":2,"url":null}]""", FactKind.CodeScan)]
    [InlineData("""{"Issues":[],"Report":{"Linters":[{"Name":"gosec","Enabled":true}]}}""", FactKind.CodeScan)]
    [InlineData("""{"Issues":[],"Report":{"Linters":[{"Name":"gosec"},{"Name":"errcheck","Enabled":true}]}}""", FactKind.OtherScan)]
    [InlineData("""{"totals":{"errors":1,"warnings":0,"fixable":0},"files":{"a.php":{"errors":1,"warnings":0,"messages":[{"message":"m","source":"WordPress.Security.EscapeOutput","severity":5,"type":"ERROR","line":1,"column":1}]}}}""", FactKind.CodeScan)]
    [InlineData("""{"totals":{"errors":1,"warnings":0,"fixable":0},"files":{"a.php":{"errors":1,"warnings":0,"messages":[{"message":"m","source":"PSR12.Files.Header","severity":5,"type":"ERROR","line":1,"column":1}]}}}""", FactKind.OtherScan)]
    [InlineData("""{"totals":{"errors":0,"file_errors":0},"files":[],"errors":[]}""", FactKind.OtherScan)]
    public void Style_is_no_scan_for_flaws(string report, FactKind kind) => Assert.Equal(kind, Report.Fact(report).Kind);
}
