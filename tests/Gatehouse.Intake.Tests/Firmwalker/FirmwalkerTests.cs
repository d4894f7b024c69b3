using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Firmwalker;

public sealed class FirmwalkerTests
{
    private static readonly string Hash = "$1$" + "AAAA$" + "hidden-hash";

    private static readonly string Many = $"""
        ***Firmware Directory***
        /fw/
        ***Search for password files***
        ##################################### passwd
        /etc/passwd

        ***Search for Unix-MD5 hashes***
        /fw/etc/shadow:{Hash}

        ***List etc/ssl directory***
        total 0
        -rwxrwxrwx    1 root     root            55 Jul 31 18:44 cert.pem

        ***Search for SSL related files***
        ##################################### *.key
        /etc/ssl/private/device.key
        /etc/ssl/private/device.key

        ***Search for patterns in files***
        -------------------- telnet --------------------
        /bin/start

        ***Search for urls***
        ##################################### urls
        https://updates.example

        """;

    [Fact]
    public void A_file_is_a_finding_under_what_it_was_found_for()
    {
        var findings = Report.Findings(Many);
        Assert.Equal(
            [("SSL related files: *.key", "etc/ssl/private/device.key", Severity.Low), ("Unix-MD5 hashes", "etc/shadow", Severity.Medium), ("password files: passwd", "etc/passwd", Severity.Low), ("patterns in files: telnet", "bin/start", Severity.Info), ("urls", "https://updates.example", Severity.Info)],
            findings.Select(finding => (finding.RuleId, finding.Location!.Path, finding.Severity)).OrderBy(one => one.RuleId, StringComparer.Ordinal));
        Assert.All(findings, finding => Assert.DoesNotContain("hidden-hash", finding.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Sections_without_files_are_a_clean_report() => Assert.Empty(Report.Findings("***Firmware Directory***\n/fw/\n***Search for password files***\n##### passwd\n\n"));

    [Fact]
    public void Another_text_is_not_taken() => Assert.Contains("no report of firmwalker", Report.Problem("/etc/passwd\n", "firmwalker"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "firmwalker");
}
