using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Configuration;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>One setting of a policy in effect.</summary>
/// <param name="Key">The dotted key of gatehouse.yaml.</param>
/// <param name="Value">As it would be written.</param>
/// <param name="From"><c>default</c>, the files and lines that say so, or the floor that raised it.</param>
public sealed record EffectiveSetting(string Key, string Value, string From);

/// <summary>A policy in effect, setting by setting, each with where it comes from.</summary>
public static class EffectivePolicy
{
    /// <summary>In the order of gatehouse.yaml's keys.</summary>
    public static ImmutableArray<EffectiveSetting> Of(PolicyReading reading) => [.. Settings(reading.Policy).Select(setting => new EffectiveSetting(setting.Key, setting.Value, From(setting.Key, reading)))];

    private static IEnumerable<(string Key, string Value)> Settings(PolicyDocument policy)
    {
        yield return ("production", List(policy.ProductionBranches));
        foreach (var stage in Stages.All)
        {
            var of = policy.Of(stage);
            var key = "gates." + stage.ToName();
            yield return (key + ".mode", PolicyReader.Word(of.Mode));
            yield return (key + ".judge", of.IsOn switch { true => "always", false => "never", null => "auto" });
            yield return (key + ".criteria", List(of.Criteria));
            yield return (key + ".without", List(of.Without));
        }

        yield return ("gates.plan.high-risk-labels", List(policy.HighRiskLabels));
        yield return ("gates.plan.high-risk-paths", List(policy.HighRiskPaths));
        yield return ("gates.build.denied-licenses", List(policy.DeniedLicenses));
        yield return ("gates.test.security-suites", List(policy.SecuritySuites));
        yield return ("gates.test.web-high-threshold", policy.WebHighThreshold.ToString(CultureInfo.InvariantCulture));
        yield return ("gates.release.sbom-max-age", Span(policy.ReleaseSbomMaxAge));
        yield return ("gates.deploy.registries", List(policy.AllowedRegistries));
        foreach (var (kind, age) in policy.MaxAges.OrderBy(pair => pair.Key))
            yield return ("max-age." + FactAges.Name(kind), Span(age));
        foreach (var (severity, deadline) in policy.Deadlines.OrderByDescending(pair => pair.Key))
            yield return ("deadlines." + PolicyFloor.Word(severity), Span(deadline));
        yield return ("keys", List(policy.Keys.Select(key => $"{key.Name} ({string.Join(' ', key.May)})")));
        yield return ("waivers", List(policy.Waivers.Select(waiver => FormattableString.Invariant($"{waiver.Id} until {waiver.Expires:yyyy-MM-dd}"))));
        yield return ("exclude", List(policy.Exclude));
        foreach (var (pack, version) in policy.Packs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            yield return ("packs." + pack, version.ToString());
        if (!policy.HonorsInline)
            yield return ("suppressions.inline", "false");
        if (!policy.HonorsIgnoreFiles)
            yield return ("suppressions.ignore-files", "false");
    }

    private static string From(string key, PolicyReading reading)
    {
        // A floor that added to a list, or to a default, raises without a word; so its own keys are looked at as well.
        var floors = reading.Policy.Floors.Where(floor => floor.Speaks(key)).Select(floor => "floor " + floor.Source).ToList();
        if (reading.Raised.FirstOrDefault(raise => raise.Key == key) is { } raised)
            return "raised by floor " + raised.Floor;
        var value = key.Split('.').Aggregate(reading.Root, (at, name) => at[name]);
        if (!value.IsPresent)
            return floors.Count > 0 ? string.Join(", ", floors) : "default";
        return string.Join(", ", value.Items().Select(item => FormattableString.Invariant($"{item.File}:{item.Position.Line}")).Concat(floors).Distinct());
    }

    private static string List(IEnumerable<string> values) => "[" + string.Join(", ", values) + "]";

    private static string Span(TimeSpan span) => span.TotalHours % 24 == 0 && span.TotalDays >= 1 ? FormattableString.Invariant($"{(int)span.TotalDays}d")
        : span.TotalMinutes % 60 == 0 ? FormattableString.Invariant($"{(int)span.TotalHours}h") : FormattableString.Invariant($"{(int)span.TotalMinutes}m");
}
