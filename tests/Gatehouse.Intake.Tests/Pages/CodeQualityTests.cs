using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CodeQualityTests
{
    // Shape: spec/analyzers/SPEC.md of codeclimate/platform; GitLab asks for a part of it.
    private const string Many = """
        [ { "type": "issue", "check_name": "exec", "description": "A command from input", "categories": [ "Security" ], "location": { "path": "./lib/run.rb", "lines": { "begin": 13, "end": 14 } }, "severity": "major", "fingerprint": "f1" },
          { "description": "Unused variable", "fingerprint": "f2", "severity": "minor", "location": { "path": "lib/a.rb", "positions": { "begin": { "line": 3, "column": 10 }, "end": { "line": 3, "column": 12 } } } },
          { "type": "issue", "description": "Dead code", "check_name": "dead", "categories": [ "Style" ], "fingerprint": "f3", "severity": "blocker", "location": { "path": "lib/b.rb", "lines": { "begin": 1 } } } ]
        """;

    [Fact]
    public void An_issue_has_its_severity_and_place_and_one_of_security_is_worse() =>
        Assert.Equal(["dead HIGH Code @ lib/b.rb:1:1", "exec HIGH Code @ lib/run.rb:13:1-14:1", "code-quality LOW Code @ lib/a.rb:3:10-3:12"], Brief.Of(Report.Fact(Many)));

    [Fact]
    public void GitLabs_least_form_is_told() =>
        Assert.Equal("no-unused LOW Code @ a.js:42:1", Assert.Single(Brief.Of(Report.Fact("""[ { "description": "unused", "check_name": "no-unused", "fingerprint": "f", "severity": "minor", "location": { "path": "a.js", "lines": { "begin": 42 } } } ]"""))));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "code-quality");
}
