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

    [Theory]
    [InlineData("{\"a\":1,\n\"a\":2}")]
    [InlineData("{\"a\":1,\n\"\\u0061\":1}")]
    public void A_name_given_twice_is_an_error_with_both_places(string text)
    {
        var error = Parse(text).Error!;
        Assert.Equal(new SourcePosition(2, 1), error.Position);
        Assert.Contains("\"a\" is there twice, first at 1:2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_may_come_again_in_another_map_or_case() => Assert.Equal("3", Parse("{\"a\":{\"a\":1},\"A\":2,\"b\":{\"a\":3}}").Root!["b"]!["a"]!.Text);

    [Theory]
    [InlineData("123456789012345678901234567890", ScalarKind.Integer)]
    [InlineData("1e999999", ScalarKind.Float)]
    [InlineData("-0", ScalarKind.Integer)]
    [InlineData("0.1000000000000000055511151231257827", ScalarKind.Float)]
    [InlineData("9007199254740993", ScalarKind.Integer)]
    public void A_number_is_kept_as_it_was_written(string text, ScalarKind kind) =>
        Assert.Equal(new ScalarNode(text, kind, new SourcePosition(1, 2)), Parse($"[{text}]").Root!.Items[0]);

    [Theory]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    [InlineData("{\"a\":1}{\"b\":2}")]
    [InlineData("{\"a\":1}\0")]
    [InlineData("{\"a\":1},")]
    [InlineData("{\"a\":1 /* x */}")]
    [InlineData("\"a\nb\"")]
    [InlineData("\uFEFF\uFEFF{}")]
    public void What_only_looks_like_json_is_an_error(string text) => Assert.NotNull(Parse(text).Error);

    [Theory]
    [InlineData("[\"x\",\n \"\\ud800\"]", 2, 2)]
    [InlineData("{\n\"\\udc00x\": 1}", 2, 1)]
    public void Half_a_surrogate_pair_is_refused_with_its_place(string text, int line, int column)
    {
        Assert.Equal(new SourcePosition(line, column), Parse(text).Error!.Position);
        Assert.Equal("😀", Parse("\"\\ud83d\\ude00\"").Root!.Text);
    }

    [Fact]
    public void Invalid_utf8_is_refused_with_its_place_even_where_no_value_is() =>
        Assert.Equal(new SourcePosition(2, 7), Json.Parse([.. "{\n\"ü\": \""u8, 0xFF, .. "\"}"u8]).Error!.Position);

    [Fact]
    public void Columns_count_characters_and_not_bytes()
    {
        Assert.Equal(new SourcePosition(1, 12), Parse("{\"üüü😀\": [1, 2]}").Root!["üüü😀"]!.Items[0].Position);
        Assert.Equal(new SourcePosition(1, 8), Parse("[\"üüü\",]").Error!.Position);
    }

    [Fact]
    public void A_mark_and_utf16_are_read()
    {
        Assert.Equal("ü", Json.Parse([.. "\uFEFF"u8, .. "[\"ü\"]"u8]).Root!.Items[0].Text);
        Assert.Equal("ü", Json.Parse([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("[\"ü\"]")]).Root!.Items[0].Text);
        Assert.Equal("ü", Json.Parse([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("[\"ü\"]")]).Root!.Items[0].Text);
        Assert.NotNull(Json.Parse([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("[1]"), 0x20]).Error);
        Assert.Equal(["1", "2"], Json.ParseLines((byte[])[0xFF, 0xFE, .. Encoding.Unicode.GetBytes("[1]\n[2]")]).Select(line => line.Result.Root!.Items[0].Text!));
    }

    [Fact]
    public void Lines_together_have_a_bound() =>
        Assert.Contains("at most 8", Assert.Single(Json.ParseLines("[1]\n[2]\n[3]"u8.ToArray(), new TextLimits { MaxBytes = 8 })).Result.Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void Depth_is_read_to_the_bound_and_not_beyond()
    {
        Assert.Null(Parse(new string('[', 128) + new string(']', 128)).Error);
        Assert.Equal(129, Parse(new string('[', 129) + new string(']', 129)).Error!.Position.Column);
    }

    [Fact]
    public void A_message_is_printable_whatever_the_text_holds() =>
        Assert.DoesNotContain(Parse("{\"\\u001b\\u202e\":1,\"\\u001b\\u202e\":2}").Error!.Message, c => char.IsControl(c) || c == '\u202E');

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
    public void Documents_that_follow_one_another_are_read_with_their_places()
    {
        var documents = Json.ParseDocuments("\uFEFF{\n \"a\": 1 } {\"a\":\n2}\n[3]\n"u8.ToArray()).ToList();
        Assert.Equal([1, 2, 4], documents.Select(document => document.Line));
        Assert.Equal([new SourcePosition(2, 7), new SourcePosition(3, 1)], documents.Take(2).Select(document => document.Result.Root!["a"]!.Position));
        Assert.Equal("3", documents[2].Result.Root!.Items[0].Text);
    }

    [Fact]
    public void A_wrong_document_ends_them_and_says_where()
    {
        var documents = Json.ParseDocuments("{}\n{\n  oops }\n{}"u8.ToArray()).ToList();
        Assert.Equal(new SourcePosition(3, 3), documents[1].Result.Error!.Position);
        Assert.Equal(2, documents.Count);
    }

    [Fact]
    public void Arbitrary_bytes_never_throw_as_documents() =>
        Gen.Char["{}[]:,\"\\u0019truefalsn-.eE \n\u00e9"].Array[0, 40].Sample(chars => Json.ParseDocuments(Encoding.UTF8.GetBytes(chars)).Count() >= 0, iter: 20_000);

    [Fact]
    public void Arbitrary_bytes_never_throw() =>
        Gen.Byte.Array[0, 60].Sample(bytes => Json.Parse(bytes) is not null, iter: 20_000);

    [Fact]
    public void Arbitrary_json_punctuation_never_throws() =>
        Gen.Char["{}[]:,\"\\u0019truefalsn-.eE \n"].Array[0, 40].Sample(chars => Parse(new string(chars)) is not null, iter: 40_000);
}
