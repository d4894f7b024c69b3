using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Gitleaks;

public sealed class GitleaksTests
{
    private static readonly string Hidden = "hid" + "den-value";

    private static readonly string Many = $$"""
        [
          { "RuleID": "example-provider-token", "Description": "Found a token", "StartLine": 4, "EndLine": 4, "StartColumn": 9, "EndColumn": 20, "Match": "key={{Hidden}}", "Secret": "{{Hidden}}",
            "File": "src/app.py", "SymlinkFile": "", "Commit": "{{new string('e', 40)}}", "Entropy": 4.1, "Author": "A", "Email": "a@example.org", "Date": "2026-01-01T00:00:00Z", "Message": "add {{Hidden}}", "Tags": [],
            "Fingerprint": "{{new string('e', 40)}}:src/app.py:example-provider-token:4" },
          { "RuleID": "generic-api-key", "Description": "Generic key", "StartLine": 0, "EndLine": 0, "StartColumn": 0, "EndColumn": 0, "Match": "x", "Secret": "x", "File": "conf/a.env", "Commit": "", "Fingerprint": "conf/a.env:generic-api-key:0" }
        ]
        """;

    [Fact]
    public void A_finding_has_its_place_and_never_its_secret()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((FactKind.SecretsScan, new Producer("Gitleaks"), Completeness.Complete), (fact.Kind, fact.Producer, fact.Completeness));
        var finding = Report.Findings(fact)[1];
        Assert.Equal((FindingKind.Credential, Severity.High), (finding.Kind, finding.Severity));
        Assert.Equal(new Location("src/app.py", new Region(4, 9, 4, 21)), finding.Location);
        Assert.Equal("Found a token (in commit eeeeeeeeeeee)", finding.Message);
        Assert.EndsWith(":example-provider-token:4", Assert.Single(finding.Aliases));
        Assert.DoesNotContain(Report.Findings(fact), found => found.ToString().Contains(Hidden, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_without_a_known_shape_gives_a_possible_secret()
    {
        var finding = Report.Findings(Many)[0];
        Assert.Equal((FindingKind.PossibleSecret, new Location("conf/a.env")), (finding.Kind, finding.Location));
    }

    [Fact]
    public void An_empty_list_could_be_anybodys_and_the_user_is_asked()
    {
        Assert.Contains("it holds nothing by which to tell whose report it is: say it with --importer NAME", Report.Problem("[]"), StringComparison.Ordinal);
        Assert.Empty(Report.Findings(Report.Fact("[]", "gitleaks")));
    }

    [Fact]
    public void A_finding_of_wrong_types_makes_the_scan_partial()
    {
        var fact = Report.Fact("""[ { "RuleID": "a", "File": "f", "StartLine": "x" }, 7, { "RuleID": {}, "File": [] } ]""");
        Assert.Equal((Completeness.Partial, 2), (fact.Completeness, Report.Findings(fact).Length));
    }

    [Fact]
    public void A_report_of_version_7_has_its_places_and_never_its_secrets()
    {
        var fact = Report.Fact($$"""
            [ { "line": "key={{Hidden}}", "lineNumber": 12, "offender": "{{Hidden}}", "commit": "{{new string('e', 40)}}", "rule": "Example Key", "commitMessage": "add {{Hidden}}", "file": "src/app.py", "tags": "key" },
              { "line": "x", "offender": "x", "rule": "Generic credential", "file": "conf/a.env", "commit": "" } ]
            """);
        Assert.Equal(["Example Key HIGH Credential @ src/app.py:12:1; CWE-798", "Generic credential HIGH PossibleSecret @ conf/a.env; CWE-798"], Pages.Brief.Of(fact).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Report.Findings(fact), found => found.ToString().Contains(Hidden, StringComparison.Ordinal));
    }

    [Fact]
    public void The_word_null_is_a_scan_that_found_none_where_the_importer_is_named()
    {
        Assert.Equal((Completeness.Complete, 0), (Report.Fact("null", "gitleaks").Completeness, Report.Findings(Report.Fact("null", "gitleaks")).Length));
        Assert.Contains("holds nothing by which to tell whose", Report.Problem("null"));
    }

    [Fact]
    public void A_truncated_report_is_refused() => Assert.Contains("not readable as JSON", Report.Problem(Many[..300]));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "gitleaks");
}
