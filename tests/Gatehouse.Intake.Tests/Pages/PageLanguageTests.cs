using System.Text;
using Gatehouse.Intake.Pages;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

/// <summary>What each key of a page does, on the smallest reports that show it.</summary>
public sealed class PageLanguageTests
{
    private static Fact Import(string report, string source, string more = "") => Assert.Single(Facts(report, source, more));

    private static IReadOnlyList<Fact> Facts(string report, string source, string more = "")
    {
        var form = report[0] switch { '<' => "xml", '{' => "json", 'v' => "js", _ => "csv" };
        var known = form switch { "csv" => "columns: [a]", "xml" => "root: r", _ => "where: { $: { present: true } }" };
        var (page, problems) = PageReader.Read(Encoding.UTF8.GetBytes($$"""
            name: t
            tool: T
            summary: s
            fact: code-scan
            detect: { form: {{form}}, {{known}} }
            {{more}}
            findings:
              - {{source.Trim().Replace("\n", "\n    ", StringComparison.Ordinal)}}
            """));
        Assert.True(page is not null, string.Join('\n', problems.Select(problem => $"{problem.At} {problem.Message}: {problem.Remedy}")));
        var result = new PageImporter(page).Import(new ReportFile("r", Encoding.UTF8.GetBytes(report)), Report.Context);
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return result.Facts;
    }

    [Theory]
    [InlineData("secrets", FactKind.SecretsScan)]
    [InlineData("code", FactKind.CodeScan)]
    public void A_shape_may_say_what_a_report_without_findings_states(string type, FactKind expected)
    {
        var (page, problems) = PageReader.Read("""
            name: t
            tool: T
            summary: s
            fact: code-scan
            detect:
              - { form: json, fact: secrets-scan, where: { type: secrets } }
              - { form: json, where: { type: code } }
            findings:
              - { each: items, rule: =r, title: =t, severity: =low }
            """u8);
        Assert.Empty(problems);
        var fact = Assert.Single(new PageImporter(page!).Import(new ReportFile("r", Encoding.UTF8.GetBytes($$"""{ "type": "{{type}}" }""")), Report.Context).Facts);
        Assert.Equal(expected, fact.Kind);
    }

    [Theory]
    [InlineData("\"s\": \"UNKNOWN\", \"cvss\": 9.1", Severity.Critical)]
    [InlineData("\"s\": \"unknown\"", Severity.Low)]
    [InlineData("\"s\": \"HIGH\", \"cvss\": 9.1", Severity.High)]
    public void A_word_that_says_nothing_leaves_the_severity_to_the_score(string member, Severity expected)
    {
        var fact = Import($$"""{ "items": [ { {{member}} } ] }""", "each: items\nrule: =r\ntitle: =t\nseverity: s\ncvss: cvss\nseverities: { Unknown: cvss, otherwise: low }");
        Assert.Equal((expected, Completeness.Complete), (Assert.Single(Report.Findings(fact)).Severity, fact.Completeness));
    }

    private static Finding Finding(string item, string fields) => Assert.Single(Report.Findings(Import($$"""{ "items": [ {{item}} ] }""", "each: items\n" + fields)));

    private static string Message(string item, string value) => Finding(item, "rule: =r\nseverity: =low\nmessage: " + value).Message;

