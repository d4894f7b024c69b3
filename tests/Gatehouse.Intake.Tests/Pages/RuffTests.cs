using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class RuffTests
{
    // Shape: crates/ruff_db/src/diagnostic/render/json.rs of astral-sh/ruff.
    private const string Many = """
        [ { "cell": null, "code": "S602", "end_location": { "column": 30, "row": 5 }, "filename": "/app/run.py", "fix": null, "location": { "column": 5, "row": 5 }, "message": "subprocess with shell", "noqa_row": 5, "url": "https://docs.example/S602" },
          { "cell": null, "code": "F401", "end_location": { "column": 10, "row": 1 }, "filename": "/app/run.py", "fix": { "applicability": "safe" }, "location": { "column": 8, "row": 1 }, "message": "unused", "noqa_row": 1, "url": null },
          { "cell": null, "code": null, "end_location": { "column": 2, "row": 9 }, "filename": "/app/bad.py", "fix": null, "location": { "column": 1, "row": 9 }, "message": "SyntaxError: expected", "noqa_row": null, "url": null } ]
        """;

    [Fact]
    public void Rules_of_security_are_medium_and_a_file_that_did_not_parse_makes_it_partial()
    {
        var fact = Report.Fact(Many);
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Equal(["S602 MEDIUM Code @ file:///app/run.py:5:5-5:30; CWE-78", "F401 INFO Code @ file:///app/run.py:1:8-1:10"], Brief.Of(fact));
    }

    [Fact]
    public void Json_lines_are_read() =>
        Assert.Equal("S101 MEDIUM Code @ a.py:2:1-2:3", Assert.Single(Brief.Of(Report.Fact("""{"cell":null,"code":"S101","end_location":{"column":3,"row":2},"filename":"a.py","fix":null,"location":{"column":1,"row":2},"message":"assert","noqa_row":2,"url":null}"""))));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "ruff");
}
