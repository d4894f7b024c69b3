using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class InferTests
{
    // Shape: infer/src/atd/jsonbug.atd of facebook/infer.
    private const string Many = """
        [ { "bug_type": "NULL_DEREFERENCE", "qualifier": "object p last assigned on line 3 could be null", "severity": "ERROR", "category": "x", "line": 5, "column": -1, "procedure": "a.B.c():void", "procedure_start_line": 2, "file": "src/B.java", "bug_trace": [], "key": "k", "hash": "h", "bug_type_hum": "Null Dereference", "suppressed": false },
          { "bug_type": "TAINT_ERROR", "qualifier": "input reaches a sink", "severity": "ERROR", "line": 8, "column": 2, "procedure": "f", "file": "src/t.c", "bug_type_hum": "Taint Error", "suppressed": false },
          { "bug_type": "DEAD_STORE", "qualifier": "unused", "severity": "WARNING", "line": 9, "column": 2, "procedure": "g", "file": "src/t.c", "bug_type_hum": "Dead Store", "suppressed": true } ]
        """;

    [Fact]
    public void A_bug_has_its_severity_place_and_weakness_and_taint_is_worse() =>
        Assert.Equal(
            ["TAINT_ERROR HIGH Code @ src/t.c:8:1 f; CWE-20", "NULL_DEREFERENCE MEDIUM Code @ src/B.java:5:1 a.B.c():void; CWE-476", "DEAD_STORE LOW Code @ src/t.c:9:1 g; CWE-563; (suppressed in the code)"],
            Brief.Of(Report.Fact(Many)));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "infer");
}
