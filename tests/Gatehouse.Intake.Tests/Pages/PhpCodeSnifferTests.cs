using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PhpCodeSnifferTests
{
    private static readonly string[] Expected = ["PHPCS_SecurityAudit.BadFunctions.SystemExecFunctions.WarnSystemExec MEDIUM Code @ src/a.php:6:3; CWE-78", "PSR12.Files.EOF LOW Code @ src/a.php:9:1"];

    // Shape: src/Reports of squizlabs/PHP_CodeSniffer.
    private const string Json = """
        { "totals": { "errors": 1, "warnings": 1, "fixable": 1 }, "files": { "src/a.php": { "errors": 1, "warnings": 1, "messages": [
          { "message": "System program execution", "source": "PHPCS_SecurityAudit.BadFunctions.SystemExecFunctions.WarnSystemExec", "severity": 5, "fixable": false, "type": "WARNING", "line": 6, "column": 3 },
          { "message": "No newline", "source": "PSR12.Files.EOF", "severity": 5, "fixable": true, "type": "ERROR", "line": 9, "column": 1 } ] } } }
        """;

    [Theory]
    [InlineData(Json)]
    [InlineData("""<?xml version="1.0" encoding="UTF-8"?><phpcs version="3.9.0"><file name="src/a.php" errors="1" warnings="1" fixable="1"><warning line="6" column="3" source="PHPCS_SecurityAudit.BadFunctions.SystemExecFunctions.WarnSystemExec" severity="5" fixable="0">System program execution</warning><error line="9" column="1" source="PSR12.Files.EOF" severity="5" fixable="1">No newline</error></file></phpcs>""")]
    [InlineData("File,Line,Column,Type,Message,Source,Severity,Fixable\n\"src/a.php\",6,3,warning,\"System program execution\",PHPCS_SecurityAudit.BadFunctions.SystemExecFunctions.WarnSystemExec,5,0\n\"src/a.php\",9,1,error,\"No newline\",PSR12.Files.EOF,5,1\n")]
    public void Each_form_says_the_same(string report) => Assert.Equal(Expected, Brief.Of(Report.Fact(report)));

    [Theory]
    [InlineData("""{"totals":{"errors":0,"warnings":0,"fixable":0},"files":{}}""")]
    [InlineData("""<?xml version="1.0" encoding="UTF-8"?><phpcs version="3.9.0"></phpcs>""")]
    [InlineData("File,Line,Column,Type,Message,Source,Severity,Fixable\n")]
    public void A_clean_scan_is_one(string report) => Assert.Empty(Report.Findings(report));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Json, "phpcs");
}
