using SharpYaml;
using SharpYaml.Events;

namespace Gatehouse.Text;

/// <summary>What a tag makes of a value: YAML 1.2.2 §10.3. Those of the core schema must fit; any other is kept and never acted on.</summary>
internal static class YamlTags
{
    private const string Core = "tag:yaml.org,2002:";

    public static ScalarNode Typed(Scalar scalar, SourcePosition position)
    {
        var plain = CoreSchema.KindOf(scalar.Value);
        if (string.IsNullOrEmpty(scalar.Tag))
            return new ScalarNode(scalar.Value, scalar.Style == ScalarStyle.Plain ? plain : ScalarKind.String, position);
        ScalarKind? wanted = scalar.Tag switch
        {
            "!" or Core + "str" => ScalarKind.String,
            Core + "int" => ScalarKind.Integer,
            Core + "float" => ScalarKind.Float,
            Core + "bool" => ScalarKind.Boolean,
            Core + "null" => ScalarKind.Null,
            Core + "seq" or Core + "map" => throw Misfit(scalar.Tag, "a single value", position),
            _ => null,
        };
        if (wanted is not { } kind)
            return new ScalarNode(scalar.Value, ScalarKind.String, position) { Tag = scalar.Tag };
        if (kind != ScalarKind.String && plain != kind && (plain, kind) is not (ScalarKind.Integer, ScalarKind.Float))
            throw Misfit(scalar.Tag, $"\"{PrintableText.Of(scalar.Value, 40)}\"", position);
        return new ScalarNode(scalar.Value, kind, position);
    }

    public static string? OfCollection(string? tag, string own, SourcePosition position) => tag switch
    {
        null or "" or "!" => null,
        _ when tag == Core + own => null,
        Core + "seq" or Core + "map" or Core + "str" or Core + "int" or Core + "float" or Core + "bool" or Core + "null" => throw Misfit(tag, own == "seq" ? "a list" : "a map", position),
        _ => tag,
    };

    private static TextException Misfit(string tag, string value, SourcePosition position) => new(position, $"the tag !!{tag[Core.Length..]} does not fit {value}: remove it");
}