    [Theory]
    [InlineData("a", "x y")]
    [InlineData("[none, a]", "x y")]
    [InlineData("\"=always\"", "always")]
    [InlineData("\"{none}-{a}\"", "-x y")]
    [InlineData("[\"{none!}-{a}\", b]", "p/q/r")]
    [InlineData("\"{none|b}!\"", "p/q/r!")]
    [InlineData("{ from: b, after: / }", "q/r")]
    [InlineData("{ from: b, after-last: / }", "r")]
    [InlineData("{ from: b, before: / }", "p")]
    [InlineData("{ from: b, before-last: / }", "p/q")]
    [InlineData("{ from: b, strip: p/ }", "q/r")]
    [InlineData("[{ from: a, after: / }, b]", "p/q/r")]
    [InlineData("{ from: a, before: / }", "x y")]
    [InlineData("{ from: a, map: { X Y: known } }", "known")]
    [InlineData("{ from: b, map: { X Y: known }, otherwise: other }", "other")]
    [InlineData("{ from: none, otherwise: other }", "other")]
    [InlineData("{ from: list, join: + }", "1+2")]
    [InlineData("{ all-of: [a, list], join: + }", "x y+1+2")]
    [InlineData("{ from: b, split: /, join: + }", "p+q+r")]
    [InlineData("{ all-of: [{ from: b, before: / }, a], join: \"\" }", "px y")]
    [InlineData("{ from: html, html: true }", "bold & more")]
    public void A_value_is_taken_and_changed(string value, string expected) =>
        Assert.Equal(expected, Message("""{ "a": " x y ", "b": "p/q/r", "list": [ 1, 2 ], "html": "<b>bold</b> &amp; more" }""", value));

    [Theory]
    [InlineData("\"s\": \"GRAVE\"", Severity.Critical, Completeness.Complete)]
    [InlineData("\"s\": \"moderate\"", Severity.Medium, Completeness.Complete)]
    [InlineData("\"s\": 7.1", Severity.High, Completeness.Complete)]
    [InlineData("\"s\": \"2\"", Severity.Low, Completeness.Complete)]
    [InlineData("\"s\": \"odd\"", Severity.Info, Completeness.Partial)]
    [InlineData("\"s\": \"odd\", \"cvss\": 9.1", Severity.Critical, Completeness.Partial)]
    [InlineData("\"cvss\": \"5.0\"", Severity.Medium, Completeness.Complete)]
    [InlineData("\"s\": null", Severity.Info, Completeness.Complete)]
    public void A_word_or_number_is_a_severity_and_an_unknown_one_is_told(string member, Severity severity, Completeness completeness)
    {
        var fact = Import($$"""{ "items": [ { {{member}} } ] }""", "each: items\nrule: =r\ntitle: =t\nseverity: s\ncvss: cvss\nseverities: { grave: critical, \">= 7\": high, \">= 0\": low, otherwise: info }");
        Assert.Equal((severity, completeness), (Report.Findings(fact)[0].Severity, fact.Completeness));
    }

    [Theory]
    [InlineData("{ s: open }", 1)]
    [InlineData("{ s: [OPEN, new] }", 2)]
    [InlineData("{ s: ~ }", 1)]
    [InlineData("{ s: { not: open } }", 3)]
    [InlineData("{ s: { not: ~ } }", 3)]
    [InlineData("{ s: { prefix: ne } }", 1)]
    [InlineData("{ s: { contains: [o, z] } }", 2)]
    [InlineData("{ n: { least: 2 } }", 2)]
    [InlineData("{ n: { present: true } }", 3)]
    [InlineData("{ s: open, n: { least: 2 } }", 0)]
    [InlineData("[{ s: open }, { n: { least: 3 } }]", 2)]
    public void Conditions_choose_what_is_a_finding(string condition, int expected)
    {
        const string Items = """{ "items": [ { "s": "open", "n": 1 }, { "s": "new", "n": 2 }, { "s": "zoo", "n": 3 }, { "s": null } ] }""";
        Assert.Equal(expected, Report.Findings(Import(Items, $"each: items\nrule: =r\ntitle: =t\nseverity: =low\nonly-when: {condition}")).Length);
        Assert.Equal(4 - expected, Report.Findings(Import(Items, $"each: items\nrule: =r\ntitle: =t\nseverity: =low\nskip-when: {condition}")).Length);
    }

