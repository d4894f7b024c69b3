using System.Text;

namespace Gatehouse.Configuration.Tests;

public class ConfigurationReaderTests
{
    private sealed class Section(string name, Shape shape) : ISection
    {
        public string Name => name;

        public string Description => $"The {name}.";

        public Shape Shape => shape;
    }

    private static readonly ISection[] Sections =
    [
        new Section("gates", new ObjectShape(new Field("code", new ObjectShape(new Field("mode", new EnumShape("observe", "enforce"), "How strictly.")), "Code."))),
        new Section("waivers", new ListShape(new ObjectShape(
            new Field("id", Shape.Text, "Its name.") { IsRequired = true },
            new Field("expires", Shape.Date, "The last day.") { IsRequired = true },
            new Field("age", Shape.Duration, "An age."),
            new Field("count", new IntegerShape(0, 10), "A number."),
            new Field("on", Shape.Boolean, "Whether."),
            new Field("paths", Shape.GlobList, "Where.")))),
    ];

    private static ConfigurationResult Read(string text) => ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "gatehouse.yaml", Sections);

    [Fact]
    public void A_sound_file_is_read_by_key_and_absent_keys_give_defaults()
    {
        var result = Read("version: 1\ngates: {code: {mode: observe}}\nwaivers:\n  - {id: W, expires: 2026-12-31, age: 7d, count: 3, on: true, paths: a/**}\n");
        Assert.True(result.IsSound);
        Assert.Equal("observe", result.Root["gates"]["code"]["mode"].Text("enforce"));
        Assert.Equal("enforce", result.Root["gates"]["test"]["mode"].Text("enforce"));
        var waiver = Assert.Single(result.Root["waivers"].Items());
        Assert.Equal(new DateOnly(2026, 12, 31), waiver["expires"].DateOrNull());
        Assert.Equal(TimeSpan.FromDays(7), waiver["age"].Duration(default));
        Assert.Equal((3, true), (waiver["count"].Integer(0), waiver["on"].Boolean(false)));
        Assert.Equal(["a/**"], waiver["paths"].Texts());
    }

    [Fact]
    public void All_errors_are_said_at_once_each_with_line_key_and_remedy()
    {
        var result = Read("version: 1\ngates:\n  code:\n    mode: enforec\nwaiver: []\nwaivers:\n  - id: W\n    expires: tomorrow\n    age: 7\n    count: 99\n    on: maybe\n    paths: ['{a']\n  - {}\n");
        var lines = result.Problems.Select(problem => problem.ToString()).ToList();
        Assert.Contains("gatehouse.yaml:4:11 gates.code.mode: \"enforec\" is none of observe, enforce. Did you mean \"enforce\".", lines);
        Assert.Contains(lines, line => line.StartsWith("gatehouse.yaml:5:1 waiver: the key \"waiver\" is not known here. Did you mean \"waivers\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("gatehouse.yaml:8:14 waivers[0].expires: a day is wanted", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("waivers[0].age", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("waivers[0].count: 99 is out of range", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("waivers[0].on: true or false is wanted", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("waivers[0].paths[0]", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("waivers[1].id: \"id\" is missing", StringComparison.Ordinal));
        Assert.Equal(result.Problems.OrderBy(problem => problem.Position.Line).Select(problem => problem.Position.Line), result.Problems.Select(problem => problem.Position.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gates: {}\n")]
    public void The_version_is_wanted(string text) => Assert.Contains("version", Assert.Single(Read(text).Problems).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("version: 1\ngates: [\n")]
    [InlineData("version: 1\nversion: 1\n")]
    [InlineData("- 1\n")]
    [InlineData("version: 2\n")]
    public void What_is_no_configuration_is_refused(string text) => Assert.False(Read(text).IsSound);

    [Fact]
    public void The_digest_is_of_the_meaning()
    {
        var digest = Read("version: 1\ngates: {code: {mode: observe}}\n").Digest;
        Assert.Equal(digest, Read("# a comment\ngates:\n  code:\n    mode: 'observe'\nversion: 1\n").Digest);
        Assert.NotEqual(digest, Read("version: 1\ngates: {code: {mode: enforce}}\n").Digest);
    }

    [Fact]
    public async Task The_schema_accepts_what_the_reader_accepts_and_refuses_what_it_refuses()
    {
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(JsonSchema.Write(Sections));
        Assert.Empty(schema.Validate("""{"version":1,"gates":{"code":{"mode":"observe"}},"waivers":[{"id":"W","expires":"2026-12-31"}]}"""));
        Assert.NotEmpty(schema.Validate("""{"version":1,"gates":{"code":{"mode":"maybe"}}}"""));
        Assert.NotEmpty(schema.Validate("""{"version":1,"other":1}"""));
        Assert.NotEmpty(schema.Validate("""{"gates":{}}"""));
    }

    [Theory]
    [InlineData("90m", 90 * 60)]
    [InlineData("24h", 86400)]
    [InlineData("2w", 14 * 86400)]
    public void Durations_have_a_number_and_a_unit(string text, int seconds)
    {
        Assert.True(Scalars.TryDuration(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("d")]
    [InlineData("-1d")]
    [InlineData("99999999d")]
    [InlineData("1.5h")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(Scalars.TryDuration(text, out _));
}
