using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class BearerTests
{
    // Shape: pkg/report/output/security of Bearer/bearer, and its state of March 2023.
    private const string Many = """
        { "critical": [ { "cwe_ids": [ "89" ], "id": "ruby_lang_sql", "title": "Query from input", "description": "long", "documentation_url": "https://docs.example/sql", "line_number": 12, "full_filename": "\/tmp\/scan/app/a.rb", "filename": "app/a.rb", "source": { "start": 12, "end": 13, "column": { "start": 5, "end": 20 } }, "parent_line_number": 11, "snippet": "hidden", "fingerprint": "f_0" } ],
          "warning": [ { "cwe_ids": [ "798" ], "id": "gitleaks", "title": "Hard-coded secret", "documentation_url": "", "line_number": 3, "filename": "app/b.rb", "parent_line_number": 3, "code_extract": "hidden" } ] }
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var facts = Report.Facts(Many);
        Assert.Equal(["ruby_lang_sql CRITICAL Code @ app/a.rb:12:5-13:20; CWE-89", "gitleaks LOW PossibleSecret @ app/b.rb:3:1; CWE-798"], facts.SelectMany(Brief.Of).OrderDescending(StringComparer.Ordinal));
        Assert.DoesNotContain(facts.SelectMany(fact => Report.Findings(fact)), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_versions_keep_the_rule_apart() =>
        Assert.Equal("js_weak HIGH Code @ a.js:4:1; CWE-327", Assert.Single(Brief.Of(Report.Fact("""{ "high": [ { "rule": { "cwe_ids": [ "327" ], "id": "js_weak", "description": "Weak hash", "documentation_url": "https://docs.example/w" }, "line_number": 4, "filename": "a.js", "parent_line_number": 4, "parent_content": "x" } ] }"""))));

    [Fact]
    public void The_second_form_names_itself_and_its_errors_make_it_partial()
    {
        var fact = Report.Fact("""{ "source": "Bearer", "version": "1.46.0", "findings": [ { "id": "go_exec", "title": "Command from input", "cwe_ids": [ "78" ], "documentation_url": "u", "line_number": 2, "filename": "m.go", "severity": "medium" } ], "errors": [ { "filename": "big.go", "error": "timed out" } ] }""");
        Assert.Equal(("1.46.0", Completeness.Partial, "big.go"), (fact.Producer.Version, fact.Completeness, Assert.Single(fact.Notices).Path));
        Assert.Equal("go_exec MEDIUM Code @ m.go:2:1; CWE-78", Assert.Single(Brief.Of(fact)));
        Assert.Empty(Report.Findings("""{ "source": "Bearer", "version": "1.46.0", "findings": null, "errors": [] }"""));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "bearer");
}
