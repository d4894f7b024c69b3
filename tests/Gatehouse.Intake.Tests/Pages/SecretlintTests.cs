using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class SecretlintTests
{
    private const string Many = """
        [{"filePath":"src/a.js","sourceContent":"the whole file","sourceContentType":"text","messages":[{"message":"found basic auth credential: what-it-found","range":[20,54],"type":"message","ruleId":"@secretlint/secretlint-rule-basicauth","loc":{"start":{"line":1,"column":20},"end":{"line":1,"column":54}},"severity":"error","messageId":"BasicAuth","docsUrl":"https://docs.example/BasicAuth"}]},
         {"filePath":"src/b.js","sourceContent":"another","sourceContentType":"text","messages":[]}]
        """;

    [Fact]
    public void A_message_is_a_credential_with_its_place()
    {
        var finding = Assert.Single(Report.Findings(Many));
        Assert.Equal((FindingKind.Credential, Severity.High, "src/a.js"), (finding.Kind, finding.Severity, finding.Location!.Path));
        Assert.Equal(1, finding.Location.Region!.Value.StartLine);
    }

    [Fact]
    public void What_it_found_is_not_taken_over()
    {
        var finding = Assert.Single(Report.Findings(Many));
        Assert.DoesNotContain("what-it-found", finding.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("the whole file", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "secretlint");
}
