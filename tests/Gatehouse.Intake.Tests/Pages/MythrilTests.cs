using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class MythrilTests
{
    // Shape: mythril/analysis/report.py of ConsenSys/mythril.
    private const string Many = """
        { "success": true, "error": null, "issues": [ { "title": "Unprotected Selfdestruct", "swc-id": "106", "contract": "Bank", "description": "Anyone can kill it.", "function": "kill()", "severity": "High", "address": 146, "sourceMap": "a", "filename": "contracts/bank.sol", "lineno": 9 },
          { "title": "Timestamp", "swc-id": "116", "contract": "MAIN", "description": "Time decides.", "function": "f()", "severity": "Low", "address": 12 } ] }
        """;

    [Fact]
    public void An_issue_has_its_severity_place_and_weakness() =>
        Assert.Equal(["SWC-106 HIGH Code @ contracts/bank.sol:9:1 Bank.kill(); CWE-284", "SWC-116 LOW Code @ MAIN:12 MAIN.f(); CWE-829"], Brief.Of(Report.Fact(Many)));

    [Fact]
    public void The_second_form_is_read_and_its_errors_make_it_partial()
    {
        var fact = Report.Fact("""[ { "issues": [ { "swcID": "SWC-107", "swcTitle": "Reentrancy", "description": { "head": "A call.", "tail": "It may come back." }, "severity": "Medium", "locations": [ { "sourceMap": "146:1:0" } ], "extra": {} } ], "sourceType": "raw-bytecode", "sourceFormat": "evm-byzantium-bytecode", "sourceList": [ "0xabc" ], "meta": { "logs": [ { "level": "error", "hidden": true, "msg": "timeout" } ] } } ]""");
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Equal("SWC-107 MEDIUM Code @ 0xabc; CWE-841", Assert.Single(Brief.Of(fact)));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "mythril");
}
