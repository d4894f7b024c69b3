using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Sarif;

public sealed class SarifTests
{
    private const string Many = """
        {
          "$schema": "https://example.org/sarif-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": { "driver": { "name": "ExampleScan", "semanticVersion": "4.2.0", "rules": [
                { "id": "sql-injection", "name": "SqlInjection", "shortDescription": { "text": "SQL injection" }, "helpUri": "https://example.org/rules/sql",
                  "messageStrings": { "default": { "text": "{0} reaches {1}" } },
                  "properties": { "security-severity": "9.1", "precision": "very-high", "tags": ["security", "external/cwe/cwe-089"] } },
                { "id": "weak-hash", "defaultConfiguration": { "level": "note" } }
              ] } },
              "invocations": [ { "executionSuccessful": true, "endTimeUtc": "2026-02-28T10:00:00Z", "workingDirectory": { "uri": "file:///build/example/" } } ],
              "results": [
                { "ruleId": "sql-injection", "ruleIndex": 0, "message": { "id": "default", "arguments": ["id", "query"] },
                  "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "src/My%20Store.cs" }, "region": { "startLine": 12, "startColumn": 5, "endColumn": 20 } },
                                   "logicalLocations": [ { "fullyQualifiedName": "Store.Find" } ] } ],
                  "codeFlows": [ { "threadFlows": [ { "locations": [
                    { "location": { "physicalLocation": { "artifactLocation": { "uri": "src/Api.cs" }, "region": { "startLine": 3 } }, "message": { "text": "id comes in" } } },
                    { "location": { "physicalLocation": { "artifactLocation": { "uri": "src/My%20Store.cs" }, "region": { "startLine": 12 } }, "message": { "text": "and is run" } } }
                  ] } ] } ],
                  "baselineState": "new" },
                { "ruleId": "weak-hash/md5", "message": { "text": "MD5" }, "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "file:///build/example/lib/h.c" } } } ],
                  "suppressions": [ { "kind": "inSource", "justification": "a cache key" } ] },
                { "ruleId": "unlisted", "message": { "text": "something" } },
                { "ruleId": "weak-hash", "kind": "pass", "message": { "text": "fine" } }
              ]
            }
          ]
        }
        """;

    [Fact]
    public void A_run_is_a_fact_with_producer_time_and_findings_worst_first()
    {
        var fact = Report.Fact(Many);
        Assert.Equal(FactKind.CodeScan, fact.Kind);
        Assert.Equal(new Producer("ExampleScan", "4.2.0"), fact.Producer);
        Assert.Equal(new DateTimeOffset(2026, 2, 28, 10, 0, 0, TimeSpan.Zero), fact.Time);
        Assert.Equal(Completeness.Complete, fact.Completeness);
        Assert.Equal(Report.Commit, Assert.Single(fact.Subjects));
        Assert.Equal(["sql-injection", "unlisted", "weak-hash/md5"], Report.Findings(fact).Select(finding => finding.RuleId));
        Assert.Equal([Severity.Critical, Severity.Medium, Severity.Low], Report.Findings(fact).Select(finding => finding.Severity));
    }

    [Fact]
    public void A_finding_has_its_message_place_flow_and_cwe()
    {
        var finding = Report.Findings(Many)[0];
        Assert.Equal("id reaches query", finding.Message);
        Assert.Equal("SQL injection", finding.Title);
        Assert.Equal(new Location("src/My Store.cs", new Region(12, 5, 12, 20), "Store.Find"), finding.Location);
        Assert.Equal(["src/Api.cs", "src/My Store.cs"], finding.Flow.Select(step => step.Location.Path));
        Assert.Equal([89], finding.Cwe);
        Assert.Equal(Confidence.High, finding.Confidence);
        Assert.Equal(BaselineState.New, finding.Baseline);
        Assert.Equal("https://example.org/rules/sql", finding.HelpUri);
    }

    [Fact]
    public void A_suppressed_result_stays_with_its_reason_and_a_file_below_the_working_directory_is_one_of_the_subject()
    {
        var finding = Report.Findings(Many)[2];
        Assert.Equal(new Suppression("inline", "a cache key", "ExampleScan's report"), finding.Suppression);
        Assert.Equal(new Location("lib/h.c"), finding.Location);
    }

    [Theory]
    [InlineData("underReview")]
    [InlineData("rejected")]
    public void A_suppression_that_nobody_accepted_does_not_count(string status) =>
        Assert.True(Assert.Single(Report.Findings(Run($$"""[{ "ruleId": "a", "message": { "text": "m" }, "suppressions": [{ "kind": "external", "status": "{{status}}" }] }]"""))).IsActive);

    [Fact]
    public void No_result_is_a_scan_that_found_nothing() => Assert.Empty(Report.Findings(Run("[]")));

