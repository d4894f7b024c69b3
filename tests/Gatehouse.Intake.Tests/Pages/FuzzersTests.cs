using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

/// <summary>Tools that list what answered: masscan, ffuf, wfuzz; and Hydra, which logs in.</summary>
public sealed class FuzzersTests
{
    // Shape: out-json.c, out-ndjson.c and out-xml.c of robertdavidgraham/masscan.
    private const string Masscan = """
        [ { "ip": "192.0.2.1", "timestamp": "1767225600", "ports": [ { "port": 443, "proto": "tcp", "status": "open", "reason": "syn-ack", "ttl": 48 } ] },
          { "ip": "192.0.2.1", "timestamp": "1767225601", "ports": [ { "port": 443, "proto": "tcp", "service": { "name": "http", "banner": "hidden" } } ] },
          { "ip": "192.0.2.2", "timestamp": "1767225601", "ports": [ { "port": 22, "proto": "tcp", "status": "closed", "reason": "rst", "ttl": 48 } ] } ]
        """;

    // Shape: hydra.c of vanhauser-thc/thc-hydra.
    private const string Hydra = """
        { "generator": { "software": "Hydra", "version": "v9.5", "built": "2026-01-01 00:00:00", "server": "192.0.2.1", "service": "ssh", "jsonoutputversion": "1.00", "commandline": "hydra" }, "results": [ { "port": 22, "service": "ssh", "host": "192.0.2.1", "login": "root", "password": "hidden-word" } ], "success": true, "errormessages": [ ], "quantityfound": 1 }
        """;

    // Shape: pkg/output/file_json.go and file_csv.go of ffuf/ffuf.
    private const string Ffuf = """
        { "commandline": "ffuf -u https://app.example/FUZZ -w list", "time": "2026-01-01T00:00:00Z", "results": [ { "input": { "FUZZ": "admin" }, "position": 3, "status": 200, "length": 12, "words": 2, "lines": 1, "content-type": "text/html", "redirectlocation": "", "resultfile": "", "url": "https://app.example/admin", "host": "app.example" } ], "config": {} }
        """;

    // Shape: printers.py of xmendez/wfuzz.
    private const string Wfuzz = """
        [ { "chars": 12, "code": 200, "payload": "admin", "lines": 1, "location": "", "method": "GET", "post_data": [ { "parameter": "p", "value": "hidden-word" } ], "server": "", "url": "https://app.example/admin", "words": 2 } ]
        """;

    [Fact]
    public void An_open_port_is_told_once() => Assert.Equal(["open-port INFO Web @ 192.0.2.1:443"], Brief.Of(Report.Fact(Masscan)));

    [Theory]
    [InlineData("{\"ip\":\"192.0.2.1\",\"timestamp\":\"1\",\"port\":80,\"proto\":\"tcp\",\"rec_type\":\"status\",\"data\":{\"status\":\"open\",\"reason\":\"syn-ack\",\"ttl\":1}}\n", null)]
    [InlineData("<nmaprun scanner=\"masscan\" start=\"1\"><host endtime=\"1\"><address addr=\"192.0.2.1\" addrtype=\"ipv4\"/><ports><port protocol=\"tcp\" portid=\"80\"><state state=\"open\"/></port></ports></host></nmaprun>", "masscan")]
    public void Its_other_forms_say_the_same(string report, string? importer) => Assert.Equal(["open-port INFO Web @ 192.0.2.1:80"], Brief.Of(Report.Fact(report, importer)));

    [Fact]
    public void A_guessed_password_is_not_taken()
    {
        var fact = Report.Fact(Hydra);
        Assert.Equal(["guessed-password-ssh CRITICAL Web @ ssh://192.0.2.1:22; CWE-521"], Brief.Of(fact));
        Assert.DoesNotContain("hidden-word", Report.Findings(fact)[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(Completeness.Partial, Report.Fact(Hydra.Replace("[ ]", "[ \"[ERROR] no answer\" ]", StringComparison.Ordinal)).Completeness);
    }

    [Fact]
    public void An_address_that_answered_is_told()
    {
        Assert.Equal(["answered INFO Web @ https://app.example/admin"], Brief.Of(Report.Fact(Ffuf)));
        Assert.Equal(["answered INFO Web @ https://app.example/admin"], Brief.Of(Report.Fact("FUZZ,url,redirectlocation,position,status_code,content_length,content_words,content_lines,content_type,duration,resultfile,Ffufhash\nadmin,https://app.example/admin,,3,200,12,2,1,text/html,1ms,,h\n")));
        Assert.Equal(["answered INFO Web @ https://app.example/admin"], Brief.Of(Report.Fact(Wfuzz)));
        Assert.Single(Report.Findings("id,response,lines,word,chars,request,success\n1,200,1,2,12,admin,1\n"));
    }

    [Theory]
    [InlineData(Masscan, "masscan")]
    [InlineData(Hydra, "hydra")]
    [InlineData(Ffuf, "ffuf")]
    [InlineData(Wfuzz, "wfuzz")]
    public void Damage_never_throws(string report, string importer) => Report.SurvivesDamage(report, importer);
}
