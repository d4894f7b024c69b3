using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class NoseyParkerTests
{
    // Shape: the JSON schema and the changelog of praetorian-inc/noseyparker.
    private const string Many = """
        [ { "finding_id": "f", "rule_name": "Mailer Token", "rule_text_id": "np.mailer.1", "rule_structural_id": "s", "groups": [ "hidden" ], "num_matches": 2, "num_redundant_matches": 0, "statuses": [ "reject" ], "comment": null, "matches": [
            { "blob_id": "b1", "blob_metadata": { "id": "b1", "num_bytes": 9 }, "groups": [ "hidden" ], "location": { "offset_span": { "start": 1, "end": 9 }, "source_span": { "start": { "line": 3, "column": 7 }, "end": { "line": 3, "column": 40 } } }, "provenance": [ { "kind": "git_repo", "repo_path": "/r", "first_commit": { "commit_metadata": { "commit_id": "c1" }, "blob_path": "src/a.rs" } } ], "snippet": { "before": "", "matching": "hidden", "after": "" }, "score": null, "comment": null, "status": null },
            { "blob_id": "b2", "groups": [ "hidden" ], "location": { "source_span": { "start": { "line": 1, "column": 1 }, "end": { "line": 1, "column": 2 } } }, "provenance": [ { "kind": "file", "path": "t/b.txt" } ], "snippet": { "matching": "hidden" }, "comment": "a fixture", "status": "reject" } ] },
          { "rule_name": "Generic Password", "num_matches": 1, "matches": [ { "blob_id": "b3", "matching_input": "hidden", "location": { "source_span": { "start": { "line": 8, "column": 2 }, "end": { "line": 8, "column": 9 } } }, "provenance": [ { "kind": "git_repo", "repo_path": "/r", "commit_provenance": { "commit_kind": "first_seen", "commit_metadata": { "commit_id": "c2" }, "blob_path": "old.cfg" } } ] } ] } ]
        """;

    [Fact]
    public void A_match_is_a_finding_at_its_place_and_a_rejected_one_is_suppressed()
    {
        var fact = Report.Fact(Many);
        Assert.Equal(FactKind.SecretsScan, fact.Kind);
        Assert.Equal(
            ["Generic Password HIGH PossibleSecret @ old.cfg:8:2-8:9; CWE-798", "np.mailer.1 HIGH Credential @ src/a.rs:3:7-3:40; CWE-798", "np.mailer.1 HIGH Credential @ t/b.txt:1:1-1:2; CWE-798; (a fixture)"],
            Brief.Of(fact));
    }

    [Fact]
    public void Json_lines_of_the_first_versions_are_read() =>
        Assert.Equal("Mailer Token HIGH Credential @ c.txt:2:1-2:5; CWE-798", Assert.Single(Brief.Of(Report.Fact("""{"rule_name":"Mailer Token","match_content":"hidden","num_matches":1,"matches":[{"blob_id":"b","location":{"source_span":{"start":{"line":2,"column":1},"end":{"line":2,"column":5}}},"provenance":{"kind":"file","path":"c.txt"}}]}"""))));

    [Fact]
    public void No_secret_is_kept() => Assert.DoesNotContain(Report.Findings(Many), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "noseyparker");
}
