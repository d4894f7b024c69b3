using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

// Shape: the JSON export of humble.py and its sample (rfc-st/humble).
public sealed class HumbleTests
{
    private const string Json = """
        { "[0. Info]": { "Generator": "https://github.com/rfc-st/humble | v.2026-06-13", "Date": "2026/06/13 - 18:41:57", "URL": "https://app.example" },
          "[1. Enabled HTTP Security Headers]": [ { "Header": "Set-Cookie", "Value": "hidden-value" } ],
          "[2. Missing HTTP Security Headers]": [ { "Header": "Referrer-Policy", "Details": "It limits what is told.", "References": [ "https://mdn.example/" ] } ],
          "[3. Fingerprint HTTP Response Headers]": [ { "Header": "Server (Generic)", "Value": "gws" } ],
          "[4. Deprecated HTTP Response Headers/Protocols and Insecure Values]": [ { "Issue": "P3P (Deprecated Header)", "Details": [ "Use something else." ], "References": [] } ],
          "[5. Empty HTTP Response Headers Values]": { "Description": "d", "Result": "Nothing to report, all seems OK!" } }
        """;

    [Fact]
    public void A_header_that_is_missing_tells_or_is_deprecated_is_a_finding()
    {
        var fact = Report.Fact(Json);
        Assert.Equal(["P3P (Deprecated Header) LOW Web @ https://app.example; CWE-16", "missing:Referrer-Policy LOW Web @ https://app.example; CWE-693", "fingerprint:Server (Generic) INFO Web @ https://app.example; CWE-200"], Brief.Of(fact));
        Assert.Equal((FactKind.WebScan, "2026-06-13", Completeness.Complete), (fact.Kind, fact.Producer.Version, fact.Completeness));
    }

    [Fact]
    public void The_brief_report_holds_texts() =>
        Assert.Equal(
            ["missing:Referrer-Policy LOW Web @ https://app.example; CWE-693"],
            Brief.Of(Report.Fact("""{ "[0. Info]": { "Generator": "https://github.com/rfc-st/humble | v.2026-06-13", "URL": "https://app.example" }, "[2. Missing HTTP Security Headers]": [ "Referrer-Policy" ], "[3. Fingerprint HTTP Response Headers]": [ "Nothing to report, all seems OK!" ] }""")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Json, "humble");
}
