using Gatehouse.Configuration;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary><c>floor</c>: what a policy that extends this one cannot lower.</summary>
[Section]
internal sealed class FloorSection : ISection
{
    public string Name => "floor";

    public string Description => "What a policy that extends this one cannot lower: a value below is raised, and said so.";

    public Shape Shape { get; } = new ObjectShape(
        new Field("production", new ListShape(new TextShape(Text.WildMatch.Check)), "Branches that are production."),
        new Field("gates", new ObjectShape([.. Stages.All.Select(stage => new Field(stage.ToName(), StageShape(stage), $"The {stage.ToName()} gate."))]), "The least that each gate asks."),
        new Field("max-age", new ObjectShape([.. FactAges.Default.Keys.Order().Select(kind => new Field(FactAges.Name(kind), Shape.Duration, $"Of a {FactAges.Name(kind)}, at most."))]), "The longest ages of facts."),
        new Field("deadlines", new ObjectShape([.. PolicyDocument.Default.Deadlines.Keys.OrderDescending().Select(severity => new Field(PolicyFloor.Word(severity), Shape.Duration, $"{severity.ToLabel()}, at most."))]), "The longest deadlines."),
        new Field("waivers", new ObjectShape(
            new Field("at-most", Shape.Duration, "How far ahead of today a waiver may end."),
            new Field("never", new ListShape(new TextShape(WaiversSection.CheckCriterion)), "Criteria that no waiver may speak of."),
            new Field("owners", new ListShape(new TextShape(Text.WildMatch.Check)), "Patterns of those who may answer for one: *@acme.example.")), "What waivers may do."),
        new Field("exclude", Shape.GlobList, "The only patterns that may be excluded; [] for none."),
        new Field("keys", new ObjectShape(new Field("may", new ListShape(new EnumShape(KeysSection.Rights)), "What keys of a policy that extends this one may state; [] for nothing.")), "Whom a policy that extends this one may trust."),
        new Field("packs", PacksSection.Versions, "The least release of each rule pack."),
        new Field("suppressions", new ObjectShape(
            new Field("inline", Shape.Boolean, "false: comments in the code silence nothing.") { Default = "true" },
            new Field("ignore-files", Shape.Boolean, "false: other tools' ignore files silence nothing.") { Default = "true" },
            new Field("never", new ListShape(new TextShape(Text.WildMatch.Check)), "Patterns of rules and advisories that nothing may silence: aws-*."),
            new Field("at-most", Shape.Duration, "How far ahead of today an entry of suppressions may end."),
            new Field("owners", new ListShape(new TextShape(Text.WildMatch.Check)), "Patterns of those who may answer for an entry of suppressions.")), "What may silence a finding."),
        new Field("settings", new ListShape(new TextShape(Text.WildMatch.Check)), "The only settings of engines and tools that a policy that extends this one may state: secrets.rules, tools.*; [] for none."));

    private static ObjectShape StageShape(Stage stage) => new(
    [
        new Field("mode", new EnumShape("observe", "new-code", "enforce"), "How strictly, at least."),
        new Field("judge", new EnumShape("auto", "always"), "always, or auto: never turned off."),
        new Field("criteria", new ListShape(new EnumShape([.. PolicyCatalog.Criteria.Where(criterion => criterion.Stage == stage).Select(criterion => criterion.Id).Order(StringComparer.Ordinal)])), "Criteria that must be judged."),
        .. GatesSection.OwnFields(stage).Select(field => field with { Default = null }),
    ]);
}
