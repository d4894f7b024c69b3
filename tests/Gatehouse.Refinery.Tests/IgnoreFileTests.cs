using System.Text;
using CsCheck;
using Gatehouse.Model;

namespace Gatehouse.Refinery.Tests;

/// <summary>The ignore files of other tools: what each reaches, and that what is wrong in them reaches nothing.</summary>
public class IgnoreFileTests
{
    private static readonly Finding Flaw = Sample.Vulnerability("CVE-2026-1000", "pkg:npm/left@1.0.0");

    [Theory]
    [InlineData("conf/a.py:github-personal-access-token:7", true)]
    [InlineData("0123456789abcdef0123456789abcdef01234567:conf/a.py:github-personal-access-token:7", true)]
    [InlineData("conf/a.py:github-personal-access-token:8", false)]
    [InlineData("conf/a.py:another-rule:7", false)]
    [InlineData("a.py:github-personal-access-token:7", false)]
    [InlineData("# conf/a.py:github-personal-access-token:7", false)]
    public void Gitleaks_names_one_finding_by_file_rule_and_line(string line, bool applies) =>
        Assert.Equal(applies, Suppressed(".gitleaksignore", line, Sample.Secret("conf/a.py", 7)));

    [Theory]
    [InlineData("""{"results":{"conf/a.py":[{"type":"Secret Keyword","line_number":7}]}}""", true)]
    [InlineData("""{"results":{"./conf\\a.py":[{"line_number":7,"is_secret":false}]}}""", true)]
    [InlineData("""{"results":{"conf/a.py":[{"line_number":7,"is_secret":true}]}}""", false)]
    [InlineData("""{"results":{"conf/a.py":[{"line_number":8}]}}""", false)]
    [InlineData("""{"results":{"a.py":[{"line_number":7}]}}""", false)]
    [InlineData("""{"results":{"conf/a.py":[{"line_number":"many"}]}}""", false)]
    [InlineData("""{"results":{"conf/a.py":{"line_number":7}}}""", false)]
    [InlineData("""{"results":[{"filename":"conf/a.py","line_number":7}]}""", false)]
    [InlineData("""{"results":{"conf/a.py":[{"line_number":7}]}""", false)]
    public void Detect_secrets_names_a_file_and_a_line_and_an_audited_secret_still_counts(string text, bool applies) =>
        Assert.Equal(applies, Suppressed(".secrets.baseline", text, Sample.Secret("conf/a.py", 7)));

    [Theory]
    [InlineData("CVE-2026-1000", true)]
    [InlineData("cve-2026-1000 # not reachable", true)]
    [InlineData("CVE-2026-1000 exp:2026-11-25", true)]
    [InlineData("CVE-2026-1000 exp:2026-11-24", false)]
    [InlineData("CVE-2026-1000 exp:tomorrow", false)]
    [InlineData("CVE-2026-*", false)]
    public void Trivy_names_ids_which_may_end(string line, bool applies) => Assert.Equal(applies, Suppressed(".trivyignore", line, Flaw));

    [Theory]
    [InlineData("vulnerabilities:\n  - id: CVE-2026-1000\n    statement: why", true)]
    [InlineData("vulnerabilities:\n  - id: CVE-2026-1000\n    paths: ['package-*.json']", true)]
    [InlineData("vulnerabilities:\n  - id: CVE-2026-1000\n    paths: ['other/**']", false)]
    [InlineData("vulnerabilities:\n  - id: CVE-2026-1000\n    purls: ['pkg:npm/left@1.0.0']", true)]
    [InlineData("vulnerabilities:\n  - id: CVE-2026-1000\n    purls: ['pkg:npm/left@2.0.0']", false)]
    [InlineData("vulnerabilities:\n  - id: CVE-2026-1000\n    purls: [left]", false)]
    [InlineData("vulnerabilities:\n  - id: CVE-2026-1000\n    expired_at: 2026-11-24", false)]
    [InlineData("vulnerabilities:\n  - id: CVE-2026-1000\n    expired_at: soon", false)]
    [InlineData("secrets:\n  - id: CVE-2026-1000", false)]
    [InlineData("vulnerabilities: [{paths: ['**']}]", false)]
    public void Trivys_second_form_knows_kinds_and_places(string text, bool applies) => Assert.Equal(applies, Suppressed(".trivyignore.yaml", text, Flaw));

    [Theory]
    [InlineData("tests/", true)]
    [InlineData("*.py", true)]
    [InlineData("/src/", false)]
    [InlineData("tests/\n!tests/keep/", false)]
    [InlineData("!tests/keep/\ntests/", true)]
    [InlineData("tests/\n!tests/keep/\n*.py", true)]
    public void Semgreps_last_fitting_pattern_decides(string text, bool applies) => Assert.Equal(applies, Suppressed(".semgrepignore", text, Sample.Code("tests/keep/a.py", 1)));

    [Fact]
    public void Semgreps_patterns_reach_code_alone() => Assert.False(Suppressed(".semgrepignore", "*", Sample.Secret("tests/a.py", 1)));

