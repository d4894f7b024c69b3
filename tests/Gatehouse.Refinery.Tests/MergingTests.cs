using Gatehouse.Model;

namespace Gatehouse.Refinery.Tests;

/// <summary>The same flaw from several suppliers counts once, and nothing else does.</summary>
public class MergingTests
{
    [Fact]
    public void One_secret_of_three_suppliers_is_ours_and_names_the_others()
    {
        var result = Sample.Refined(
            Sample.Secret("a.py", 7, "github-pat", "Trivy", 1, 1, "t"),
            Sample.Secret("a.py", 7),
            Sample.Secret("a.py", 7, "github-pat", "Gitleaks", 10, 50, "g"));
        Assert.Equal([false, true, false], result.Findings.Select(finding => finding.IsActive));
        Assert.Equal(["Gitleaks", "Trivy"], result.Findings[1].AlsoReportedBy);
        Assert.All(new[] { 0, 2 }, index => Assert.Equal(Sample.Print("f1"), result.Findings[index].MergedInto));
    }

    [Fact]
    public void Two_secrets_on_one_line_stay_two()
    {
        var result = Sample.Refined(
            Sample.Secret("a.py", 7, from: 1, to: 20, print: "x"), Sample.Secret("a.py", 7, from: 30, to: 60, print: "y"),
            Sample.Secret("a.py", 7, supplier: "Gitleaks", from: 2, to: 20, print: "gx"), Sample.Secret("a.py", 7, supplier: "Gitleaks", from: 30, to: 59, print: "gy"));
        Assert.Equal([null, null, Sample.Print("x"), Sample.Print("y")], result.Findings.Select(finding => finding.MergedInto));
    }

    [Fact]
    public void A_second_find_of_a_tool_that_knows_lines_alone_is_never_swallowed()
    {
        var result = Sample.Refined(
            Sample.Secret("a.py", 7), Sample.Secret("a.py", 7, "one", "Trivy", 1, 1, "t1"), Sample.Secret("a.py", 7, "two", "Trivy", 1, 1, "t2"));
        Assert.Equal([true, false, true], result.Findings.Select(finding => finding.IsActive));
    }

    [Fact]
    public void One_supplier_alone_is_never_merged()
    {
        var twice = Sample.Secret("a.py", 7);
        Assert.All(Sample.Refined(twice, twice).Findings, finding => Assert.True(finding.IsActive));
    }

    [Fact]
    public void Another_line_or_file_is_another_secret() =>
        Assert.All(Sample.Refined(Sample.Secret("a.py", 7), Sample.Secret("a.py", 8, supplier: "Gitleaks"), Sample.Secret("b.py", 7, supplier: "Gitleaks")).Findings, finding => Assert.True(finding.IsActive));

    [Fact]
    public void Where_another_is_worse_the_kept_one_is_raised()
    {
        var ours = Sample.Secret("a.py", 7) with { Kind = FindingKind.PossibleSecret, Severity = Severity.Medium, Confidence = Confidence.Low };
        var kept = Sample.Refined(ours, Sample.Secret("a.py", 7, supplier: "Gitleaks", print: "g")).Findings[0];
        Assert.Equal((true, Severity.Critical, FindingKind.Credential), (kept.IsActive, kept.Severity, kept.Kind));
    }

    [Fact]
    public void An_advisory_under_two_names_is_one_for_one_component()
    {
        var result = Sample.Refined(
            Sample.Vulnerability("CVE-1", "pkg:npm/left@1.0.0?arch=x", "Trivy") with { Vulnerability = new VulnerabilityDetail { IsKnownExploited = true, Epss = 0.5 } },
            Sample.Vulnerability("GHSA-1", "pkg:npm/left@1.0.0", "dependencies", "package-lock.json", "CVE-1"),
            Sample.Vulnerability("CVE-1", "pkg:npm/right@1.0.0", "Trivy"),
            Sample.Vulnerability("CVE-2", "pkg:npm/left@1.0.0", "Trivy"),
            Sample.Vulnerability("CVE-1", "pkg:npm/left@2.0.0", "Trivy"));
        Assert.Equal([false, true, true, true, true], result.Findings.Select(finding => finding.IsActive));
        Assert.Equal((true, 0.5), (result.Findings[1].Vulnerability!.IsKnownExploited, result.Findings[1].Vulnerability!.Epss));
    }

    [Fact]
    public void Two_lock_files_stay_two_and_find_their_own()
    {
        var result = Sample.Refined(
            Sample.Vulnerability("CVE-1", "pkg:npm/left@1.0.0", "Trivy", "b/package-lock.json"), Sample.Vulnerability("CVE-1", "pkg:npm/left@1.0.0", "Trivy", "a/package-lock.json"),
            Sample.Vulnerability("CVE-1", "pkg:npm/left@1.0.0", "dependencies", "a/package-lock.json"));
        Assert.Equal([true, false, true], [result.Findings[0].MergedInto is not null, result.Findings[1].MergedInto is null, result.Findings[2].IsActive]);
    }

    [Fact]
    public void Code_at_one_line_with_one_weakness_is_one_flaw()
    {
        var result = Sample.Refined(
            Sample.Code("a.py", 3, supplier: "Semgrep") with { Confidence = Confidence.High }, Sample.Code("a.py", 3, "py/eval", "CodeQL"), Sample.Code("a.py", 3, "py/xss", "CodeQL", cwe: 79), Sample.Code("a.py", 4, supplier: "CodeQL"));
        Assert.Equal([true, false, true, true], result.Findings.Select(finding => finding.IsActive));
        Assert.Equal(["CodeQL"], result.Findings[0].AlsoReportedBy);
    }

    [Fact]
    public void A_suppressed_finding_takes_no_open_one_with_it()
    {
        var suppressed = Sample.Secret("a.py", 7) with { Suppression = new Suppression("file", "", "x") };
        Assert.Equal([false, true], Sample.Refined(suppressed, Sample.Secret("a.py", 7, supplier: "Gitleaks")).Findings.Select(finding => finding.IsActive));
    }

    [Fact]
    public void The_order_of_the_input_does_not_decide_what_is_kept()
    {
        Finding[] findings = [Sample.Secret("a.py", 7, supplier: "B", print: "b"), Sample.Secret("a.py", 7, supplier: "A", print: "a"), Sample.Secret("a.py", 7, supplier: "C", print: "c")];
        Assert.Equal("A", Sample.Refined(findings).Findings.Single(finding => finding.IsActive).Supplier);
        Assert.Equal("A", Sample.Refined([.. findings.Reverse()]).Findings.Single(finding => finding.IsActive).Supplier);
    }
}
