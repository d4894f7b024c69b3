using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CweCheckerTests
{
    private const string Many = """
        [ { "name": "CWE676", "version": "0.1", "addresses": [ "00401155" ], "tids": [ "instr_1" ], "symbols": [ "copy_name" ], "other": [ [ "dangerous_function", "strcpy" ] ], "description": "(Use of Potentially Dangerous Function) copy_name (00401155) -> strcpy" },
          { "name": "CWE215", "version": "0.2", "addresses": [], "tids": [], "symbols": [], "other": [], "description": "(Information Exposure Through Debug Information) The binary contains debug symbols." } ]
        """;

    [Fact]
    public void A_warning_has_its_address_symbol_and_weakness()
    {
        var findings = Report.Findings(Many);
        var finding = findings.Single(finding => finding.RuleId == "CWE676");
        Assert.Equal((Severity.Medium, "Use of Potentially Dangerous Function", "address:00401155", "copy_name"), (finding.Severity, finding.Title, finding.Location!.Path, finding.Location.Symbol));
        Assert.Equal([676], finding.Cwe);
        Assert.Null(findings.Single(finding => finding.RuleId == "CWE215").Location);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "cwe-checker");
}
