using System.Globalization;
using System.Text;
using System.Text.Json;
using Gatehouse.Policy;
using Gatehouse.Refinery;
using Gatehouse.Secrets;

namespace Gatehouse.Configuration.Tests;

/// <summary>Every key of every section, with values of every kind, before both judges: the reader and the JSON Schema.</summary>
public class SchemaAgreementTests
{
    /// <summary>A section without what a schema cannot say: checks in code.</summary>
    private sealed class Plain(ISection section) : ISection
    {
        public string Name => section.Name;

        public string Description => section.Description;

        public Shape Shape { get; } = Of(section.Shape);

        private static Shape Of(Shape shape) => shape switch
        {
            TextShape => Shape.Text,
            ListShape list => new ListShape(Of(list.Item)),
            MapShape map => new MapShape(Of(map.Value)),
            ObjectShape known => new ObjectShape([.. known.Fields.Select(field => field with { Shape = Of(field.Shape) })]),
            _ => shape,
        };
    }

    private sealed class Every : ISection
    {
        public string Name => "every";

        public string Description => "A key of each kind.";

        public Shape Shape { get; } = new ObjectShape(
            new Field("map", new MapShape(new IntegerShape(-3, 3)), "A map."),
            new Field("map-of-objects", new MapShape(new ObjectShape(new Field("must", Shape.Boolean, "Must.") { IsRequired = true })), "A map."),
            new Field("list-of-maps", new ListShape(new MapShape(Shape.Text)), "A list."),
            new Field("lists", new ListShape(Shape.TextList), "Lists."),
            new Field("date", Shape.Date, "A day."),
            new Field("duration", Shape.Duration, "A time."),
            new Field("glob", Shape.Glob, "A pattern."),
            new Field("optional", new ObjectShape(new Field("a", Shape.Text, "A.")), "An object."),
            new Field("demanding", new ObjectShape(new Field("a", Shape.Text, "A.") { IsRequired = true }, new Field("b", Shape.Date, "B.")), "An object."));
    }

    private static readonly ISection[] Sections =
        [.. ((IEnumerable<ISection>)[.. PolicyCatalog.Sections, .. RefineryCatalog.Sections, .. SecretsCatalog.Sections]).Select(section => new Plain(section)), new Every()];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "4", "100000", "1.5", "\"\"", "\" \"", "\"word\"", "\"true\"", "\"1\"", "\"2026-12-31\"", "\"2026-1-31\"", "\"7d\"", "\"d\"", "\"1.5h\"",
        "\"3650d\"", "\"3651d\"", "\"0521w\"", "\"522w\"", "\"5256000m\"", "\"5256001m\"", "\"87600h\"", "\"87601h\"", "\"315360000s\"", "\"315360001s\"", "\"999999999s\"", "\"src/**\"",
        "[]", "[null]", "[1]", "[\"word\"]", "[\"7d\", \"\"]", "[[]]", "[[\"word\"]]", "[{}]", "{}", "{\"no-such-key\": 1}", "{\"no-such-key\": {\"must\": true}}", "{\"no-such-key\": null}",
    ];

    public static TheoryData<string> Names() => [.. Sections.Select(section => section.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_reader_and_the_schema_say_the_same_of_every_key(string name)
    {
        var sections = Sections.Where(section => section.Name == name).ToArray();
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(JsonSchema.Write(sections));
        var places = Places(sections[0].Shape, name, value => $$"""{"version": 1, "{{name}}": {{value}}}""").ToList();
        Assert.NotEmpty(places);
        foreach (var (key, shape, document) in places)
        {
            var accepted = 0;
            var refused = 0;
            foreach (var value in (IEnumerable<string>)[.. Values, .. shape is EnumShape words ? words.Words.Select(Quoted) : [], Sample(shape)])
            {
                var text = document(value);
                var problems = ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "gatehouse.yaml", sections).Problems;
                var wrong = schema.Validate(text);
                Assert.True(problems.IsEmpty == (wrong.Count == 0), $"{key} of {text}\nreader: {string.Join("; ", problems)}\nschema: {string.Join("; ", wrong)}");
                _ = problems.IsEmpty ? accepted++ : refused++;
            }

            Assert.True(accepted > 0 && refused > 0, $"{key}: {accepted} values accepted, {refused} refused");
        }
    }

    [Fact]
    public void The_sections_are_those_of_the_product() =>
        Assert.Superset(new HashSet<string> { "gates", "waivers", "exclude", "production", "suppressions", "secrets", "keys", "deadlines", "max-age" }, Sections.Select(section => section.Name).ToHashSet());

    // Every key, and how to write a sound document with a value there.
    private static IEnumerable<(string Key, Shape Shape, Func<string, string> Document)> Places(Shape shape, string key, Func<string, string> document)
    {
        yield return (key, shape, document);
        var below = shape switch
        {
            ListShape list => Places(list.Item, key + "[1]", value => document($"[{Sample(list.Item)}, {value}]")),
            MapShape map => Places(map.Value, key + ".any", value => document($$"""{"any": {{value}}}""")),
            ObjectShape known => known.Fields.SelectMany(field => Places(field.Shape, key + "." + field.Name, value => document(With(known, field, value)))),
            _ => [],
        };
        foreach (var place in below)
            yield return place;
    }

    private static string With(ObjectShape known, Field? chosen, string value) => "{" + string.Join(", ", known.Fields
        .Where(field => field == chosen || field.IsRequired)
        .Select(field => $"{Quoted(field.Name)}: {(field == chosen ? value : Sample(field.Shape))}")) + "}";

    private static string Sample(Shape shape) => shape switch
    {
        EnumShape words => Quoted(words.Words[0]),
        IntegerShape range => range.Minimum.ToString(CultureInfo.InvariantCulture),
        BooleanShape => "true",
        DateShape => "\"2026-12-31\"",
        DurationShape => "\"7d\"",
        ListShape list => $"[{Sample(list.Item)}]",
        MapShape map => $$"""{"any": {{Sample(map.Value)}}}""",
        ObjectShape known => With(known, null, ""),
        _ => "\"word\"",
    };

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