    [Theory]
    [InlineData("Gitleaks", FactKind.SecretsScan)]
    [InlineData("checkov", FactKind.ConfigurationScan)]
    [InlineData("Grype", FactKind.VulnerabilityScan)]
    [InlineData("osv-scanner", FactKind.VulnerabilityScan)]
    [InlineData("ZAP", FactKind.WebScan)]
    [InlineData("CodeQL", FactKind.CodeScan)]
    [InlineData("some-linter", FactKind.CodeScan)]
    public void The_tool_tells_what_was_scanned_even_where_nothing_was_found(string tool, FactKind kind) => Assert.Equal(kind, Report.Fact(Run("[]", tool)).Kind);

    [Fact]
    public void An_empty_run_of_a_tool_that_scans_for_many_things_is_refused() =>
        Assert.Contains("does not say what it looked for", Report.Problem(Run("[]", "Trivy")));

    [Fact]
    public void One_run_of_several_kinds_is_a_fact_a_kind_by_its_rules_tags()
    {
        var facts = Report.Facts("""
            { "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "Trivy", "rules": [
                { "id": "CVE-2026-1000", "properties": { "tags": ["vulnerability", "security"], "security-severity": "7.5" } },
                { "id": "private-key", "properties": { "tags": ["secret", "security"] } },
                { "id": "generic-thing", "properties": { "tags": ["secret"], "security-severity": "9.9" } } ] } },
              "results": [ { "ruleId": "CVE-2026-1000", "message": { "text": "v" } }, { "ruleId": "private-key", "message": { "text": "s" } }, { "ruleId": "generic-thing", "message": { "text": "s" } } ] } ] }
            """);
        Assert.Equal([FactKind.SecretsScan, FactKind.VulnerabilityScan], facts.Select(fact => fact.Kind));
        Assert.Equal([(FindingKind.PossibleSecret, Severity.High), (FindingKind.Credential, Severity.High)], Report.Findings(facts[0]).Select(finding => (finding.Kind, finding.Severity)));
        Assert.Equal(7.5, Assert.Single(Report.Findings(facts[1])).Vulnerability!.Cvss);
    }

    [Fact]
    public void Runs_of_one_tool_are_one_scan_and_the_worst_completeness_wins()
    {
        var fact = Report.Fact("""
            { "version": "2.1.0", "runs": [
              { "tool": { "driver": { "name": "T" } }, "results": [ { "ruleId": "a", "message": { "text": "1" } } ] },
              { "tool": { "driver": { "name": "T" } }, "invocations": [ { "executionSuccessful": false, "exitCodeDescription": "out of memory" } ], "results": [ { "ruleId": "b", "message": { "text": "2" } } ] } ] }
            """);
        Assert.Equal(2, Report.Findings(fact).Length);
        Assert.Equal(Completeness.Failed, fact.Completeness);
        Assert.Contains(fact.Notices, notice => notice.Reason.Contains("out of memory", StringComparison.Ordinal));
    }

    [Fact]
    public void Runs_of_two_categories_do_not_replace_each_other()
    {
        var facts = Report.Facts("""
            { "version": "2.1.0", "runs": [
              { "tool": { "driver": { "name": "CodeQL" } }, "automationDetails": { "id": "language:go/" }, "results": [] },
              { "tool": { "driver": { "name": "CodeQL" } }, "automationDetails": { "id": "language:python/" }, "results": [] } ] }
            """);
        Assert.Equal(["CodeQL language:go", "CodeQL language:python"], facts.Select(fact => fact.Producer.Name));
    }

