using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Cosign;

public sealed class CosignTests
{
    private static readonly string One = Signature("https://ci.example/release@refs/heads/main", "https://issuer.example");

    [Fact]
    public void A_signature_is_a_verified_fact_about_the_image()
    {
        var fact = Report.Fact($"[{One}]");
        Assert.Equal((FactKind.Signature, Report.Now), (fact.Kind, fact.Time));
        Assert.Equal(new SignaturePredicate(true, "https://ci.example/release@refs/heads/main", "https://issuer.example"), fact.Predicate);
        Assert.Equal(("registry.example/app", "sha256:" + Report.Digest), (fact.Subjects[0].Name, fact.Subjects[0].Id));
    }

    [Fact]
    public void Several_signatures_are_a_fact_each() =>
        Assert.Equal(["https://one.example", "https://two.example"], Report.Facts($"[{Signature("https://one.example", "i")},{Signature("https://two.example", "i")}]").Select(fact => ((SignaturePredicate)fact.Predicate).Identity));

    [Fact]
    public void A_signature_by_a_key_has_no_identity() =>
        Assert.Equal(new SignaturePredicate(true, null, null), Report.Fact($$"""[{ "critical": { "identity": { "docker-reference": "r" }, "image": { "docker-manifest-digest": "sha256:{{Report.Digest}}" }, "type": "cosign container image signature" }, "optional": null }]""").Predicate);

    [Fact]
    public void An_empty_list_is_not_verified() => Assert.Contains("cosign did not verify", Report.Problem("[]", "cosign"));

    [Fact]
    public void Nothing_at_all_is_not_verified() => Assert.Contains("cosign did not verify", Report.Problem("", "cosign"));

    [Fact]
    public void Error_text_is_not_verified() => Assert.Contains("cosign did not verify: Error: no matching signatures", Report.Problem("Error: no matching signatures:\nmain.go:69\n"));

    [Theory]
    [InlineData("docker-manifest-digest", "digest", "names no image digest")]
    [InlineData("cosign container image signature", "atomic container signature", "which cosign does not write")]
    public void What_is_not_of_cosigns_shape_is_refused_whole(string from, string to, string message) =>
        Assert.Contains(message, Report.Problem($"[{One},{One.Replace(from, to, StringComparison.Ordinal)}]", "cosign"));

    [Fact]
    public void An_identity_of_a_wrong_type_is_refused() => Assert.Contains("not of the shape", Report.Problem($"[{One.Replace("\"https://issuer.example\"", "{}", StringComparison.Ordinal)}]"));

    [Fact]
    public void A_truncated_list_is_refused() => Assert.Contains("not readable as JSON", Report.Problem($"[{One}"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage($"[{One}]", "cosign");

    private static string Signature(string identity, string issuer) => $$"""
        { "critical": { "identity": { "docker-reference": "registry.example/app" }, "image": { "docker-manifest-digest": "sha256:{{Report.Digest}}" }, "type": "cosign container image signature" },
          "optional": { "Issuer": "{{issuer}}", "Subject": "{{identity}}", "Bundle": { "Payload": { "integratedTime": 1 } } } }
        """;
}
