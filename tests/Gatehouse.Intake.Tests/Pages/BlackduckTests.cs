using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class BlackduckTests
{
    private const string Old = "Project id,Version id,Channel version id,Project name,Version,Channel version origin,Channel version origin id,Channel version origin name,Vulnerability id,Description,Published on,Updated on,Base score,Exploitability,Impact,Vulnerability source,Remediation status,Remediation target date,Remediation actual date,Remediation comment,URL,Security Risk\n"
        + "a,b,c,Commons X,1.2,maven,org.x:x-core:1.2,1.2,CVE-2026-1,\"Bad, very\",1/1/26,1/1/26,7.5,10,6.4,NVD,NEW,,,,https://nvd.example/1,HIGH\n";

    private const string New = "Used by,Component id,Version id,Origin id,Component name,Component version name,Component origin name,Component origin id,Component origin version name,Vulnerability id,Description,Published on,Updated on,Base score,Exploitability,Impact,Vulnerability source,Remediation status,Remediation target date,Remediation actual date,Remediation comment,URL,Security Risk,Project path\n"
        + ",a,b,c,core,1.0,npmjs,@x/core/1.0,1.0,BDSA-2026-7 (CVE-2026-2),Text,1/1/26,1/1/26,9.1,10,10,BDSA,IGNORED,,,not reached,,CRITICAL,p\n";

    [Fact]
    public void A_row_is_a_vulnerability_of_a_component()
    {
        var finding = Assert.Single(Report.Findings(Old));
        Assert.Equal(("CVE-2026-1", Severity.High, "pkg:maven/org.x/x-core@1.2", 7.5), (finding.RuleId, finding.Severity, finding.Component!.Purl!.ToString(), finding.Vulnerability!.Cvss));
        Assert.Equal("https://nvd.example/1", finding.HelpUri);
    }

    [Fact]
    public void The_newer_columns_are_read_and_what_is_ignored_is_suppressed()
    {
        var finding = Assert.Single(Report.Findings(New));
        Assert.Equal(("BDSA-2026-7", Severity.Critical, "pkg:npm/%40x/core@1.0", "IGNORED in Black Duck: not reached"), (finding.RuleId, finding.Severity, finding.Component!.Purl!.ToString(), finding.Suppression!.Reason));
        Assert.Equal(["CVE-2026-2"], finding.Aliases);
    }

    [Fact]
    public void A_header_alone_is_a_clean_scan() => Assert.Empty(Report.Findings(Old[..(Old.IndexOf('\n', StringComparison.Ordinal) + 1)]));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(New, "blackduck");
}
