namespace Gatehouse.Text.Tests;

public class PrintableTextTests
{
    [Theory]
    [InlineData("plain ~", "plain ~")]
    [InlineData("üß漢😀", "üß漢😀")]
    [InlineData("a\tb\r\nc", "a b  c")]
    [InlineData("\u001b[2J", "\\u001B[2J")]
    [InlineData("a\u202Eb\u200Bc\u2028d\u0085e\u007F", "a\\u202Eb\\u200Bc\\u2028d\\u0085e\\u007F")]
    [InlineData("\uFEFFa", "\\uFEFFa")]
    public void What_steers_or_hides_is_shown(string text, string expected) => Assert.Equal(expected, PrintableText.Of(text));

    [Fact]
    public void Half_a_pair_is_shown() => Assert.Equal("\\uD800x", PrintableText.Of("\uD800x"));

    [Fact]
    public void A_tag_character_outside_the_first_plane_is_shown() => Assert.Equal("\\uDB40\\uDC41", PrintableText.Of("\U000E0041"));

    [Theory]
    [InlineData("abcde", 5, "abcde")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("abc😀", 5, "abc😀")]
    [InlineData("abc😀x", 5, "abc…")]
    [InlineData("abc😀", 4, "abc…")]
    [InlineData("ab\u0001c", 5, "ab…")]
    public void A_long_text_is_cut_between_characters(string text, int most, string expected) => Assert.Equal(expected, PrintableText.Of(text, most));

    [Fact]
    public void A_value_describes_itself_short_and_printable()
    {
        var number = new ScalarNode(new string('1', 1000), ScalarKind.Integer, new SourcePosition(1, 1));
        Assert.True(number.Describe().Length < 60);
        Assert.Equal("the text \"\\u0007\"", new ScalarNode("\a", ScalarKind.String, new SourcePosition(1, 1)).Describe());
    }

    [Fact]
    public void A_map_put_together_with_a_name_twice_gives_the_first_whatever_its_size()
    {
        var place = new SourcePosition(1, 1);
        MapEntry Entry(string key, string value) => new(new ScalarNode(key, ScalarKind.String, place), new ScalarNode(value, ScalarKind.String, place));
        foreach (var size in new[] { 2, 20 })
            Assert.Equal("first", new MapNode([Entry("k", "first"), Entry("k", "second"), .. Enumerable.Range(0, size).Select(i => Entry($"x{i}", "y"))], place)["k"]!.Text);
    }
}