    [Fact]
    public void Levels_keep_what_encloses_an_item_and_an_optional_one_may_be_empty()
    {
        var findings = Report.Findings(Import("""{ "hosts": { "h1": { "ports": [ { "no": 1 }, { "no": 2 } ] }, "h2": {} } }""", "each: [hosts.*, \"ports?\"]\nrule: =r\nseverity: =low\nmessage: \"{^.~}:{no}\""));
        Assert.Equal(["h1:1", "h1:2", "h2:"], findings.Select(finding => finding.Message).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"cwe\": 79", "79")]
    [InlineData("\"cwe\": \"CWE-79: Cross-site\"", "79")]
    [InlineData("\"cwe\": [ \"CWE-79\", 80 ]", "79,80")]
    [InlineData("\"cwe\": \"see CWE-079 and cwe_80, and 2021\"", "79,80")]
    [InlineData("\"cwe\": \"CWE ID 259,CWE ID 798\"", "259,798")]
    [InlineData("\"cwe\": \"https://cwe.mitre.org/data/definitions/22.html\"", "22")]
    [InlineData("\"cwe\": \"79, 80\"", "79,80")]
    [InlineData("\"cwe\": \"NVD-CWE-Other\"", "")]
    [InlineData("\"cwe\": 0", "")]
    public void Weaknesses_are_read_as_tools_write_them(string member, string expected) =>
        Assert.Equal(expected, string.Join(',', Finding($$"""{ {{member}} }""", "rule: =r\ntitle: =t\nseverity: =low\ncwe: cwe").Cwe));

    [Theory]
    [InlineData("\"CVE-2026-1\"", "CVE-2026-1")]
    [InlineData("[ \"CVE-2026-1\", \"SNYK-X\" ]", "CVE-2026-1 SNYK-X")]
    [InlineData("\"fixes (CVE-2026-1, GHSA-aaaa-bbbb-cccc).\"", "CVE-2026-1 GHSA-aaaa-bbbb-cccc")]
    [InlineData("\"nothing here\"", "")]
    public void Aliases_are_whole_words_or_ids_within_a_text(string value, string expected) =>
        Assert.Equal(expected, string.Join(' ', Finding($$"""{ "a": {{value}} }""", "rule: =r\ntitle: =t\nseverity: =low\naliases: a").Aliases));

    [Theory]
    [InlineData("npm", "@scope/a", "pkg:npm/%40scope/a@1")]
    [InlineData("Java", "g:a", "pkg:maven/g/a@1")]
    [InlineData("pip", "Ruamel_Yaml", "pkg:pypi/ruamel-yaml@1")]
    [InlineData("go", "example.org/m/a", "pkg:golang/example.org/m/a@1")]
    [InlineData("unheard", "a", "")]
    public void A_name_and_an_ecosystem_make_a_package_url(string ecosystem, string name, string expected) =>
        Assert.Equal(expected, Finding($$"""{ "e": "{{ecosystem}}", "n": "{{name}}", "v": "1" }""", "rule: =r\ntitle: =t\nseverity: =low\ncomponent: { name: n, version: v, ecosystem: e }").Component!.Purl?.ToString() ?? "");

    [Fact]
    public void What_lacks_its_rule_or_has_a_line_that_is_none_is_told()
    {
        Assert.Equal(Completeness.Partial, Import("""{ "items": [ {} ] }""", "each: items\nrule: id\ntitle: t\nseverity: =low").Completeness);
        Assert.Equal(Completeness.Partial, Import("""{ "items": [ { "l": "soon" } ] }""", "each: items\nrule: =r\ntitle: =t\nseverity: =low\npath: =f\nline: l").Completeness);
        Assert.Equal(Completeness.Complete, Import("""{ "items": [ { "l": "0" } ] }""", "each: items\nrule: =r\ntitle: =t\nseverity: =low\npath: =f\nline: l").Completeness);
    }

    [Theory]
    [InlineData("\"*\"", "{}", Completeness.Complete)]
    [InlineData("\"*\"", "[]", Completeness.Complete)]
    [InlineData(".", "[]", Completeness.Complete)]
    [InlineData("items", "{ \"items\": [] }", Completeness.Complete)]
    [InlineData(".", "{}", Completeness.Partial)]
    [InlineData("items", "{}", Completeness.Partial)]
    [InlineData("items", "[]", Completeness.Partial)]
    [InlineData("items", "{ \"others\": [] }", null)]
    public void An_empty_report_found_nothing_where_its_items_would_lie(string each, string report, Completeness? expected)
    {
        var (page, _) = PageReader.Read(Encoding.UTF8.GetBytes($$"""{ name: t, tool: T, summary: s, fact: code-scan, detect: { form: json, has: [a] }, findings: [ { each: {{each}}, rule: =r, title: =t, severity: =low } ] }"""));
        Assert.Equal(expected, new PageImporter(page!).Import(new ReportFile("r", Encoding.UTF8.GetBytes(report)), Report.Context).Facts.SingleOrDefault()?.Completeness);
    }

