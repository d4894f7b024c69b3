using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: the printf_xml calls of sslscan.c (rbsec/sslscan).
public sealed class SslScanTests
{
    private const string Clean = """
        <?xml version="1.0" encoding="UTF-8"?><document title="SSLScan Results" version="2.1.3" web="http://github.com/rbsec/sslscan"><ssltest host="app.example" sniname="app.example" port="443"><protocol type="tls" version="1.2" enabled="1" /><protocol type="tls" version="1.0" enabled="0" /></ssltest></document>
        """;

    private const string Many = """
        <?xml version="1.0" encoding="UTF-8"?><document title="SSLScan Results" version="2.1.3" web="http://github.com/rbsec/sslscan">
        <ssltest host="app.example" sniname="app.example" port="443"><protocol type="ssl" version="3" enabled="1" /><protocol type="tls" version="1.0" enabled="1" /><protocol type="tls" version="1.3" enabled="1" />
        <fallback supported="0" /><renegotiation supported="1" secure="0" /><compression supported="0" /><heartbleed sslversion="TLSv1.2" vulnerable="1" /><heartbleed sslversion="TLSv1.1" vulnerable="1" />
        <cipher status="preferred" sslversion="TLSv1.2" bits="256" cipher="ECDHE-RSA-AES256-GCM-SHA384" id="0xC030" strength="strong" /><cipher status="accepted" sslversion="TLSv1.2" bits="0" cipher="NULL-SHA" id="0x0002" strength="null" />
        <certificates><certificate type="short"><signature-algorithm>sha1WithRSAEncryption</signature-algorithm><pk error="false" type="RSA" bits="1024" /><subject><![CDATA[app.example]]></subject><issuer><![CDATA[app.example]]></issuer><self-signed>true</self-signed><not-valid-after>Jan  1 00:00:00 2020 GMT</not-valid-after><expired>true</expired></certificate></certificates></ssltest></document>
        """;

    [Fact]
    public void What_is_weak_is_a_finding_of_its_host() =>
        Assert.Equal(
            [
                "certificate-expired HIGH Web @ app.example:443; CWE-298",
                "certificate-self-signed MEDIUM Web @ app.example:443; CWE-295",
                "certificate-short-key MEDIUM Web @ app.example:443; CWE-326",
                "certificate-weak-signature MEDIUM Web @ app.example:443; CWE-327",
                "deprecated-ssl3 HIGH Web @ app.example:443; CWE-326",
                "deprecated-tls1.0 MEDIUM Web @ app.example:443; CWE-326",
                "heartbleed CRITICAL Web @ app.example:443; CWE-125; CVE-2014-0160",
                "insecure-renegotiation MEDIUM Web @ app.example:443; CVE-2009-3555",
                "no-fallback-scsv LOW Web @ app.example:443; CWE-757",
                "null-cipher HIGH Web @ app.example:443; CWE-327",
            ],
            Brief.Of(Report.Fact(Many)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_good_host_has_none()
    {
        var fact = Report.Fact(Clean);
        Assert.Empty(Report.Findings(fact));
        Assert.Equal((FactKind.OtherScan, "2.1.3", 1), (fact.Kind, fact.Producer.Version, Assert.IsType<ScanPredicate>(fact.Predicate).Judged));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "sslscan");
}