    [Theory]
    [InlineData("[[IgnoredVulns]]\nid = \"CVE-2026-1000\"\nreason = \"why\"", true)]
    [InlineData("[[IgnoredVulns]] # first\nid = 'CVE-2026-1000' # id\nignoreUntil = 2026-11-25\nreason = \"\"\"\nmany\nlines = [ \"\"\"", true)]
    [InlineData("other = [ \"]\", # ]\n 1 ]\n[[IgnoredVulns]]\r\nid = \"CVE-2026-1000\"\r\n", true)]
    [InlineData("[[IgnoredVulns]]\nid = \"CVE-2026-1000\"\nignoreUntil = 2026-11-24T00:00:00Z", false)]
    [InlineData("[[IgnoredVulns]]\nid = \"CVE-2026-1000\"\nignoreUntil = never", false)]
    [InlineData("[[IgnoredVulns]]\nid = \"CVE-2026-1000\"\nignoreUntil = 2026", false)]
    [InlineData("[[IgnoredVulns]]\nid = \"CVE-2026-1000\"\nignoreUntil", false)]
    [InlineData("[[IgnoredVulns]]\nid = \"CVE-2026-1000", false)]
    [InlineData("[[PackageOverrides]]\nid = \"CVE-2026-1000\"\nignore = true", false)]
    public void Osv_scanner_names_ids_until_a_day(string text, bool applies) => Assert.Equal(applies, Suppressed("osv-scanner.toml", text, Flaw));

    [Theory]
    [InlineData("ignore:\n  - vulnerability: CVE-2026-1000\n    reason: why", true)]
    [InlineData("ignore:\n  - package: {name: left, type: npm}", true)]
    [InlineData("ignore:\n  - vulnerability: CVE-2026-1000\n    package: {version: 1.0.0, location: '/package-lock.json'}", true)]
    [InlineData("ignore:\n  - vulnerability: CVE-2026-1000\n    package: {version: 2.0.0}", false)]
    [InlineData("ignore:\n  - package: {type: npm}", false)]
    [InlineData("ignore:\n  - vulnerability: CVE-2026-1000\n    fix-state: unknown", false)]
    [InlineData("ignore:\n  - reason: all", false)]
    public void Grypes_conditions_must_all_fit(string text, bool applies) => Assert.Equal(applies, Suppressed(".grype.yaml", text, Flaw));

    [Theory]
    [InlineData("skip-check: [CKV_AWS_20]", true)]
    [InlineData("skip-check: CKV_AWS_1,CKV_AWS_20", true)]
    [InlineData("skip-check: ['CKV_AWS_*']", true)]
    [InlineData("skip-check: [CKV_AWS_2]", false)]
    [InlineData("skip-check: ['*']", false)]
    [InlineData("skip-check: [MEDIUM]", false)]
    public void Checkov_skips_checks_and_families(string text, bool applies) => Assert.Equal(applies, Suppressed(".checkov.yaml", text, Sample.Misconfiguration("CKV_AWS_20", "main.tf", 1, 9)));

    [Theory]
    [InlineData(".gitleaksignore", "no fingerprint", 1)]
    [InlineData(".trivyignore", "\n\nCVE-1 exp:soon", 3)]
    [InlineData(".trivyignore.yaml", "vulnerabilities:\n  - paths: [a]", 2)]
    [InlineData(".trivyignore.yaml", "a: }", 1)]
    [InlineData(".semgrepignore", "a\n:include .gitignore", 2)]
    [InlineData("osv-scanner.toml", "[[IgnoredVulns]]\nid = [", 2)]
    [InlineData(".grype.yaml", "ignore:\n- vulnerability: a\n- fix-state: fixed", 3)]
    [InlineData(".checkov.yaml", "skip-check:\n  - HIGH", 2)]
    public void What_is_not_applied_is_said_with_its_line(string file, string text, int line) =>
        Assert.Equal($"{file}:{line}", Assert.Single(Sample.Read(file, text).Warnings).Source);

    [Fact]
    public void No_input_makes_a_reader_throw_and_none_makes_it_ignore_everything()
    {
        string[] pieces = ["[[IgnoredVulns]]", "id", "=", "\"", "'", "\"\"\"", "\n", "*", "!", "**/", "[", "]", "{", "}", ":", "- ", "ignore:", "vulnerabilities:", "skip-check:", "package:", " ", "#", "\\", "\0", "\uFEFF", "1", "2026-01-01", "exp:"];
        Gen.Int[0, pieces.Length - 1].Array[0, 40].Select(list => string.Concat(list.Select(index => pieces[index]))).Sample(text =>
        {
            foreach (var file in RefineryCatalog.SuppressionFiles)
            {
                var read = file.Read(Encoding.UTF8.GetBytes(text));
                Assert.All(read.Entries, entry => Assert.False(entry.Ids.IsEmpty && entry.IdPrefixes.IsEmpty && entry.Paths.IsEmpty && entry.Packages.IsEmpty && entry.File is null));
                Assert.DoesNotContain(read.Entries, entry => entry.Ids.Contains("") || entry.IdPrefixes.Contains(""));
            }
        }, iter: 3000);
    }

    [Fact]
    public void A_file_over_its_bound_is_not_applied_and_said()
    {
        foreach (var file in RefineryCatalog.SuppressionFiles)
        {
            var read = file.Read(new byte[(4 << 20) + 1]);
            Assert.Empty(read.Entries);
            Assert.Single(read.Warnings);
        }
    }

    private static bool Suppressed(string fileName, string text, Finding finding)
    {
        var read = Sample.Read(fileName, text);
        var result = Refine.Run(Sample.Request(finding) with { Suppressions = read.Entries });
        // Unused entries of other tools are theirs to tidy; ended ones are said.
        Assert.All(result.Warnings, warning => Assert.Contains("is over", warning.Message, StringComparison.Ordinal));
        return result.Findings[0].Suppression is { Kind: "file" };
    }
}
