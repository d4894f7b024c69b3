using Gatehouse.Configuration;
using Gatehouse.Model;
using Gatehouse.Pipeline.Archives;
using Gatehouse.Policy;
using Gatehouse.Text;

namespace Gatehouse.Pipeline.Disarming;

/// <summary>
/// How a change's gatehouse.yaml differs in sections that decide what is found: an engine's settings in any way, since
/// only the engine knows which way is stricter, bounds of archives that are lowered, and suppressions that are added or widened. The policy's own sections
/// are <see cref="Weakening"/>'s.
/// </summary>
internal static class SectionWeakening
{
    private const string Suppressions = "suppressions";

    public static IEnumerable<Finding> Between(ConfigurationValue before, ConfigurationValue after, IEnumerable<string> engines)
    {
        foreach (var line in Lines(after[Suppressions].Node, Suppressions).Except(Lines(before[Suppressions].Node, Suppressions), StringComparer.Ordinal))
            yield return Found("suppression-added", $"a suppression is added or widened: {TextLines.Short(line)}", after[Suppressions]);
        foreach (var (key, old, now) in ArchivesSection.Lowered(before, after))
            yield return Found("archives-lowered", FormattableString.Invariant($"archives.{key} is lowered from {old} to {now}"), after["archives"]);
        foreach (var engine in engines.Order(StringComparer.Ordinal))
        {
            var (old, now) = (Lines(before[engine].Node, engine).ToList(), Lines(after[engine].Node, engine).ToList());
            foreach (var line in now.Except(old, StringComparer.Ordinal))
                yield return Found("engine-settings-changed", $"the settings of {engine} gain {TextLines.Short(line)}", after[engine]);
            foreach (var line in old.Except(now, StringComparer.Ordinal))
                yield return Found("engine-settings-changed", $"the settings of {engine} lose {TextLines.Short(line)}", after[engine]);
        }
    }

    private static Finding Found(string rule, string message, ConfigurationValue at) =>
        Weakening.Of(rule, message, new Location(PolicyInForce.FileName, at.IsPresent ? Region.Line(at.Position.Line) : null));

    // A line a setting: an item of a list is one as a whole, so that a changed entry is told and a moved one is not.
    internal static IEnumerable<string> Lines(Node? node, string path) => node switch
    {
        MapNode map => map.Members.SelectMany(entry => Lines(entry.Value, $"{path}.{entry.Key.Value}")),
        ListNode list => list.Values.Select(item => $"{path}: {Whole(item)}"),
        ScalarNode { Kind: not ScalarKind.Null } scalar => [$"{path}: {scalar.Value}"],
        _ => [],
    };

    private static string Whole(Node node) => node switch
    {
        MapNode map => string.Join(", ", map.Members.OrderBy(entry => entry.Key.Value == "id" ? 0 : 1).ThenBy(entry => entry.Key.Value, StringComparer.Ordinal).Select(entry => $"{entry.Key.Value} {Whole(entry.Value)}")),
        ListNode list => string.Join(' ', list.Values.Select(Whole)),
        _ => node.Text ?? "null",
    };
}
