using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.ThreatComposer;

public sealed class ThreatComposerTests
{
    // Shape: packages/threat-composer/src/customTypes of awslabs/threat-composer.
    private const string Many = """
        { "schema": 1, "applicationInfo": { "name": "Shop" }, "architecture": {}, "dataflow": {}, "assumptions": [], "assumptionLinks": [],
          "mitigations": [ { "id": "m-1", "numericId": 1, "content": "Only the till may write.\nOwner: Kim\nTest: OrderTests.Only_the_till_writes", "status": "mitigationResolved" }, { "id": "m-2", "content": "Nobody does it.\nOwner: No\nTest: No", "status": "mitigationResolvedWillNotAction" } ],
          "mitigationLinks": [ { "mitigationId": "m-1", "linkedId": "t-1" }, { "mitigationId": "m-2", "linkedId": "t-2" } ],
          "threats": [
            { "id": "t-1", "numericId": 1, "statement": "A clerk can change orders", "impactedAssets": [ "orders" ], "status": "threatResolved", "metadata": [ { "key": "STRIDE", "value": [ "T", "E" ] }, { "key": "Priority", "value": "Medium" } ] },
            { "id": "t-2", "numericId": 2, "statement": "An actor can read orders", "status": "threatResolved" },
            { "id": "t-3", "numericId": 3, "statement": "An actor can flood it", "status": "threatIdentified", "metadata": [ { "key": "STRIDE", "value": [ "D" ] }, { "key": "Priority", "value": "Low" } ] },
            { "id": "t-4", "numericId": 4, "statement": "It may rain", "status": "threatResolvedNotUseful" } ] }
        """;

    [Fact]
    public void Threats_have_their_asset_their_risk_and_what_mitigates_them()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((Completeness.Complete, "Threat Composer"), (fact.Completeness, fact.Producer.Name));
        Assert.Equal(
            [
                "T-1 TE MEDIUM: A clerk can change orders [orders] <- (Kim, OrderTests.Only_the_till_writes): Only the till may write.",
                "T-2  HIGH: An actor can read orders [] <- (no owner, no test): \"An actor can read orders\" is mitigated: the model does not say how",
                "T-3 D LOW: An actor can flood it []",
                "T-4  INFO: It may rain []",
            ],
            Threats.Lines(fact));
    }

    [Fact]
    public void A_model_without_threats_is_one() => Assert.Empty(Threats.Of(Report.Fact("""{ "schema": 1, "applicationInfo": {}, "threats": [], "mitigations": [] }""")).Threats);

    [Fact]
    public void Another_schema_is_refused() => Assert.Contains("schema 2", Report.Problem("""{ "schema": 2, "applicationInfo": {}, "threats": [] }"""), StringComparison.Ordinal);

    [Fact]
    public void A_threat_without_a_statement_makes_it_partial() =>
        Assert.Equal(Completeness.Partial, Report.Fact("""{ "schema": 1, "applicationInfo": {}, "threats": [ { "id": "t", "status": "threatIdentified" } ] }""").Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "threat-composer");
}
