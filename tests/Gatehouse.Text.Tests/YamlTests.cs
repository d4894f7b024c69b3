using System.Text;
using CsCheck;

namespace Gatehouse.Text.Tests;

public class YamlTests
{
    private static TextResult Parse(string text, TextLimits? limits = null) => Yaml.Parse(Encoding.UTF8.GetBytes(text), limits);

    [Fact]
    public void Values_keep_their_places()
    {
        var root = Parse("version: 1\ngates:\n  code: {mode: enforce}\n").Root!;
        Assert.Equal("enforce", root["gates"]!["code"]!["mode"]!.Text);
        Assert.Equal(new SourcePosition(3, 16), root["gates"]!["code"]!["mode"]!.Position);
    }

    [Theory]
    [InlineData("yes", ScalarKind.String)]
    [InlineData("on", ScalarKind.String)]
    [InlineData("true", ScalarKind.Boolean)]
    [InlineData("0o17", ScalarKind.Integer)]
    [InlineData("0x1F", ScalarKind.Integer)]
    [InlineData("-12", ScalarKind.Integer)]
    [InlineData("1.5e3", ScalarKind.Float)]
    [InlineData(".inf", ScalarKind.Float)]
    [InlineData("1.2.3", ScalarKind.String)]
    [InlineData("~", ScalarKind.Null)]
    [InlineData("'12'", ScalarKind.String)]
    [InlineData("2026-11-24", ScalarKind.String)]
    public void Plain_scalars_follow_the_core_schema(string text, ScalarKind kind) =>
        Assert.Equal(kind, Assert.IsType<ScalarNode>(Parse("k: " + text).Root!["k"]).Kind);

    [Fact]
    public void A_key_given_twice_is_an_error_at_the_second()
    {
        var error = Parse("a: 1\nb: 2\na: 3\n").Error!;
        Assert.Equal(3, error.Position.Line);
        Assert.Contains("twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_keys_are_taken_in_and_own_keys_win()
    {
        var root = Parse("base: &b {x: 1, y: 2}\nmine:\n  <<: *b\n  y: 3\n").Root!;
        Assert.Equal("1", root["mine"]!["x"]!.Text);
        Assert.Equal("3", root["mine"]!["y"]!.Text);
    }

    [Fact]
    public void An_alias_bomb_ends_at_the_bound_instead_of_in_memory()
    {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 30; i++)
            bomb.Append($"a{i}: &a{i} [*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1}]\n");
        Assert.Contains("values", Parse(bomb.ToString()).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_bounded() => Assert.NotNull(Parse(new string('[', 100_000)).Error);

    [Fact]
    public void An_unknown_alias_is_an_error_with_its_name() =>
        Assert.Contains("*nobody", Parse("a: *nobody").Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void A_tab_as_indentation_is_an_error_with_its_line() => Assert.Equal(2, Parse("a:\n\tb: 1\n").Error!.Position.Line);

    [Fact]
    public void Several_documents_are_read_apart()
    {
        var (documents, error) = Yaml.ParseAll("a: 1\n---\nb: 2\n"u8);
        Assert.Null(error);
        Assert.Equal(["1", "2"], [documents[0]["a"]!.Text!, documents[1]["b"]!.Text!]);
    }

    [Fact]
    public void Utf16_with_a_mark_is_read() =>
        Assert.Equal("ü", Yaml.Parse([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("k: ü")]).Root!["k"]!.Text);

    [Fact]
    public void Arbitrary_bytes_never_throw() =>
        Gen.Byte.Array[0, 60].Sample(bytes => Yaml.Parse(bytes) is not null, iter: 20_000);

    [Fact]
    public void Arbitrary_yaml_punctuation_never_throws() =>
        Gen.Char["&*!|>{}[]:-,?#'\"\n\t ab<%@`"].Array[0, 40].Sample(chars => Parse(new string(chars)) is not null, iter: 40_000);
}