    [Fact]
    public void An_error_notification_makes_the_scan_partial_and_names_its_file()
    {
        var fact = Report.Fact("""
            { "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "T" } }, "results": [],
              "invocations": [ { "executionSuccessful": true, "toolExecutionNotifications": [
                { "level": "error", "message": { "text": "does not parse" }, "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "a/b.py" } } } ] },
                { "level": "note", "message": { "text": "took 3 s" } } ] } ] } ] }
            """);
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Equal(new ScanNotice(NoticeKind.Unread, "a/b.py", "does not parse"), Assert.Single(fact.Notices));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "results": null""")]
    public void A_run_without_results_failed(string results) =>
        Assert.Equal(Completeness.Failed, Report.Fact($$"""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "T" } }{{results}} } ] }""").Completeness);

    [Fact]
    public void The_commit_that_the_run_names_is_the_subject()
    {
        var commit = new string('b', 40);
        var fact = Report.Fact($$"""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "T" } }, "versionControlProvenance": [ { "repositoryUri": "https://example.org/r", "revisionId": "{{commit}}" } ], "results": [] } ] }""");
        Assert.Equal(commit, Assert.Single(fact.Subjects).Digests[Subject.GitCommit]);
    }

    [Theory]
    [InlineData("../../etc/passwd", "outside:etc/passwd")]
    [InlineData("a/../../etc/passwd", "outside:etc/passwd")]
    [InlineData("%2e%2e/%2e%2e/etc/passwd", "outside:etc/passwd")]
    [InlineData("/etc/passwd", "file:///etc/passwd")]
    [InlineData("file:///etc/passwd", "file:///etc/passwd")]
    [InlineData("C:\\\\Windows\\\\win.ini", "file:///C:/Windows/win.ini")]
    public void A_place_outside_the_subject_is_shown_and_told_and_is_no_file_of_it(string uri, string shown)
    {
        var fact = Report.Fact(Run($$"""[{ "ruleId": "a", "message": { "text": "m" }, "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "{{uri}}" } } }] }]"""));
        Assert.Equal(new Location(shown) { IsUri = true }, Assert.Single(Report.Findings(fact)).Location);
        Assert.Equal(NoticeKind.Degraded, Assert.Single(fact.Notices).Kind);
    }

    [Theory]
    [InlineData("a/./b/../c.cs", "a/c.cs")]
    [InlineData("host.c:12", "host.c:12")]
    public void A_place_within_the_subject_is_brought_to_its_plain_form(string uri, string path) =>
        Assert.Equal(new Location(path), Assert.Single(Report.Findings(Run($$"""[{ "ruleId": "a", "message": { "text": "m" }, "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "{{uri}}" } } }] }]"""))).Location);

    [Theory]
    [InlineData("-5")]
    [InlineData("0")]
    [InlineData("99999999999")]
    public void Impossible_lines_are_left_out_and_the_finding_stays(string line)
    {
        var fact = Report.Fact(Run($$"""[{ "ruleId": "a", "message": { "text": "m" }, "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "a.c" }, "region": { "startLine": {{line}} } } }] }]"""));
        Assert.Equal(new Location("a.c"), Assert.Single(Report.Findings(fact)).Location);
        Assert.NotEmpty(fact.Notices);
    }

    [Theory]
    [InlineData("\"NaN\"")]
    [InlineData("\"11\"")]
    [InlineData("-1")]
    [InlineData("1e400")]
    public void An_impossible_score_makes_the_scan_partial_and_the_level_counts(string score)
    {
        var fact = Report.Fact(Run($$"""[{ "ruleId": "a", "level": "error", "message": { "text": "m" }, "properties": { "security-severity": {{score}} } }]"""));
        Assert.Equal(Severity.High, Assert.Single(Report.Findings(fact)).Severity);
        Assert.Equal(Completeness.Partial, fact.Completeness);
    }

    [Fact]
    public void Terminal_escapes_are_replaced_and_a_long_message_is_cut()
    {
        var finding = Assert.Single(Report.Findings(Run($$"""[{ "ruleId": "a\u001b[31m", "message": { "text": "one\r\ntwo\u001b]0;x\u0007 {{new string('x', 5000)}}" } }]""")));
        Assert.Equal("a\uFFFD[31m", finding.RuleId);
        Assert.StartsWith("one two\uFFFD]0;x\uFFFD xxx", finding.Message);
        Assert.Equal(2000, finding.Message.Length);
    }

    [Fact]
    public void A_secret_scanners_message_does_not_quote_what_it_found()
    {
        var secret = "not" + "-a-" + "secret";
        var finding = Assert.Single(Report.Findings(Run($$"""[{ "ruleId": "x", "message": { "text": "found {{secret}} here" }, "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "a" }, "region": { "startLine": 1, "snippet": { "text": "{{secret}}" } } } }] }]""", "gitleaks")));
        Assert.Equal("found [the secret] here", finding.Message);
        Assert.Equal((FindingKind.Credential, Severity.High), (finding.Kind, finding.Severity));
    }

    [Fact]
    public void A_result_of_a_wrong_type_makes_the_scan_partial_with_its_line()
    {
        var fact = Report.Fact(Run("[\n 5,\n { \"ruleId\": [\"x\"], \"message\": { \"text\": \"m\" } } ]"));
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Contains(fact.Notices, notice => notice.Reason.StartsWith("line 2: an item of results should be a map", StringComparison.Ordinal));
        Assert.Single(Report.Findings(fact));
    }

    [Fact]
    public void A_member_given_twice_is_refused_since_one_of_the_two_would_stay_unseen() =>
        Assert.Contains("\"ruleId\" is there twice", Report.Problem("""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "t" } }, "results": [{ "ruleId": "a", "ruleId": "b" }] } ] }"""), StringComparison.Ordinal);

    [Fact]
    public void Another_version_is_refused_with_the_one_that_is_read() =>
        Assert.Equal("report.out:1:14: SARIF of version the text \"1.0.0\" is not read: let the tool write SARIF 2.1.0", Report.Problem("""{ "version": "1.0.0", "runs": [ {} ] }"""));

    [Fact]
    public void A_report_without_a_run_or_a_tool_is_refused()
    {
        Assert.Contains("holds no run", Report.Problem("""{ "version": "2.1.0", "runs": [] }"""));
        Assert.Contains("does not name its tool", Report.Problem("""{ "version": "2.1.0", "runs": [ { "results": [] } ] }"""));
    }

    [Fact]
    public void A_truncated_report_is_refused_with_its_line() => Assert.StartsWith("report.out:14:", Report.Problem(Many[..900]));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "sarif");

    private static string Run(string results, string tool = "T") =>
        $$"""{ "version": "2.1.0", "runs": [ { "tool": { "driver": { "name": "{{tool}}" } }, "results": {{results}} } ] }""";
}
