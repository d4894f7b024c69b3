using Gatehouse.Configuration;
using Gatehouse.Model;
using Gatehouse.Pipeline.Disarming;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Tools;

/// <summary>How a change's gatehouse.yaml differs in its tools. It holds once it is merged, and what is run then is run in the job that judges.</summary>
internal static class ToolWeakening
{
    public static IEnumerable<Finding> Between(ConfigurationValue before, ConfigurationValue after)
    {
        var (old, now) = (Names(before), Names(after));
        foreach (var name in old.Except(now, StringComparer.Ordinal))
            yield return Found("tool-removed", $"{TextLines.Short(name)} is no longer run", after["tools"]);
        foreach (var name in now.Except(old, StringComparer.Ordinal).Where(name => after["tools"][name]["command"].IsPresent))
            yield return Found("tool-command-added", $"the command {TextLines.Short(name)} is run once this is merged", after["tools"][name]);
        foreach (var name in old.Intersect(now, StringComparer.Ordinal))
        {
            var (was, isNow) = (Lines(before, name), Lines(after, name));
            foreach (var line in isNow.Except(was, StringComparer.Ordinal))
                yield return Found("tool-settings-changed", $"the settings of {TextLines.Short(name)} gain {TextLines.Short(line)}", after["tools"][name]);
            foreach (var line in was.Except(isNow, StringComparer.Ordinal))
                yield return Found("tool-settings-changed", $"the settings of {TextLines.Short(name)} lose {TextLines.Short(line)}", after["tools"][name]);
        }
    }

    private static List<string> Names(ConfigurationValue root) => [.. root["tools"].Entries().Select(entry => entry.Name)];

    private static List<string> Lines(ConfigurationValue root, string name) => [.. SectionWeakening.Lines(root["tools"][name].Node, name)];

    private static Finding Found(string rule, string message, ConfigurationValue at) =>
        Weakening.Of(rule, message, new Location(PolicyInForce.FileName, at.IsPresent ? Region.Line(at.Position.Line) : null));
}