    [Fact]
    public void The_kind_says_which_scan_a_finding_belongs_to()
    {
        var facts = Facts("""{ "items": [ { "k": "sast" }, { "k": "pwd" }, { "k": "odd" } ] }""", "each: items\nrule: =r\ntitle: =t\nseverity: =critical\nkind: { from: k, map: { sast: code, pwd: possible-secret, odd: strange } }");
        Assert.Equal([FactKind.SecretsScan, FactKind.CodeScan], facts.Select(fact => fact.Kind));
        Assert.Equal(Severity.High, Report.Findings(facts[0])[0].Severity);
        Assert.All(facts, fact => Assert.Equal(Completeness.Partial, fact.Completeness));
    }

    [Theory]
    [InlineData("{ \"items\": [] }", "CodeScan")]
    [InlineData("{ \"items\": [], \"secrets\": [] }", "SecretsScan")]
    [InlineData("{ \"items\": [ {} ], \"secrets\": [] }", "SecretsScan CodeScan")]
    public void A_report_states_what_it_looked_for_even_where_nothing_was_found(string report, string expected)
    {
        var facts = Facts(report, "each: items\nrule: =r\ntitle: =t\nseverity: =low", "states: [ { fact: secrets-scan, when: { secrets: { present: true } } } ]");
        Assert.Equal(expected, string.Join(' ', facts.Select(fact => fact.Kind)));
    }

    [Fact]
    public void An_item_of_the_kind_alert_is_an_alert_with_an_id_of_its_own_where_the_tool_has_none()
    {
        const string Source = "each: items\nkind: { from: k, map: { a: alert }, otherwise: code }\nrule: r\ntitle: r\nseverity: =high\ntime: t\nacknowledged-when: { taken: \"true\" }";
        var facts = Facts("""{ "items": [ { "k": "a", "r": "x", "t": 1767225600 }, { "k": "a", "r": "x", "t": 1767225600 }, { "k": "a", "r": "x", "t": "1767225600.5", "taken": true }, { "k": "c", "r": "y" } ] }""", Source);
        Assert.Equal([FactKind.CodeScan, FactKind.Alerts, FactKind.Acknowledgement], facts.Select(fact => fact.Kind));
        var alerts = Assert.IsType<AlertsPredicate>(facts[1].Predicate).Alerts;
        Assert.Equal([0, 500], alerts.Select(alert => alert.Time.Millisecond));
        Assert.Equal((alerts[1].Id, "T"), (Assert.IsType<AcknowledgementPredicate>(facts[2].Predicate).AlertId, ((AcknowledgementPredicate)facts[2].Predicate).By));
        Assert.NotEqual(alerts[0].Id, alerts[1].Id);
    }

    [Theory]
    [InlineData("time: t", "time is of alerts alone")]
    [InlineData("acknowledged-when: { a: b }", "acknowledged-when is of alerts alone")]
    public void What_only_an_alert_has_is_refused_of_a_finding(string line, string problem)
    {
        var (page, problems) = PageReader.Read(Encoding.UTF8.GetBytes($"name: t\ntool: T\nsummary: s\nfact: code-scan\ndetect: {{ form: json, has: [a] }}\nfindings:\n  - each: a\n    rule: r\n    title: r\n    {line}\n"));
        Assert.Null(page);
        Assert.Equal((problem, 10), (Assert.Single(problems).Message, problems[0].At.Line));
    }

