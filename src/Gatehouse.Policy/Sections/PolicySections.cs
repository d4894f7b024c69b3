using Gatehouse.Configuration;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary><c>gates</c>: how each stage is judged.</summary>
[Section]
internal sealed class GatesSection : ISection
{
    public string Name => "gates";

    public string Description => "How each gate is judged.";

    public Shape Shape { get; } = new ObjectShape([.. Stages.All.Select(stage => new Field(stage.ToName(), StageShape(stage), $"The {stage.ToName()} gate."))]);

    private static ObjectShape StageShape(Stage stage)
    {
        var criteria = PolicyCatalog.Criteria.Where(criterion => criterion.Stage == stage).Select(criterion => criterion.Id).Order(StringComparer.Ordinal).ToArray();
        return new ObjectShape(
        [
            new("mode", new EnumShape("observe", "new-code", "enforce"), "How strictly.") { Default = "enforce" },
            new("judge", new EnumShape("auto", "always", "never"), "Whether run judges it; auto: when its facts are there (code and build: always).") { Default = "auto" },
            new("criteria", new ListShape(new EnumShape(criteria)), "Criteria that must be judged: a missing fact is then Undecided. The others are judged where they can be."),
            new("without", new ListShape(new EnumShape(criteria)), "Criteria that the policy has no use for: shown, and never judged."),
            .. OwnFields(stage),
        ]);
    }

    /// <summary>What one stage alone knows.</summary>
    internal static IEnumerable<Field> OwnFields(Stage stage) => stage switch
    {
        Stage.Plan =>
        [
            new Field("high-risk-labels", Shape.TextList, "Labels that make a change a high-risk feature.") { Default = "security, high-risk" },
            new Field("high-risk-paths", Shape.GlobList, "Paths whose change is a high-risk feature."),
        ],
        Stage.Build => [new Field("denied-licenses", Shape.TextList, "SPDX ids that no component may have.")],
        Stage.Test =>
        [
            new Field("security-suites", Shape.TextList, "Suites of security tests that must have run."),
            new Field("web-high-threshold", new IntegerShape(0, 1000), "HIGH web findings that are still let through.") { Default = "0" },
        ],
        Stage.Release => [new Field("sbom-max-age", Shape.Duration, "How old the bill of materials of a release may be; the bound in max-age holds as well.") { Default = "7d" }],
        Stage.Deploy => [new Field("registries", Shape.TextList, "Registries, or folders in them, from which images may come.")],
        _ => Array.Empty<Field>(),
    };
}

/// <summary><c>production</c>: patterns of production branches.</summary>
[Section]
internal sealed class ProductionSection : ISection
{
    public string Name => "production";

    public string Description => "Patterns of production branches: there, and on changes to be merged there, HIGH findings block.";

    // One that never matches would make a production branch an ordinary one.
    public Shape Shape { get; } = new ListShape(new TextShape(Text.WildMatch.Check));
}

/// <summary><c>max-age</c>: how old facts may be.</summary>
[Section]
internal sealed class MaxAgeSection : ISection
{
    public string Name => "max-age";

    public string Description => "How old a fact may be before it counts as stale.";

    public Shape Shape { get; } = new ObjectShape([.. FactAges.Default.OrderBy(pair => pair.Key).Select(pair =>
        new Field(FactAges.Name(pair.Key), Shape.Duration, $"Of a {FactAges.Name(pair.Key)}.") { Default = pair.Value.TotalDays >= 2 ? FormattableString.Invariant($"{pair.Value.TotalDays}d") : FormattableString.Invariant($"{pair.Value.TotalHours}h") })]);
}

/// <summary><c>deadlines</c>: how long something may stay open.</summary>
[Section]
internal sealed class DeadlinesSection : ISection
{
    public string Name => "deadlines";

    public string Description => "How long an alert or finding may stay open, by severity.";

    public Shape Shape { get; } = new ObjectShape(
        new Field("critical", Shape.Duration, "CRITICAL.") { Default = "24h" },
        new Field("high", Shape.Duration, "HIGH.") { Default = "7d" },
        new Field("medium", Shape.Duration, "MEDIUM.") { Default = "30d" },
        new Field("low", Shape.Duration, "LOW.") { Default = "90d" });
}

/// <summary><c>keys</c>: whose signatures are believed.</summary>
[Section]
internal sealed class KeysSection : ISection
{
    public string Name => "keys";

    public string Description => "Keys whose signatures a gate believes, and for what.";

    internal static string[] Rights { get; } = ["approval", "review", "acknowledgement", "report", "provenance", "signature"];

    public Shape Shape { get; } = new ListShape(new ObjectShape(
        new Field("name", Shape.Text, "Whose it is.") { IsRequired = true },
        new Field("public", new TextShape(PublicKeys.Check), "The public key in PEM (gatehouse key new makes a pair).") { IsRequired = true },
        new Field("may", new ListShape(new EnumShape(Rights)), "What it may state.") { IsRequired = true }));
}

/// <summary><c>waivers</c>: risks that someone accepted until a date.</summary>
[Section]
internal sealed class WaiversSection : ISection
{
    public string Name => "waivers";

    public string Description => "Criteria, risks and unreadable files that someone accepts until a date.";

    public Shape Shape { get; } = new ListShape(new ObjectShape(
        new Field("id", Shape.Text, "Its name.") { IsRequired = true },
        new Field("criteria", new ListShape(new TextShape(CheckCriterion)), "The criteria it speaks of: code.secrets, build.*."),
        new Field("ids", Shape.TextList, "Rules, advisories or aliases."),
        new Field("paths", new ListShape(new TextShape(WaiverRule.CheckPath)), "Path patterns or package URLs."),
        new Field("reason", Shape.Text, "Why the risk is taken.") { IsRequired = true },
        new Field("owner", Shape.Text, "Who answers for it.") { IsRequired = true },
        new Field("expires", Shape.Date, "The last day on which it holds, at most a year ahead.") { IsRequired = true }));

    internal static string? CheckCriterion(string name) =>
        PolicyCatalog.Criteria.Any(criterion => WaiverRule.Names(name, criterion.Id))
            ? null
            : "no criterion has that name; known are " + string.Join(", ", PolicyCatalog.Criteria.Select(criterion => criterion.Id).Order(StringComparer.Ordinal));
}

/// <summary><c>exclude</c>: files that are not scanned.</summary>
[Section]
internal sealed class ExcludeSection : ISection
{
    public string Name => "exclude";

    public string Description => "Path patterns of files that no engine reads; each is listed as skipped.";

    public Shape Shape => Shape.GlobList;
}

/// <summary><c>extends</c>: the policy that this one builds on.</summary>
[Section]
internal sealed class ExtendsSection : ISection
{
    public string Name => "extends";

    public string Description => "The policy that this one builds on, pinned by the SHA-256 of its file: policies/acme.yaml@sha256:DIGEST, or sha256:DIGEST for one in the folder that GATEHOUSE_POLICIES names.";

    public Shape Shape { get; } = new TextShape(ExtendsPin.Check);
}

/// <summary><c>packs</c>: the releases of rule packs.</summary>
[Section]
internal sealed class PacksSection : ISection
{
    public string Name => "packs";

    public string Description => "The release at which each rule pack is held, such as secrets: \"0.2\". Rules that came or were raised later warn. Without a pin: one release behind the running build.";

    public Shape Shape => Versions;

    internal static Shape Versions { get; } = new MapShape(new TextShape(text => PackVersion.TryParse(text, out _) ? null : "a release is wanted, such as 0.2"));
}
