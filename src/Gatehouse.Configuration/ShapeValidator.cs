using System.Globalization;
using Gatehouse.Text;

namespace Gatehouse.Configuration;

/// <summary>Holds a tree against a shape and says everything that does not fit.</summary>
internal sealed class ShapeValidator(string file, List<ConfigurationProblem> problems)
{
    public void Validate(Node? node, Shape shape, string key)
    {
        if (node is null or ScalarNode { Kind: ScalarKind.Null })
        {
            // A key with nothing behind it: only where something is required does it matter.
            if (shape is ObjectShape { Fields: var fields })
                Require(fields, null, node?.Position ?? new SourcePosition(1, 1), key);
            return;
        }

        switch (shape)
        {
            case ObjectShape known:
                ValidateObject(node, known, key);
                break;
            case MapShape map:
                if (node is MapNode entries)
                {
                    foreach (var entry in entries.Members)
                        Validate(entry.Value, map.Value, Join(key, entry.Key.Value));
                }
                else
                {
                    Wrong(node, key, "a map", "Write keys with values below it");
                }

                break;
            case ListShape list:
                ValidateList(node, list, key);
                break;
            default:
                ValidateScalar(node, shape, key);
                break;
        }
    }

    private void ValidateObject(Node node, ObjectShape known, string key)
    {
        if (node is not MapNode map)
        {
            Wrong(node, key, "a map", "Write one or more of: " + string.Join(", ", known.Fields.Select(field => field.Name)));
            return;
        }

        foreach (var entry in map.Members)
        {
            var field = known.Fields.FirstOrDefault(field => field.Name == entry.Key.Value);
            if (field is null)
                Add(entry.Key, Join(key, entry.Key.Value), $"the key \"{Short(entry.Key.Value)}\" is not known here", NearestName.Suggest(entry.Key.Value, known.Fields.Select(f => f.Name)));
            else
                Validate(entry.Value, field.Shape, Join(key, field.Name));
        }

        Require(known.Fields, map, map.Position, key);
    }

    private void Require(IReadOnlyList<Field> fields, MapNode? map, SourcePosition position, string key)
    {
        foreach (var field in fields.Where(field => field.IsRequired && (map is null || !map.TryGet(field.Name, out var value) || value is ScalarNode { Kind: ScalarKind.Null })))
            problems.Add(new ConfigurationProblem(file, position, Join(key, field.Name), $"\"{field.Name}\" is missing", "Add it: " + field.Description.TrimEnd('.')));
    }

    private void ValidateList(Node node, ListShape list, string key)
    {
        if (node is not ListNode items)
        {
            Validate(node, list.Item, key);
            return;
        }

        for (var i = 0; i < items.Values.Length; i++)
        {
            var itemKey = string.Create(CultureInfo.InvariantCulture, $"{key}[{i}]");
            if (items.Values[i] is ScalarNode { Kind: ScalarKind.Null } nothing)
                Add(nothing, itemKey, "the item is empty", "Write a value, or remove the item");
            else
                Validate(items.Values[i], list.Item, itemKey);
        }
    }

    private void ValidateScalar(Node node, Shape shape, string key)
    {
        if (node is not ScalarNode scalar)
        {
            Wrong(node, key, "a single value", "Write one value there");
            return;
        }

        var value = scalar.Value;
        switch (shape)
        {
            case TextShape { Check: var check }:
                if (value.Trim().Length == 0)
                    Add(node, key, "the text is empty", "Write a text");
                else if (check?.Invoke(value) is { } wrong)
                    Add(node, key, $"\"{Short(value)}\": {wrong}", "Mend it");
                break;
            case EnumShape words:
                if (!words.Words.Contains(value, StringComparer.Ordinal))
                    Add(node, key, $"\"{Short(value)}\" is none of {string.Join(", ", words.Words)}", NearestName.Suggest(value, words.Words));
                break;
            case IntegerShape range:
                if (scalar.Kind != ScalarKind.Integer || !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                    Wrong(node, key, "a whole number", string.Create(CultureInfo.InvariantCulture, $"Write a number from {range.Minimum} to {range.Maximum}"));
                else if (number < range.Minimum || number > range.Maximum)
                    Add(node, key, $"{value} is out of range", string.Create(CultureInfo.InvariantCulture, $"Write a number from {range.Minimum} to {range.Maximum}"));
                break;
            case BooleanShape:
                if (scalar.Kind != ScalarKind.Boolean)
                    Wrong(node, key, "true or false", "Write true or false without quotes");
                break;
            case DateShape:
                if (!Scalars.TryDate(value, out _))
                    Wrong(node, key, "a day", "Write it as 2026-12-31");
                break;
            case DurationShape:
                if (!Scalars.TryDuration(value, out _))
                    Wrong(node, key, "a length of time", "Write a whole number with s, m, h, d or w, such as 24h or 7d, at most ten years");
                break;
            case GlobShape:
                if (Glob.TryParse(value, out var problem) is null)
                    Add(node, key, $"\"{Short(value)}\" is no path pattern: {problem}", "Write a pattern such as src/** or *.md");
                break;
        }
    }

    private void Wrong(Node node, string key, string wanted, string remedy) => Add(node, key, $"{wanted} is wanted, and {node.Describe()} is there", remedy);

    private void Add(Node node, string key, string message, string remedy) => problems.Add(new ConfigurationProblem(file, node.Position, key, message, remedy));

    private static string Join(string key, string name) => key.Length == 0 ? name : key + "." + name;

    private static string Short(string text) => text.Length <= 60 ? text : text[..59] + "…";
}
