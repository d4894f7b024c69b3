namespace Gatehouse.Intake.Tests.Pages;

// Shape: WhiteHat's test file of OWASP-Benchmark/BenchmarkUtils.
public sealed class WhiteHatSentinelTests
{
    private const string Head = "\"Report As Of: Saturday, January 01, 2026\",,,,,,,,,,,,,\nStart Date: 2026-01-01,,,,,,,,,,,,,\n,,,,,,,,,,,,,\n"
        + "Vuln ID,Vuln URL,Attack Vector ID,Date Opened,Vuln Status,Attack Vector Status,Class,Asset Name,Rating,CVSS Score,CVSS Vector,Attack Vector Path,Method,HTTP Request Header\n";

    private const string Many = Head
        + "1,app.example/run,11,2026-01-01,Open,Open,OS Commanding,app.example,High,10.0,CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H,https://app.example/run,POST,hidden-request\n"
        + "2,app.example/,12,2026-01-01,Closed,Closed,Fingerprinting,app.example,Note,,,https://app.example/,GET,\n"
        + ",,,,,,,,,,,,,\nClass Name,Description,Solution,,,,,,,,,,,\nOS Commanding,It runs commands,Do not,,,,,,,,,,,\n";

    [Fact]
    public void An_attack_vector_is_a_finding_and_what_follows_the_table_is_none()
    {
        Assert.Equal(["OS Commanding HIGH Web @ https://app.example/run", "Fingerprinting INFO Web @ https://app.example/; (Closed in WhiteHat Sentinel)"], Brief.Of(Report.Fact(Many)));
        Assert.DoesNotContain("hidden-request", Report.Findings(Many)[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_alone_is_clean() => Assert.Empty(Report.Findings(Head));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "whitehat-sentinel");
}
