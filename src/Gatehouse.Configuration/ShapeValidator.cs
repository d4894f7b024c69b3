using System.Globalization;
using Gatehouse.Text;

namespace Gatehouse.Configuration;

/// <summary>Holds a tree against a shape and says everything that does not fit.</summary>
internal sealed class ShapeValidator(string file, ProblemList problems)
{
    /// <param name="about">What belongs there, in a sentence, where its field says so.</param>
    public void Validate(Node? node, Shape shape, string key, string? about = null)
    {
        if (node?.Tag is { } tag)
        {
            Add(node, key, $"the tag {(tag.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal) ? "!!" + tag[18..] : tag)} means nothing here", "Remove it, or put the value in quotes if it begins with !");
            return;
        }

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
                        Validate(entry.Value, map.Value, Join(key, entry.Key.Value), about);
                }
                else
                {
                    Wrong(node, key, "a map", "Write keys with values below it");
                }

                break;
            case ListShape list:
                ValidateList(node, list, key, about);
                break;
            default:
                ValidateScalar(node, shape, key, about);
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
                Validate(entry.Value, field.Shape, Join(key, field.Name), field.Description);
        }

        Require(known.Fields, map, map.Position, key);
    }

    private void Require(IReadOnlyList<Field> fields, MapNode? map, SourcePosition position, string key)
    {
        foreach (var field in fields.Where(field => field.IsRequired && (map is null || !map.TryGet(field.Name, out var value) || value is ScalarNode { Kind: ScalarKind.Null })))
            problems.Add(new ConfigurationProblem(file, position, Join(key, field.Name), $"\"{field.Name}\" is missing", "Add it: " + field.Description.TrimEnd('.')));
    }

    private void ValidateList(Node node, ListShape list, string key, string? about)
    {
        if (node is not ListNode items)
        {
            Validate(node, list.Item, key, about);
            return;
        }

        for (var i = 0; i < items.Values.Length; i++)
        {
            var itemKey = string.Create(CultureInfo.InvariantCulture, $"{key}[{i}]");
            if (items.Values[i] is ScalarNode { Kind: ScalarKind.Null } nothing)
                Add(nothing, itemKey, "the item is empty", "Write a value, or remove the item");
            else
                Validate(items.Values[i], list.Item, itemKey, about);
        }
    }

    private void ValidateScalar(Node node, Shape shape, string key, string? about)
    {
        if (node is not ScalarNode scalar)
        {
            Wrong(node, key, Wanted(shape), "Write one value there, not " + (node is ListNode ? "a list" : "keys with values"));
            return;
        }

        var value = scalar.Value;
        switch (shape)
        {
            case TextShape { Check: var check }:
                if (value.Trim().Length == 0)
                    Add(node, key, "the text is empty", "Write a text");
                else if (check?.Invoke(value) is { } wrong)
                    Add(node, key, $"\"{Short(value)}\": {wrong}", about is null ? "Write another value there" : "What belongs there: " + about);
                break;
            case EnumShape words:
                if (!words.Words.Contains(value, StringComparer.Ordinal))
                    Add(node, key, $"\"{Short(value)}\" is none of {string.Join(", ", words.Words)}", NearestName.Suggest(value, words.Words));
                break;
            case IntegerShape range:
                if (scalar.Kind != ScalarKind.Integer || !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                    Wrong(node, key, "a whole number", string.Create(CultureInfo.InvariantCulture, $"Write a number from {range.Minimum} to {range.Maximum}"));
                else if (number < range.Minimum || number > range.Maximum)
                    Add(node, key, $"{Short(value)} is out of range", string.Create(CultureInfo.InvariantCulture, $"Write a number from {range.Minimum} to {range.Maximum}"));
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

    private static string Wanted(Shape shape) => shape switch
    {
        EnumShape words => "one of " + string.Join(", ", words.Words),
        IntegerShape => "a whole number",
        BooleanShape => "true or false",
        DateShape => "a day",
        DurationShape => "a length of time",
        GlobShape => "a path pattern",
        _ => "a text",
    };

    // A name is cut: with a long one above many others, the keys would be longer than the file by its square.
    internal static string Join(string key, string name) => key.Length == 0 ? Short(name) : key + "." + Short(name);

    private static string Short(string text) => PrintableText.Of(text, 60);
}
