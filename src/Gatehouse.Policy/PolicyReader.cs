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
        };
        foreach (var twice in root["waivers"].Items().GroupBy(item => item["id"].Text(), StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add(twice.Last()["id"].Problem($"the waiver \"{twice.Key}\" is there twice", "Give each waiver its own id"));
        foreach (var twice in root["keys"].Items().GroupBy(item => PublicKeys.KeyId(item["public"].Text()), StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add(twice.Last()["public"].Problem($"the key of {twice.Last()["name"].Text()} is that of {twice.First()["name"].Text()}", "Name each key once, with all that it may state"));
        foreach (var both in Stages.All.SelectMany(stage => root["gates"][stage.ToName()]["without"].Items().Where(item => policy.Of(stage).Criteria.Contains(item.Text()))))
            problems.Add(both.Problem($"{both.Text()} is also among the criteria that must be judged", "Take it out of one of the two lists"));
        return problems.Count == 0 ? (policy, []) : (PolicyDocument.Default, [.. problems.OrderBy(problem => problem.Position.Line).ThenBy(problem => problem.Position.Column)]);
    }

    private static StagePolicy ReadStage(ConfigurationValue stage) => new()
    {
        Mode = stage["mode"].Text("enforce") switch { "observe" => GateMode.Observe, "new-code" => GateMode.NewCode, _ => GateMode.Enforce },
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
