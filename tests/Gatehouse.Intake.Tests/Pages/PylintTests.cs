using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PylintTests
{
    // Shape: pylint/reporters/json_reporter.py of pylint-dev/pylint.
    private const string Many = """
        [ { "type": "warning", "module": "app", "obj": "run", "line": 4, "column": 8, "endLine": 4, "endColumn": 12, "path": "app.py", "symbol": "eval-used", "message": "Use of eval", "message-id": "W0123" },
          { "type": "convention", "module": "app", "obj": "", "line": 1, "column": 0, "endLine": null, "endColumn": null, "path": "app.py", "symbol": "missing-module-docstring", "message": "Missing docstring", "message-id": "C0114" },
          { "type": "error", "module": "bad", "obj": "", "line": 3, "column": 1, "path": "bad.py", "symbol": "syntax-error", "message": "invalid syntax", "message-id": "E0001" } ]
        """;

    [Fact]
    public void A_message_has_its_severity_and_place_and_a_file_that_did_not_parse_makes_it_partial()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((Completeness.Partial, "bad.py"), (fact.Completeness, Assert.Single(fact.Notices).Path));
        Assert.Equal(["eval-used MEDIUM Code @ app.py:4:1 run; CWE-95", "syntax-error LOW Code @ bad.py:3:1", "missing-module-docstring INFO Code @ app.py:1:1"], Brief.Of(fact));
    }

    [Fact]
    public void The_second_form_is_told_even_when_it_is_clean()
    {
        Assert.Equal("unused-import INFO Code @ b.py:2:1", Assert.Single(Brief.Of(Report.Fact("""{ "messages": [ { "type": "warning", "symbol": "unused-import", "message": "unused", "messageId": "W0611", "confidence": "UNDEFINED", "module": "b", "obj": "", "line": 2, "column": 0, "endLine": null, "path": "b.py", "absolutePath": "/b.py" } ], "statistics": { "messageTypeCount": { "fatal": 0 }, "modulesLinted": 1, "score": 9 } }"""))));
        Assert.Equal(Completeness.Complete, Report.Fact("""{ "messages": [], "statistics": { "messageTypeCount": { "fatal": 0 }, "modulesLinted": 3, "score": 10.0 } }""").Completeness);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "pylint");
}
