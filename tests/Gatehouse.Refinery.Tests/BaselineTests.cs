using System.Collections.Immutable;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Refinery.Tests;

/// <summary>What was there before: by a baseline file, and by the merge base.</summary>
public class BaselineTests
{
    [Fact]
    public void The_file_has_one_sorted_finding_a_line_and_is_read_back_as_it_was()
    {
        var baseline = Baseline.Of([Sample.Secret("b.py", 3), Sample.Secret("a.py", 9), Sample.Secret("a.py", 4)], "baseline.json");
        var text = Encoding.UTF8.GetString(baseline.Write());
        Assert.Equal("""
            {
              "gatehouseBaseline": 1,
              "findings": [
                {"fingerprint":"gatehouse/1:f1","rule":"github-personal-access-token","path":"a.py","count":2},
                {"fingerprint":"gatehouse/1:f1","rule":"github-personal-access-token","path":"b.py","count":1}
              ]
            }

            """, text);
        var read = Baseline.TryRead(baseline.Write(), "baseline.json", out var problem);
        Assert.Null(problem);
        Assert.Equal(baseline.Entries, read!.Entries);
    }

    [Fact]
    public void An_empty_baseline_is_a_baseline() =>
        Assert.Empty(Baseline.TryRead(Baseline.Of([], "b").Write(), "b", out _)!.Entries);

    [Theory]
    [InlineData("", "1:1")]
    [InlineData("{\"gatehouseBaseline\": 2, \"findings\": []}", "version 2 is not known")]
    [InlineData("{\"gatehouseBaseline\": 1,\n \"findings\": [{\"fingerprint\":\"x\",\"rule\":\"r\",\"path\":\"p\",\"count\":1}]}", "b:2:")]
    [InlineData("{\"gatehouseBaseline\": 1, \"findings\": [{\"fingerprint\":\"s:x\",\"rule\":\"r\",\"path\":\"p\",\"count\":-1}]}", "count")]
    [InlineData("[1", "b:1:")]
    public void A_broken_file_is_a_problem_with_its_place_and_no_half_baseline(string text, string message)
    {
        Assert.Null(Baseline.TryRead(Encoding.UTF8.GetBytes(text), "b", out var problem));
        Assert.Contains(message, problem, StringComparison.Ordinal);
        Assert.Contains("gatehouse baseline", problem, StringComparison.Ordinal);
    }

    // As a crawler that sees one page more, and one that sees one less.
    [Theory]
    [InlineData("/a", "/a", BaselineState.Unchanged)]
    [InlineData("/a /b", "/a /b", BaselineState.Unchanged)]
    [InlineData("/a /b", "/b /a", BaselineState.Unchanged)]
    [InlineData("/a /b", "/b", BaselineState.Unchanged)]
    [InlineData("/a", "/a /b", BaselineState.New)]
    [InlineData("/a /b", "/a /c", BaselineState.New)]
    public void A_finding_of_several_places_is_known_where_each_of_them_is(string before, string now, BaselineState state)
    {
        var baseline = Baseline.Of(Refine.Run(Sample.Request(Header(before))).Findings, "b");
        Assert.Equal(before.Split(' ').Length, baseline.Entries.Length);
        Assert.Equal(state, Assert.Single(Run(baseline, Header(now)).Findings).Baseline);
    }

    private static Finding Header(string places)
    {
        var paths = places.Split(' ').Select(path => new Location("https://app.example" + path) { IsUri = true }).ToList();
        return new()
        {
            RuleId = "csp",
            Supplier = "ZAP",
            Kind = FindingKind.Web,
            Severity = Severity.Medium,
            Message = "No Content-Security-Policy by GET",
            Location = paths[0],
            AlsoAt = [.. paths.Skip(1).Select(path => new FurtherPlace(path, "No Content-Security-Policy by GET"))],
        };
    }

    [Fact]
    public void Each_entry_is_used_up_once_and_the_nearest_path_first()
    {
        var baseline = new Baseline([Entry("src/a/x.py"), Entry("lib/y.py"), Entry("src/b/z.py")], "b");
        var result = Run(baseline,
            Sample.Secret("src/a/x.py", 9), // a second one in the file: over
            Sample.Secret("src/a/x.py", 2), // the same path
            Sample.Secret("moved/y.py", 1), // the same name
            Sample.Secret("src/b/new.py", 1), // the longest common folder
            Sample.Secret("other.py", 1)); // over
        Assert.Equal([BaselineState.New, BaselineState.Unchanged, BaselineState.Unchanged, BaselineState.Unchanged, BaselineState.New], result.Findings.Select(finding => finding.Baseline));
        Assert.All(result.Findings, finding => Assert.True(finding.IsActive));
    }

