using System.Collections.Immutable;
using Gatehouse.Configuration;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>A value that a floor replaced.</summary>
/// <param name="Key">The dotted key that the floor speaks of.</param>
/// <param name="Floor">The file and line of the floor.</param>
/// <param name="Sentence">What was written where, and what counts instead.</param>
public sealed record FloorRaise(string Key, string Floor, string Sentence);

/// <summary>
/// Lifts a policy to a floor. What lies below is raised and told, never refused: an organisation that raises its floor
/// must not stop everybody's work the same night.
/// </summary>
internal sealed class FloorEnforcement(PolicyFloor floor, ConfigurationValue root, DateOnly today, List<FloorRaise> raises)
{
    public PolicyDocument Apply(PolicyDocument policy) => Lists(Spans(policy with
    {
        Stages = Gatehouse.Model.Stages.All.ToImmutableDictionary(stage => stage, stage => floor.Stages.TryGetValue(stage, out var least) ? OfStage(stage, policy.Of(stage), least) : policy.Of(stage)),
        ProductionBranches = AtLeast("production", policy.ProductionBranches, floor.ProductionBranches),
        DeniedLicenses = AtLeast("gates.build.denied-licenses", policy.DeniedLicenses, floor.DeniedLicenses, StringComparer.OrdinalIgnoreCase),
        SecuritySuites = AtLeast("gates.test.security-suites", policy.SecuritySuites, floor.SecuritySuites),
        HighRiskLabels = AtLeast("gates.plan.high-risk-labels", policy.HighRiskLabels, floor.HighRiskLabels),
        HighRiskPaths = AtLeast("gates.plan.high-risk-paths", policy.HighRiskPaths, floor.HighRiskPaths),
        AllowedRegistries = Registries(policy.AllowedRegistries),
        Packs = Packs(policy.Packs),
        HonorsInline = policy.HonorsInline && !floor.ForbidsInline,
        HonorsIgnoreFiles = policy.HonorsIgnoreFiles && !floor.ForbidsIgnoreFiles,
    }));

    private StagePolicy OfStage(Stage stage, StagePolicy policy, StageFloor least)
    {
        var key = "gates." + stage.ToName();
        if (least.Mode is { } mode && policy.Mode < mode)
        {
            Raise(key + ".mode", PolicyReader.Word(policy.Mode), PolicyReader.Word(mode));
            policy = policy with { Mode = mode };
        }

        if (least.IsOn == true && policy.IsOn != true)
        {
            // Nothing written is no offence, and no news.
            if (root["gates"][stage.ToName()]["judge"].IsPresent)
                Raise(key + ".judge", policy.IsOn == false ? "never" : "auto", "always");
            policy = policy with { IsOn = true };
        }
        else if (least.ForbidsNever && policy.IsOn == false)
        {
            Raise(key + ".judge", "never", "auto");
            policy = policy with { IsOn = null };
        }

        foreach (var criterion in least.Criteria.Where(policy.Without.Contains))
            Raise(key + ".without", criterion, "it must be judged");
        return policy with { Criteria = [.. policy.Criteria.Union(least.Criteria)], Without = [.. policy.Without.Except(least.Criteria)] };
    }

    private PolicyDocument Spans(PolicyDocument policy)
    {
        if (floor.WebHighThreshold is { } threshold && policy.WebHighThreshold > threshold)
        {
            Raise("gates.test.web-high-threshold", FormattableString.Invariant($"{policy.WebHighThreshold}"), FormattableString.Invariant($"{threshold}"));
            policy = policy with { WebHighThreshold = threshold };
        }

        if (floor.ReleaseSbomMaxAge is { } age && policy.ReleaseSbomMaxAge > age)
        {
            RaiseSpan("gates.release.sbom-max-age", policy.ReleaseSbomMaxAge, age);
            policy = policy with { ReleaseSbomMaxAge = age };
        }

        return policy with
        {
            MaxAges = Shortest(policy.MaxAges, floor.MaxAges, kind => "max-age." + FactAges.Name(kind)),
            Deadlines = Shortest(policy.Deadlines, floor.Deadlines, severity => "deadlines." + PolicyFloor.Word(severity)),
        };
    }

    private ImmutableDictionary<TKey, TimeSpan> Shortest<TKey>(ImmutableDictionary<TKey, TimeSpan> own, ImmutableDictionary<TKey, TimeSpan> most, Func<TKey, string> key)
        where TKey : notnull
    {
        foreach (var (name, bound) in most.OrderBy(pair => key(pair.Key), StringComparer.Ordinal))
        {
            if (own.TryGetValue(name, out var span) && span <= bound)
                continue;
            RaiseSpan(key(name), span, bound);
            own = own.SetItem(name, bound);
        }

        return own;
    }