    [Fact]
    public void Items_of_one_text_are_one_finding_with_the_aliases_and_weaknesses_of_all()
    {
        var finding = Assert.Single(Report.Findings(Import("""{ "items": [ { "k": 1, "a": "CVE-2026-2", "c": 80 }, { "k": 1, "a": "CVE-2026-1", "c": 79 } ] }""", "each: items\nunique: k\nrule: =r\ntitle: =t\nseverity: =low\naliases: a\ncwe: c")));
        Assert.Equal(("CVE-2026-1 CVE-2026-2", "79 80"), (string.Join(' ', finding.Aliases), string.Join(' ', finding.Cwe)));
        Assert.Contains("1 more", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_of_one_text_keep_their_places_and_the_worst_severity()
    {
        var finding = Assert.Single(Report.Findings(Import("""{ "items": [ { "u": "/a", "s": "low" }, { "u": "/b", "s": "high" }, { "u": "/b", "s": "low" } ] }""", "each: items\nunique: \"=k\"\nrule: =r\ntitle: =t\nseverity: s\nuri: u")));
        Assert.Equal(("/a", Severity.High, "t (and 1 more of the same)"), (finding.Location!.Path, finding.Severity, finding.Message));
        Assert.Equal(new FurtherPlace(new Location("/b") { IsUri = true }, "t"), Assert.Single(finding.AlsoAt));
    }

    [Fact]
    public void A_place_that_someone_accepted_never_takes_an_open_one_with_it()
    {
        var findings = Report.Findings(Import("""{ "items": [ { "u": "/a", "ok": true }, { "u": "/b", "ok": false }, { "u": "/c", "ok": false } ] }""", "each: items\nunique: \"=k\"\nrule: =r\ntitle: =t\nseverity: =low\nuri: u\nsuppress-when: { ok: \"true\" }"));
        Assert.Equal([("/a", false, 0), ("/b", true, 1)], findings.OrderBy(finding => finding.Location!.Path, StringComparer.Ordinal).Select(finding => (finding.Location!.Path, finding.IsActive, finding.AlsoAt.Length)));
    }

    [Fact]
    public void A_thousand_further_places_are_kept_and_the_rest_is_counted()
    {
        var items = string.Join(',', Enumerable.Range(0, 1003).Select(number => $$"""{ "u": "/{{number}}" }"""));
        var finding = Assert.Single(Report.Findings(Import($$"""{ "items": [ {{items}} ] }""", "each: items\nunique: \"=k\"\nrule: =r\ntitle: =t\nseverity: =low\nuri: u")));
        Assert.Equal((1000, "t (and 2 more of the same)"), (finding.AlsoAt.Length, finding.Message));
    }

    [Fact]
    public void A_check_that_passed_is_counted_and_no_finding()
    {
        var fact = Import("""{ "items": [ { "s": "pass", "of": "a" }, { "s": "fail", "of": "a" }, { "s": "manual", "of": "a" }, { "s": "pass", "of": "b" } ] }""", "each: items\nonly-when: { of: a }\npassed-when: { s: pass }\nskip-when: { s: manual }\nrule: =r\ntitle: =t\nseverity: =low");
        Assert.Single(Report.Findings(fact));
        Assert.Equal(1, Assert.IsType<ScanPredicate>(fact.Predicate).Passed);
    }

    [Theory]
    [InlineData("passed: sum.passed", 12)] // The numbers of all frameworks.
    [InlineData("passed: \"checks[s=ok]\"", 2)] // How many it leads to.
    [InlineData("passed: nothing", 0)]
    public void The_report_may_count_what_passed_itself(string key, long passed)
    {
        var fact = Import("""{ "items": [], "sum": [ { "passed": 5 }, { "passed": 7 } ], "checks": [ { "s": "ok" }, { "s": "no" }, { "s": "ok" } ] }""", "each: items\nrule: a\ntitle: a", key);
        Assert.Equal(passed, Assert.IsType<ScanPredicate>(fact.Predicate).Passed);
    }

    [Fact]
    public void The_report_says_what_it_is_about_when_and_whether_it_failed()
    {
        var fact = Import($$"""{ "img": "app:1", "d": "sha256:{{Report.Digest}}", "at": 1767225600, "ok": false, "v": "2", "n": 7, "total": 0, "items": [] }""", "each: items\nrule: a\ntitle: a", "image: img\ndigest: d\ntime: at\nversion: v\njudged: n\ncount: total\nfailed-when: { ok: \"false\" }");
        Assert.Equal((SubjectKind.Image, Completeness.Failed, new Producer("T", "2"), 2026), (fact.Subjects[0].Kind, fact.Completeness, fact.Producer, fact.Time.Year));
        Assert.Equal(7, Assert.IsType<ScanPredicate>(fact.Predicate).Judged);
    }

    [Theory]
    [InlineData("var_1 =\n{ \"items\": [ { \"a\": \"x\" } ] };\n")]
    [InlineData("v={ \"items\": [ { \"a\": \"x\" } ] }")]
    public void Json_may_be_given_to_a_variable(string script) =>
        Assert.Equal("x", Assert.Single(Report.Findings(Import(script, "each: items\nrule: =r\nseverity: =low\nmessage: a"))).Message);

    [Theory]
    [InlineData("v(x) = { \"items\": [] }")]
    [InlineData("v = 7")]
    public void What_is_no_variable_of_json_is_none(string script) => Assert.Null(new ReportFile("r", Encoding.UTF8.GetBytes(script)).Script);

    [Fact]
    public void Two_lists_that_belong_together_are_read_by_place()
    {
        var findings = Report.Findings(Import("""{ "ids": [ "a", "b", "c" ], "lines": [ 7, 9 ] }""", "each: [., ids]\nrule: .\ntitle: .\nseverity: =low\npath: =f\nline: \"^.lines.(#)\""));
        Assert.Equal([("a", "f:7:1"), ("b", "f:9:1"), ("c", "f")], findings.Select(finding => (finding.RuleId, finding.Location!.ToString())).Order());
    }

    [Fact]
    public void A_shape_that_others_have_too_counts_only_by_name()
    {
        var (page, problems) = PageReader.Read("""
            name: t
            tool: T
            summary: s
            fact: code-scan
            detect: [ { form: json, has: [tool] }, { form: json, named: true, has: [items] } ]
            findings: { each: items, rule: a, title: a }
            """u8);
        Assert.Empty(problems);
        var importer = new PageImporter(page!);
        var empty = new ReportFile("r", "{ \"items\": [] }"u8.ToArray());
        Assert.False(importer.Recognizes(empty));
        Assert.True(importer.Import(empty, Report.Context).Succeeded);
        Assert.True(importer.Recognizes(new ReportFile("r", "{ \"tool\": 1, \"items\": [] }"u8.ToArray())));
    }

    [Fact]
    public void Csv_is_a_list_of_rows_whose_header_may_come_late() =>
        Assert.Equal("x", Assert.Single(Report.Findings(Import("Report of T;\nmade;today\na;b\nx;1\n", "each: .\nrule: =r\nseverity: =low\nmessage: a"))).Message);

    [Fact]
    public void Everything_wrong_with_a_page_is_told_at_once()
    {
        var (page, problems) = PageReader.Read("""
            name: Bad Name
            tool: T
            fact: sbom
            detect: [ { form: json }, { form: csv }, 7 ]
            severities: { HIGH: worst, ">= x": low }
            findings:
              - each: a..b
                rule: "{open"
                severity: =awful
                kind: =odd
                line: { after: x }
                skip-when: []
                odd: 1
              - message: ~
            """u8);
        Assert.Null(page);
        Assert.All(
            (string[])
            [
                "is no name of an importer", "summary should be a text", "fact should be a word", "would fit too much", "name the columns", "should be a map", "is no severity", "is no threshold", "is no path", "a brace has no end",
                "\"awful\" is no severity", "is no kind", "exactly one of from", "has no key \"odd\"", "lacks rule", "each is missing", "a value is empty",
            ],
            expected => Assert.Contains(problems, problem => $"{problem.Message}: {problem.Remedy}".Contains(expected, StringComparison.Ordinal)));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Remedy));
    }
}
