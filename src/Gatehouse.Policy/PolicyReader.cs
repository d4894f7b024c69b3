using System.Collections.Immutable;
using Gatehouse.Configuration;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Makes a policy of a configuration that is sound by its shape, with the checks that need more.</summary>
public static class PolicyReader
{
    /// <summary>The policy; with problems it is the default and must not be used.</summary>
    /// <param name="configuration">A sound one.</param>
    /// <param name="today">For the bound of a waiver's expiry.</param>
    public static (PolicyDocument Policy, ImmutableArray<ConfigurationProblem> Problems) Read(ConfigurationResult configuration, DateOnly today)
    {
        var root = configuration.Root;
        var problems = new List<ConfigurationProblem>();
        var production = root["production"].Texts();
        var policy = new PolicyDocument
        {
            ProductionBranches = production.Count > 0 ? [.. production] : PolicyDocument.Default.ProductionBranches,
            Stages = Stages.All.ToImmutableDictionary(stage => stage, stage => ReadStage(root["gates"][stage.ToName()])),
            MaxAges = FactAges.Default.ToImmutableDictionary(pair => pair.Key, pair => root["max-age"][FactAges.Name(pair.Key)].Duration(pair.Value)),
            Deadlines = PolicyDocument.Default.Deadlines.ToImmutableDictionary(pair => pair.Key, pair => root["deadlines"][pair.Key.ToLabel().ToLowerInvariant()].Duration(pair.Value)),
            Waivers = [.. root["waivers"].Items().Select(item => ReadWaiver(item, today, problems))],
            Keys = [.. root["keys"].Items().Select(item => new TrustedKey(item["name"].Text(), PublicKeys.KeyId(item["public"].Text()) ?? "", item["public"].Text(), [.. item["may"].Texts()]))],
            DeniedLicenses = [.. root["gates"]["build"]["denied-licenses"].Texts()],
            AllowedRegistries = [.. root["gates"]["deploy"]["registries"].Texts()],
            SecuritySuites = [.. root["gates"]["test"]["security-suites"].Texts()],
            WebHighThreshold = (int)root["gates"]["test"]["web-high-threshold"].Integer(0),
            HighRiskLabels = root["gates"]["plan"]["high-risk-labels"].IsPresent ? [.. root["gates"]["plan"]["high-risk-labels"].Texts()] : PolicyDocument.Default.HighRiskLabels,
            HighRiskPaths = [.. root["gates"]["plan"]["high-risk-paths"].Texts()],
            Exclude = [.. root["exclude"].Texts()],
            ReleaseSbomMaxAge = root["gates"]["release"]["sbom-max-age"].Duration(PolicyDocument.Default.ReleaseSbomMaxAge),
            Packs = ReadPacks(root["packs"]),
            Extends = root["extends"].TextOrNull(),
        };
        foreach (var twice in root["waivers"].Items().GroupBy(item => item["id"].Text(), StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add(twice.Last()["id"].Problem($"the waiver \"{twice.Key}\" is there twice", "Give each waiver its own id"));
        foreach (var twice in root["keys"].Items().GroupBy(item => PublicKeys.KeyId(item["public"].Text()), StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add(twice.Last()["public"].Problem($"the key of {twice.Last()["name"].Text()} is that of {twice.First()["name"].Text()}", "Name each key once, with all that it may state"));
        policy = policy with { Stages = Stages.All.ToImmutableDictionary(stage => stage, stage => WithoutBoth(policy.Of(stage), root["gates"][stage.ToName()], problems)) };
        return problems.Count == 0 ? (policy, []) : (PolicyDocument.Default, [.. problems.OrderBy(problem => problem.Position.Line).ThenBy(problem => problem.Position.Column)]);
    }

    /// <summary>
    /// The policy of a file and of those that it extends: their values together, then lifted to each one's floor.
    /// </summary>
    /// <param name="layers">Sound ones, the farthest first.</param>
    /// <param name="sections">The sections that they were read by.</param>
    /// <param name="today">For the bounds of waivers.</param>
    public static PolicyReading ReadLayers(IReadOnlyList<ConfigurationResult> layers, IReadOnlyList<ISection> sections, DateOnly today)
    {
        var raises = new List<FloorRaise>();
        var floors = layers.Select(PolicyFloor.Read).OfType<PolicyFloor>().ToImmutableArray();
        layers = [.. layers.Select((layer, number) => new FloorSettings([.. floors.Where(floor => floor.Layer < number)], sections, today, raises).Let(layer))];
        var merged = ConfigurationLayers.Merge(layers, sections, OwnKeys);
        var (policy, problems) = Read(merged, today);
        if (problems.Length > 0)
            return new PolicyReading(policy, ConfigurationValue.Absent, problems, []);
        foreach (var floor in floors)
            policy = new FloorEnforcement(floor, merged.Root, today, raises).Apply(policy);
        return new PolicyReading(policy with { Floors = floors }, merged.Root, [], [.. raises]);
    }

    private static readonly HashSet<string> OwnKeys = new(["extends", "floor", ConfigurationReader.VersionKey], StringComparer.Ordinal);

    // Two words of one file contradict each other; of two files the nearer has the word.
    private static StagePolicy WithoutBoth(StagePolicy policy, ConfigurationValue stage, List<ConfigurationProblem> problems)
    {
        foreach (var item in stage["without"].Items())
        {
            if (stage["criteria"].Items().FirstOrDefault(other => other.Text() == item.Text()) is not { } other)
                continue;
            if (item.Layer == other.Layer)
                problems.Add(item.Problem($"{item.Text()} is also among the criteria that must be judged", "Take it out of one of the two lists"));
            else if (item.Layer > other.Layer)
                policy = policy with { Criteria = policy.Criteria.Remove(item.Text()) };
            else
                policy = policy with { Without = policy.Without.Remove(item.Text()) };
        }

        return policy;
    }

    internal static ImmutableDictionary<string, PackVersion> ReadPacks(ConfigurationValue packs) =>
        packs.Entries().ToImmutableDictionary(entry => entry.Name, entry => PackVersion.TryParse(entry.Value.Text(), out var version) ? version : default);

    internal static GateMode ReadMode(ConfigurationValue mode) => mode.Text("enforce") switch { "observe" => GateMode.Observe, "new-code" => GateMode.NewCode, _ => GateMode.Enforce };

    internal static string Word(GateMode mode) => mode switch { GateMode.Observe => "observe", GateMode.NewCode => "new-code", GateMode.Enforce => "enforce" };

    private static StagePolicy ReadStage(ConfigurationValue stage) => new()
    {
        Mode = ReadMode(stage["mode"]),
        IsOn = stage["judge"].Text("auto") switch { "always" => true, "never" => false, _ => null },
        Criteria = [.. stage["criteria"].Texts()],
        Without = [.. stage["without"].Texts()],
    };

    private static Waiver ReadWaiver(ConfigurationValue item, DateOnly today, List<ConfigurationProblem> problems)
    {
        var expires = item["expires"].DateOrNull() ?? default;
        if (expires > today.AddYears(1))
            problems.Add(item["expires"].Problem($"{expires:yyyy-MM-dd} is more than a year ahead", "Choose a nearer day: a risk that is accepted for ever is policy, not a waiver"));
        if (!item["criteria"].IsPresent && !item["ids"].IsPresent && !item["paths"].IsPresent)
            problems.Add(item.Problem("the waiver names no criteria, ids or paths, and so would accept everything", "Name what it accepts"));
        return new Waiver(item["id"].Text(), item["reason"].Text(), item["owner"].Text(), expires)
        {
            Criteria = [.. item["criteria"].Texts()],
            Ids = [.. item["ids"].Texts()],
            Paths = [.. item["paths"].Texts()],
            Source = FormattableString.Invariant($"{item.File}:{item.Position.Line}"),
        };
    }
}

/// <summary>A policy that was read, with what its floors did to it.</summary>
/// <param name="Policy">In effect; the default where there are problems.</param>
/// <param name="Root">All files as one; each value knows its file.</param>
/// <param name="Problems">Everything that is wrong.</param>
/// <param name="Raised">Values that a floor replaced.</param>
public sealed record PolicyReading(PolicyDocument Policy, ConfigurationValue Root, ImmutableArray<ConfigurationProblem> Problems, ImmutableArray<FloorRaise> Raised);