    [Fact]
    public void A_baseline_that_suppresses_says_so_on_each_finding()
    {
        var result = Refine.Run(Sample.Request(Sample.Secret("a.py", 1), Sample.Secret("b.py", 1)) with { Baseline = new Baseline([Entry("a.py")], "base.json"), BaselineSuppresses = true });
        Assert.Equal(new Suppression("baseline", "", "base.json"), result.Findings[0].Suppression);
        Assert.Null(result.Findings[1].Suppression);
    }

    [Fact]
    public void An_unknown_scheme_is_said_and_matches_nothing()
    {
        var result = Run(new Baseline([Entry("a.py") with { Fingerprint = new Fingerprint("gatehouse/9", "f1") }], "b"), Sample.Secret("a.py", 1));
        Assert.Equal(BaselineState.New, result.Findings[0].Baseline);
        Assert.Contains("\"gatehouse/9\"", Assert.Single(result.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_base_nothing_is_known() => Assert.Equal(BaselineState.Unknown, Sample.Refined(Sample.Secret("a.py", 1)).Findings[0].Baseline);

    [Fact]
    public void New_is_what_the_changed_files_did_not_hold_before()
    {
        var known = new BaseFindings
        {
            Findings = [Sample.Secret("old.py", 3), Sample.Code("b.py", 1)],
            ChangedPaths = ["new.py", "b.py", "c.py"],
            Renames = ImmutableDictionary<string, string>.Empty.Add("old.py", "new.py"),
        };
        var result = Refine.Run(Sample.Request(
            Sample.Secret("untouched.py", 1), Sample.Secret("c.py", 5), Sample.Secret("new.py", 80), Sample.Code("b.py", 2), Sample.Code("b.py", 9),
            Sample.Code("b.py", 1) with { Location = null, Fingerprint = Sample.Print("whole") }) with { Base = known });
        Assert.Equal(
            [BaselineState.Unchanged, BaselineState.New, BaselineState.Unchanged, BaselineState.Unchanged, BaselineState.New, BaselineState.Unknown],
            result.Findings.Select(finding => finding.Baseline));
    }

    [Fact]
    public void A_finding_without_a_fingerprint_gets_one_that_survives_an_edit_elsewhere()
    {
        var before = Fingerprinted("x = 1\n\teval(input)  \n", Sample.Code("a.py", 2, print: null));
        var after = Fingerprinted("x = 1\ny = 2\n    eval(input)\n", Sample.Code("a.py", 3, print: null));
        Assert.Equal(Fingerprint.Current, before.Scheme);
        Assert.Equal(32, before.Value.Length);
        Assert.Equal(before, after);
        Assert.NotEqual(before, Fingerprinted("x = 1\neval(other)\n", Sample.Code("a.py", 2, print: null)));
        Assert.NotEqual(before, Fingerprinted("x = 1\neval(input)\n", Sample.Code("a.py", 2, rule: "another", print: null)));
    }

    [Fact]
    public void The_fingerprint_of_anothers_secret_does_not_hold_the_secret()
    {
        var finding = Sample.Secret("a.py", 1, supplier: "Gitleaks", from: 8, to: 19, print: null);
        Assert.Equal(Fingerprinted("key = \"first-value\"  # prod\n", finding), Fingerprinted("key = \"other-value\"  # prod\n", finding));
        Assert.NotEqual(Fingerprinted("key = \"first-value\"  # prod\n", finding), Fingerprinted("key = \"first-value\"  # test\n", finding));
        // Where no column is known, the line is not looked at.
        var wholeLine = Sample.Secret("a.py", 1, supplier: "Trivy", from: 1, to: 1, print: null);
        Assert.Equal(Fingerprinted("key = first", wholeLine), Fingerprinted("other = second", wholeLine));
    }

    [Fact]
    public void Without_content_rule_path_and_message_make_the_fingerprint()
    {
        var finding = Sample.Code("a.py", 1, print: null);
        Assert.Equal(Fingerprinted(null, finding), Fingerprinted(null, finding with { Location = new Location("a.py", Region.Line(9)) }));
        Assert.NotEqual(Fingerprinted(null, finding), Fingerprinted(null, finding with { Message = "another" }));
        Assert.NotEqual(Fingerprinted(null, finding), Fingerprinted(null, finding with { Location = new Location("b.py") }));
    }

    private static Fingerprint Fingerprinted(string? content, Finding finding) =>
        Refine.Run(Sample.Request(finding) with { Content = content is null ? null : _ => Encoding.UTF8.GetBytes(content) }).Findings[0].Fingerprint;

    private static RefineResult Run(Baseline baseline, params Finding[] findings) => Refine.Run(Sample.Request(findings) with { Baseline = baseline });

    private static BaselineEntry Entry(string path) => new(Sample.Print("f1"), "github-personal-access-token", path, 1);
}
