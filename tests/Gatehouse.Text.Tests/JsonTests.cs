using System.Text;
using CsCheck;

namespace Gatehouse.Text.Tests;

public class JsonTests
{
    private static TextResult Parse(string text, TextLimits? limits = null) => Json.Parse(Encoding.UTF8.GetBytes(text), limits);

    [Fact]
    public void Values_keep_their_places()
    {
        var root = Parse("{\n  \"a\": [1,\n    {\"b\": \"x\"}]\n}").Root!;
        Assert.Equal(new SourcePosition(3, 11), root["a"]!.Items[1]["b"]!.Position);
    }

    [Fact]
    public void A_name_given_twice_takes_its_last_value() => Assert.Equal("2", Parse("{\"a\":1,\"a\":2}").Root!["a"]!.Text);

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1} x")]
    [InlineData("")]
    [InlineData("{'a':1}")]
    [InlineData("[1,]")]
    [InlineData("\"\\ud800\"")]
    public void What_is_no_json_is_an_error(string text)
    {
        var result = Parse(text);
        Assert.NotNull(result.Error);
        Assert.Null(result.Root);
    }

    [Fact]
    public void An_error_has_its_line() => Assert.Equal(3, Parse("{\n\"a\": 1,\n\"b\": nope\n}").Error!.Position.Line);

    [Fact]
    public void Depth_is_bounded() => Assert.NotNull(Parse(new string('[', 100_000)).Error);

    [Fact]
    public void The_number_of_values_is_bounded() =>
        Assert.Contains("values", Parse("[" + string.Join(',', Enumerable.Repeat("1", 1000)) + "]", new TextLimits { MaxNodes = 100 }).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void A_wrong_line_of_json_lines_says_which_and_the_others_are_read()
    {
        var lines = Json.ParseLines("{\"a\":1}\n\n{oops}\n{\"a\":2}"u8.ToArray()).ToList();
        Assert.Equal([1, 3, 4], lines.Select(line => line.Line));
        Assert.Equal(3, lines[1].Result.Error!.Position.Line);
        Assert.Equal("2", lines[2].Result.Root!["a"]!.Text);
    }

    [Fact]
    public void Arbitrary_bytes_never_throw() =>
        Gen.Byte.Array[0, 60].Sample(bytes => Json.Parse(bytes) is not null, iter: 20_000);

    [Fact]
    public void Arbitrary_json_punctuation_never_throws() =>
        Gen.Char["{}[]:,\"\\u0019truefalsn-.eE \n"].Array[0, 40].Sample(chars => Parse(new string(chars)) is not null, iter: 40_000);
}
