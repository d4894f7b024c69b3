using System.Collections.Immutable;
using Gatehouse.Configuration;
using Gatehouse.Text;

namespace Gatehouse.Policy;

/// <summary>
/// Takes out of one file what the floors of farther ones do not let it say of engines, tools and suppressions. These
/// sections are read by their owners, from the files as one, so that what is not let through must not be in them.
/// </summary>
internal sealed class FloorSettings(ImmutableArray<PolicyFloor> floors, IReadOnlyList<ISection> sections, DateOnly today, List<FloorRaise> raises)
{
    private const string Suppressions = "suppressions";

    // What is neither policy nor a suppression is of an engine, or of the tools of others.
    private readonly HashSet<string> _settings = [.. sections.Select(section => section.Name).Except(PolicyCatalog.Sections.Select(section => section.Name)).Where(name => name != Suppressions)];

    /// <summary>The file without it; what was taken out is told.</summary>
    public ConfigurationResult Let(ConfigurationResult layer) => floors.IsEmpty ? layer : ConfigurationLayers.Without(layer, value => Section(value.Key) switch
    {
        // One entry may stand alone, without a list.
        Suppressions => value.Node is MapNode && IsForbiddenSuppression(value),
        var section => _settings.Contains(section) && value.IsLeaf && IsForbiddenSetting(value),
    });

    private bool IsForbiddenSetting(ConfigurationValue value)
    {
        if (floors.FirstOrDefault(floor => !floor.Settings.IsDefault && !floor.Settings.Any(pattern => Lets(pattern, WithoutPlace(value.Key)))) is not { } floor)
            return false;
        Drop(floor, value, $"the setting is not among those that the floor of {floor.Source} lets through: it is not applied");
        return true;
    }

    // What stands in a list is let through as the list is.
    private static string WithoutPlace(string key) => key.IndexOf('[', StringComparison.Ordinal) is >= 0 and var at ? key[..at] : key;

    // A pattern that names a section or a map lets everything in it through.
    private static bool Lets(string pattern, string key) =>
        Patterns.IsMatch(pattern, key) || key.StartsWith(pattern + ".", StringComparison.OrdinalIgnoreCase);

    private bool IsForbiddenSuppression(ConfigurationValue item)
    {
        foreach (var floor in floors)
        {
            if (Problem(item, floor.Suppressions) is not { } problem)
                continue;
            Drop(floor, item, $"{problem} the floor of {floor.Source} lets through: it is not applied");
            return true;
        }

        return false;
    }

    private string? Problem(ConfigurationValue item, SuppressionFloor floor)
    {
        var id = item["ids"].Texts().FirstOrDefault(id => floor.Never.Any(pattern => Patterns.IsMatch(pattern, id)));
        if (id is not null)
            return $"the suppression speaks of {id}, which is not among what";
        var ids = string.Join(", ", item["ids"].Texts().Take(3));
        if (floor.AtMost is { } most && item["expires"].DateOrNull() is { } expires && expires > today.AddDays((int)most.TotalDays))
            return FormattableString.Invariant($"the suppression of {ids} lasts until {expires:yyyy-MM-dd}, and at most {(int)most.TotalDays} days from today are what");
        var owner = item["owner"].Text();
        return floor.Owners.IsDefault || floor.Owners.Any(pattern => Patterns.IsMatch(pattern, owner)) ? null : $"the owner {owner} of the suppression of {ids} is none of those that";
    }

    private void Drop(PolicyFloor floor, ConfigurationValue value, string sentence) =>
        raises.Add(new FloorRaise(value.Key, floor.Source, FormattableString.Invariant($"{value.File}:{value.Position.Line} {value.Key}: {sentence}")));

    private static string Section(string key) => key[..(key.IndexOfAny(['.', '[']) is >= 0 and var end ? end : key.Length)];
}
