using Gatehouse.Model;

namespace Gatehouse.Refinery.Tests;

/// <summary>Own entries and comments: who accepted what, and what is said of entries that hold no more.</summary>
public class SuppressionTests
{
    private const string Entry = """
        version: 1
        suppressions:
          - ids: [CVE-2026-1000]
            purls: pkg:npm/left
            reason: Only the build uses it
            owner: "@web"
            expires: 2027-01-31
        """;

    private static readonly Finding Flaw = Sample.Vulnerability("GHSA-aaaa-bbbb-cccc", "pkg:npm/left@1.0.0", aliases: "CVE-2026-1000");

    [Fact]
    public void An_entry_applies_to_an_alias_and_carries_its_reason_owner_and_last_day()
    {
        var result = Run(Entry, Flaw);
        var suppression = Assert.Single(result.Findings).Suppression!;
        Assert.Equal(new Suppression("file", "Only the build uses it", "gatehouse.yaml:3") { Owner = "@web", Expires = new DateOnly(2027, 1, 31) }, suppression);
        Assert.False(result.Findings[0].IsActive);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void An_alias_that_only_another_supplier_knows_counts_for_the_same_component()
    {
        var bare = Sample.Vulnerability("GHSA-aaaa-bbbb-cccc", "pkg:npm/left@1.0.0", supplier: "Trivy");
        Assert.All(Run(Entry, Flaw, bare).Findings, finding => Assert.NotNull(finding.Suppression));
        Assert.Null(Run(Entry, bare, Flaw with { Component = null }).Findings[0].Suppression);
    }

    [Theory]
    [InlineData("pkg:npm/right@1.0.0")]
    [InlineData("pkg:pypi/left@1.0.0")]
    [InlineData("pkg:npm/%40scope/left@1.0.0")]
    public void An_entry_for_a_package_leaves_others_alone(string purl)
    {
        var result = Run(Entry, Sample.Vulnerability("CVE-2026-1000", purl));
        Assert.Null(result.Findings[0].Suppression);
        Assert.Equal("gatehouse.yaml:3: the suppression of CVE-2026-1000 fits no finding. Remove it.", Assert.Single(result.Warnings).ToString());
    }

    [Theory]
    [InlineData("2027-01-31T23:59:59Z", true)]
    [InlineData("2027-02-01T00:00:00Z", false)]
    public void The_last_day_counts_in_full_and_then_the_finding_counts_again(string now, bool holds)
    {
        var result = Refine.Run(Sample.Request(Flaw) with { Suppressions = Sample.ReadOwn(Entry).Entries, Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture) });
        Assert.Equal(holds, result.Findings[0].Suppression is not null);
        Assert.Equal(holds ? 0 : 1, result.Warnings.Length);
        Assert.All(result.Warnings, warning => Assert.Contains("held until 2027-01-31 and is over; what it covered counts again", warning.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_finding_that_carries_a_suppression_keeps_it()
    {
        var own = new Suppression("inline", "by the scanner itself", "a.sarif");
        Assert.Equal(own, Run(Entry, Flaw with { Suppression = own }).Findings[0].Suppression);
    }

    [Fact]
    public void An_entry_with_paths_applies_there_only()
    {
        var text = Entry.Replace("purls: pkg:npm/left", "paths: [tests/**]", StringComparison.Ordinal).Replace("CVE-2026-1000", "python.lang.eval", StringComparison.Ordinal);
        var result = Run(text, Sample.Code("tests/a.py", 1), Sample.Code("src/a.py", 1));
        Assert.Equal([true, false], result.Findings.Select(finding => finding.Suppression is not null));
    }

    [Theory]
    [InlineData("reason: Only the build uses it", "gatehouse.yaml:3:5 suppressions[0].reason: \"reason\" is missing")]
    [InlineData("owner: \"@web\"", "gatehouse.yaml:3:5 suppressions[0].owner: \"owner\" is missing")]
    [InlineData("expires: 2027-01-31", "gatehouse.yaml:3:5 suppressions[0].expires: \"expires\" is missing")]
    [InlineData("purls: pkg:npm/left", "")]
    public void All_but_the_place_is_required(string left, string problem)
    {
        var (entries, problems) = Sample.ReadOwn(Entry.Replace(left, "", StringComparison.Ordinal));
        Assert.Equal(problem.Length == 0 ? 1 : 0, entries.Length);
        Assert.StartsWith(problem, string.Join('\n', problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expires: 2027-01-31", "expires: 2027-11-25", "2027-11-25 is more than a year ahead")]
    [InlineData("CVE-2026-1000", "CVE-*", "an id is written in full")]
    [InlineData("pkg:npm/left", "left", "it is no package URL")]
    public void What_would_accept_too_much_is_an_error(string old, string now, string message) =>
        Assert.Contains(message, Assert.Single(Sample.ReadOwn(Entry.Replace(old, now, StringComparison.Ordinal)).Problems).ToString(), StringComparison.Ordinal);

    [Theory]
    // The same line; the next where the comment stands alone; neither further away nor above.
    [InlineData("gitleaks:allow", 7, false, "", true)]
    [InlineData("gitleaks:allow", 6, true, "", true)]
    [InlineData("gitleaks:allow", 6, false, "", false)]
    [InlineData("gitleaks:allow", 5, true, "", false)]
    [InlineData("gitleaks:allow", 8, true, "", false)]
    [InlineData("NOSONAR", 7, false, "", false)]
    [InlineData("nosemgrep", 7, false, "", false)]
    [InlineData("gatehouse:ignore", 7, false, "github-personal-access-token", true)]
    [InlineData("gatehouse:ignore", 7, false, "another-rule", false)]
    public void A_comment_reaches_a_secret(string syntax, int line, bool alone, string id, bool applies) =>
        Assert.Equal(applies, Inline(Sample.Secret("a.py", 7), syntax, line, alone, id).Findings[0].Suppression is { Kind: "inline", Reason: "why" });

    // A line number of a member is none of the file.
    [Fact]
    public void A_comment_does_not_reach_into_an_archive()
    {
        var finding = Sample.Secret("a.py", 7);
        Assert.Null(Inline(finding with { Location = finding.Location! with { Member = "in.env" } }, "gitleaks:allow", 7, false, "").Findings[0].Suppression);
    }

    [Theory]
    [InlineData("a.zip", true)]
    [InlineData("a.zip!in/*.env", true)]
    [InlineData("in/*.env", false)]
    [InlineData("b.zip", false)]
    public void A_path_names_an_archive_or_its_member(string path, bool applies)
    {
        var finding = Sample.Secret("a.zip", 7);
        var result = Run($"version: 1\nsuppressions: [{{ids: [{finding.RuleId}], paths: [\"{path}\"], reason: why, owner: olga, expires: 2027-01-31}}]", finding with { Location = finding.Location! with { Member = "in/x.env" } });
        Assert.Equal(applies, result.Findings[0].Suppression is not null);
    }

    [Theory]
    [InlineData("NOSONAR", "", true)]
    [InlineData("nosemgrep", "", true)]
    [InlineData("nosemgrep", "eval", true)]
    [InlineData("nosemgrep", "python.lang.eval", true)]
    [InlineData("nosemgrep", "val", false)]
    [InlineData("gitleaks:allow", "", false)]
    [InlineData("checkov:skip", "python.lang.eval", false)]
    public void A_comment_reaches_code(string syntax, string id, bool applies) =>
        Assert.Equal(applies, Inline(Sample.Code("a.py", 7), syntax, 7, false, id).Findings[0].Suppression is not null);

    [Theory]
    [InlineData(9, "CKV_AWS_20", true)]
    [InlineData(13, "CKV_AWS_20", false)]
    [InlineData(9, "CKV_AWS_21", false)]
    [InlineData(9, "", false)]
    public void Checkovs_comment_stands_inside_the_block_that_it_speaks_of(int line, string id, bool applies) =>
        Assert.Equal(applies, Inline(Sample.Misconfiguration("CKV_AWS_20", "a.py", 7, 12), "checkov:skip", line, true, id).Findings[0].Suppression is not null);

    [Theory]
    [InlineData("", "why", "names no id")]
    [InlineData("python.lang.eval", "", "gives no reason")]
    public void Our_own_comment_needs_an_id_and_a_reason(string id, string reason, string lack)
    {
        var result = Inline(Sample.Code("a.py", 7), "gatehouse:ignore", 7, false, id, reason);
        Assert.Null(result.Findings[0].Suppression);
        var warning = Assert.Single(result.Warnings);
        Assert.Equal("a.py:7", warning.Source);
        Assert.Contains(lack, warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_can_be_switched_off()
    {
        var request = Sample.Request(Sample.Code("a.py", 7)) with { HonorInline = false, Directives = [new InlineDirective("a.py", 7, "NOSONAR", [], "", false)] };
        Assert.Null(Refine.Run(request).Findings[0].Suppression);
    }

    private static RefineResult Run(string yaml, params Finding[] findings)
    {
        var (entries, problems) = Sample.ReadOwn(yaml);
        Assert.Empty(problems);
        return Refine.Run(Sample.Request(findings) with { Suppressions = entries });
    }

    private static RefineResult Inline(Finding finding, string syntax, int line, bool alone, string id, string reason = "why") =>
        Refine.Run(Sample.Request(finding) with { Directives = [new InlineDirective("a.py", line, syntax, id.Length == 0 ? [] : [id], reason, alone)] });
}
