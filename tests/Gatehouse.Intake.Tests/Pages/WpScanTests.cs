using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: app/views/json of wpscanteam/wpscan.
public sealed class WpScanTests
{
    private const string Json = """
        { "banner": { "description": "WordPress Security Scanner", "version": "3.8.28" }, "start_time": 1767225600, "start_memory": 1, "target_url": "https://blog.example/", "target_ip": "192.0.2.1", "effective_url": "https://blog.example/",
          "interesting_findings": [ { "url": "https://blog.example/xmlrpc.php", "to_s": "XML-RPC seems to be enabled", "type": "xmlrpc", "found_by": "x", "confidence": 100, "references": {} } ],
          "version": { "number": "5.0", "status": "insecure", "vulnerabilities": [ { "title": "WordPress 5.0 - Auth bypass", "uuid": "u-1", "cvss": { "score": "9.8", "vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }, "fixed_in": "5.0.1", "references": { "cve": [ "2019-8942" ], "url": [ "https://news.example/" ], "wpvulndb": [ "w" ] } } ] },
          "main_theme": null, "plugins": { "forms": { "slug": "forms", "location": "https://blog.example/wp-content/plugins/forms/", "version": { "number": "1.2" }, "vulnerabilities": [ { "title": "Forms < 1.3 - XSS", "fixed_in": "1.3", "references": { "wpvulndb": [ "w-2" ] } } ] } },
          "config_backups": { "https://blog.example/wp-config.php.bak": { "found_by": "x" } }, "users": { "anna": { "id": 1 } }, "password_attack": { "anna": { "password": "hidden-word" } },
          "vuln_api": { "plan": "free" }, "stop_time": 1767225700 }
        """;

    [Fact]
    public void What_a_site_has_is_told_with_its_component_and_place()
    {
        var fact = Report.Fact(Json);
        Assert.Equal(
            [
                "guessed-password CRITICAL Web @ https://blog.example/; CWE-521",
                "u-1 CRITICAL Web @ https://blog.example/; CVE-2019-8942; WordPress 5.0; fixed in 5.0.1",
                "config-backup HIGH Web @ https://blog.example/wp-config.php.bak; CWE-530",
                "w-2 MEDIUM Web @ https://blog.example/wp-content/plugins/forms/; forms 1.2; fixed in 1.3",
                "user INFO Web @ https://blog.example/; CWE-200",
                "xmlrpc INFO Web @ https://blog.example/xmlrpc.php",
            ],
            Brief.Of(fact).Order(StringComparer.Ordinal).OrderByDescending(line => line.Contains("CRITICAL", StringComparison.Ordinal) ? 3 : line.Contains("HIGH", StringComparison.Ordinal) ? 2 : line.Contains("MEDIUM", StringComparison.Ordinal) ? 1 : 0));
        Assert.Equal(Completeness.Complete, fact.Completeness);
        Assert.DoesNotContain(Report.Findings(fact), finding => finding.ToString().Contains("hidden-word", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_token_it_is_partial() =>
        Assert.Equal(Completeness.Partial, Report.Fact(Json.Replace("\"plan\": \"free\"", "\"error\": \"No WPScan API Token given\"", StringComparison.Ordinal)).Completeness);

    [Fact]
    public void A_scan_that_was_aborted_has_failed() =>
        Assert.Equal(Completeness.Failed, Report.Fact("""{ "scan_aborted": "The url is down", "target_url": "https://blog.example/" }""").Completeness);

    [Fact]
    public void Lines_are_read_as_the_whole_is()
    {
        const string Lines = """
            {"banner":{"description":"WordPress Security Scanner","version":"3.8.28"}}
            {"start_time":1767225600,"start_memory":1,"target_url":"https://blog.example/","effective_url":"https://blog.example/"}
            {"db_exports":{"https://blog.example/dump.sql":{"found_by":"x"}}}
            """;
        Assert.Equal(["db-export HIGH Web @ https://blog.example/dump.sql; CWE-530"], Brief.Of(Report.Fact(Lines)));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Json, "wpscan");
}