    // What a nearer file adds to a list that takes away: it counts only as far as the floor lets it.
    private PolicyDocument Lists(PolicyDocument policy)
    {
        var excluded = Nearer("exclude").Where(item => !floor.Exclude.IsDefault && !floor.Exclude.Contains(item.Text())).ToList();
        foreach (var item in excluded)
            Drop(item, $"the exclusion {item.Text()} is not among those that", "it is scanned");
        var waivers = Nearer("waivers").Select(item => (Item: item, Why: WaiverProblem(item))).Where(pair => pair.Why is not null).ToList();
        foreach (var (item, why) in waivers)
            Drop(item, why!, "it is not applied");
        return policy with
        {
            Exclude = [.. policy.Exclude.Except(excluded.Select(item => item.Text()))],
            Waivers = [.. policy.Waivers.Where(waiver => !waivers.Exists(pair => pair.Item["id"].Text() == waiver.Id))],
            Keys = Keys(policy.Keys),
        };
    }

    private string? WaiverProblem(ConfigurationValue item)
    {
        var id = item["id"].Text();
        if (floor.Waivers.AtMost is { } most && item["expires"].DateOrNull() is { } expires && expires > today.AddDays((int)most.TotalDays))
            return FormattableString.Invariant($"the waiver {id} lasts until {expires:yyyy-MM-dd}, and at most {(int)most.TotalDays} days from today are what");
        var criteria = item["criteria"].Texts();
        var never = floor.Waivers.Never.FirstOrDefault(name => PolicyCatalog.Criteria.Any(criterion => WaiverRule.Names(name, criterion.Id) && (criteria.Count == 0 || criteria.Any(own => WaiverRule.Names(own, criterion.Id)))));
        if (never is not null)
            return $"the waiver {id} speaks of {never}, which is not among what";
        var owner = item["owner"].Text();
        return floor.Waivers.Owners.IsDefault || floor.Waivers.Owners.Any(pattern => Patterns.IsMatch(pattern, owner)) ? null : $"the owner {owner} of the waiver {id} is none of those that";
    }

    private ImmutableArray<TrustedKey> Keys(ImmutableArray<TrustedKey> keys)
    {
        if (floor.KeysMay.IsDefault)
            return keys;
        var nearer = Nearer("keys").ToDictionary(item => PublicKeys.KeyId(item["public"].Text()) ?? "", StringComparer.Ordinal);
        var kept = ImmutableArray.CreateBuilder<TrustedKey>();
        foreach (var key in keys)
        {
            if (!nearer.TryGetValue(key.KeyId, out var item) || key.May.All(floor.KeysMay.Contains))
            {
                kept.Add(key);
                continue;
            }

            Drop(item, $"the key of {key.Name} may state {string.Join(", ", key.May.Except(floor.KeysMay))}, which is not among what", "it is not believed for that");
            if (key.May.Intersect(floor.KeysMay).ToImmutableArray() is { Length: > 0 } rest)
                kept.Add(key with { May = rest });
        }

        return kept.ToImmutable();
    }

    // None in the list means any.
    private ImmutableArray<string> Registries(ImmutableArray<string> own)
    {
        if (floor.Registries.IsDefault)
            return own;
        if (own.Length == 0)
            return floor.Registries;
        var outside = own.Where(registry => !floor.Registries.Any(allowed => registry == allowed || registry.StartsWith(allowed + "/", StringComparison.Ordinal))).ToList();
        if (outside.Count == 0)
            return own;
        Raise("gates.deploy.registries", string.Join(", ", outside), "no image may come from there");
        return own.Except(outside).ToImmutableArray() is { Length: > 0 } rest ? rest : floor.Registries;
    }

    private ImmutableDictionary<string, PackVersion> Packs(ImmutableDictionary<string, PackVersion> own)
    {
        foreach (var (pack, least) in floor.Packs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (own.TryGetValue(pack, out var version) && version >= least)
                continue;
            if (own.ContainsKey(pack))
                Raise("packs." + pack, version.ToString(), least.ToString());
            own = own.SetItem(pack, least);
        }

        return own;
    }

    private ImmutableArray<string> AtLeast(string key, ImmutableArray<string> own, ImmutableArray<string> least, StringComparer? comparer = null)
    {
        var missing = least.Except(own, comparer ?? StringComparer.Ordinal).ToList();
        // A list adds up, so what is missing was never written: nothing was taken away that would have to be told.
        return missing.Count == 0 ? own : [.. own, .. missing];
    }

    private IEnumerable<ConfigurationValue> Nearer(string key) => root[key].Items().Where(item => item.Layer > floor.Layer);

    private void RaiseSpan(string key, TimeSpan own, TimeSpan bound) => Raise(key, own == default ? "no bound" : Gatehouse.Policy.Spans.Of(own), Gatehouse.Policy.Spans.Of(bound));

    private void Raise(string key, string own, string counts)
    {
        var value = key.Split('.').Aggregate(root, (at, name) => at[name]);
        var place = value.IsPresent ? FormattableString.Invariant($"{value.File}:{value.Position.Line} {key}: {own}") : $"{key}: the default, {own},";
        raises.Add(new FloorRaise(key, floor.Source, $"{place} is below the floor of {floor.Source}: {counts} {(counts.Contains(' ', StringComparison.Ordinal) && !char.IsDigit(counts[0]) ? "" : "counts")}".TrimEnd()));
    }

    private void Drop(ConfigurationValue item, string what, string so) =>
        raises.Add(new FloorRaise(item.Key, floor.Source, FormattableString.Invariant($"{item.File}:{item.Position.Line} {item.Key}: {what} the floor of {floor.Source} lets through: {so}")));
}
