using System.Globalization;
using System.Text;
using CsCheck;

namespace Gatehouse.Text.Tests;

public class TomlTests
{
    private static TextResult Parse(string text, TextLimits? limits = null) => Toml.Parse(Encoding.UTF8.GetBytes(text), limits);

    private static Node Root(string text) => Parse(text) is { Error: null, Root: { } root } ? root : throw new InvalidOperationException(Parse(text).Error?.ToString());

    private static TextError Error(string text, TextLimits? limits = null) => Parse(text, limits).Error ?? throw new InvalidOperationException("reads clean: " + text);

    [Fact]
    public void Dotted_keys_and_headers_make_tables()
    {
        var root = Root("a.b.c = 1\na.\"x.y\" = 2\n[t . u]\nk = 'v'\n");
        Assert.Equal(("1", "2", "v"), (root["a"]!["b"]!["c"]!.Text, root["a"]!["x.y"]!.Text, root["t"]!["u"]!["k"]!.Text));
    }

    [Fact]
    public void Arrays_of_tables_are_lists_and_headers_below_them_belong_to_the_last()
    {
        var root = Root("[[p]]\nn = 1\n[p.z]\nk = 2\n[[p]]\nn = 3\n[[p.q]]\n[[p.q]]\nm = 4\n");
        Assert.Equal(["1", "3"], root["p"]!.Items.Select(item => item["n"]!.Text!));
        Assert.Equal("2", root["p"]!.Items[0]["z"]!["k"]!.Text);
        Assert.Equal("4", root["p"]!.Items[1]["q"]!.Items[1]["m"]!.Text);
        Assert.Null(root["p"]!.Items[1]["z"]);
    }

    [Theory]
    [InlineData("1979-05-27T07:32:00Z")]
    [InlineData("1979-05-27 07:32:00.999999-07:00")]
    [InlineData("1979-05-27T07:32:00")]
    [InlineData("1979-05-27")]
    [InlineData("07:32:00")]
    public void Dates_and_times_are_texts_as_they_were_written(string text) => Assert.Equal(new ScalarNode(text, ScalarKind.String, new SourcePosition(1, 5)), Root($"k = {text}\n")["k"]);

    [Theory]
    [InlineData("0xDEAD_beef", ScalarKind.Integer)]
    [InlineData("1_000", ScalarKind.Integer)]
    [InlineData("-17", ScalarKind.Integer)]
    [InlineData("9223372036854775807", ScalarKind.Integer)]
    [InlineData("0.1000000000000000055511151231257827", ScalarKind.Float)]
    [InlineData("6.626e-34", ScalarKind.Float)]
    [InlineData("-inf", ScalarKind.Float)]
    [InlineData("nan", ScalarKind.Float)]
    [InlineData("true", ScalarKind.Boolean)]
    public void Other_values_keep_their_text_and_kind(string text, ScalarKind kind) => Assert.Equal(new ScalarNode(text, kind, new SourcePosition(1, 5)), Root($"k = {text}")["k"]);

    [Theory]
    [InlineData("\"a\\n\\u00fc\\U0001F600\"", "a\nü😀")]
    [InlineData("'a\\n'", "a\\n")]
    [InlineData("\"\"\"\na\nb\\\n   c\"\"\"", "a\nbc")]
    [InlineData("'''\na'b'''", "a'b")]
    [InlineData("\"\"", "")]
    public void Strings_of_all_four_kinds_are_read(string text, string expected) => Assert.Equal(expected, Root("k = " + text)["k"]!.Text);

    [Fact]
    public void Values_and_keys_keep_their_places()
    {
        var root = Root("# x\n[t]\n  k = [1,\n   {a = 2}]\n'ü' = 'ü'   # 😀\n\"😀\" = 3\n");
        Assert.Equal(new SourcePosition(4, 9), root["t"]!["k"]!.Items[1]["a"]!.Position);
        Assert.Equal(new SourcePosition(3, 3), root["t"]!.Entries[0].Key.Position);
        Assert.Equal(new SourcePosition(5, 7), root["t"]!["ü"]!.Position);
        Assert.Equal(new SourcePosition(6, 8), root["t"]!["😀"]!.Position);
        Assert.Equal(new SourcePosition(2, 1), root["t"]!.Position);
    }

    [Theory]
    [InlineData("a = 1\na = 2", "2:1", "1:1")]
    [InlineData("a = 1\n'a' = 2", "2:1", "1:1")]
    [InlineData("[a]\n[a]", "2:2", "1:2")]
    [InlineData("[a.b]\n[a]\n[a]", "3:2", "1:2")]
    [InlineData("a = 1\na.b = 2", "2:1", "1:1")]
    [InlineData("a.b = 1\n[a]", "2:2", "1:1")]
    [InlineData("[a]\nb = 1\n[a.b]", "3:4", "2:1")]
    [InlineData("[a]\nb.c = 1\n[a.b]", "3:4", "2:1")]
    [InlineData("[a.b.c]\n[a]\nb.c.d = 1", "3:1", "1:4")]
    [InlineData("[[a]]\n[a]", "2:2", "1:3")]
    [InlineData("[a]\n[[a]]", "2:3", "1:2")]
    [InlineData("a = []\n[[a]]", "2:3", "1:1")]
    [InlineData("a = {b = 1, b = 2}", "1:13", "1:6")]
    [InlineData("a = {b.c = 1, b = 2}", "1:15", "1:6")]
    [InlineData("a = {b = 1}\na.c = 2", "2:1", "1:1")]
    public void What_is_defined_twice_is_an_error_with_both_places(string text, string second, string first)
    {
        var error = Error(text);
        Assert.Equal(second, error.Position.ToString());
        Assert.Contains("is there twice, first at " + first, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a = {b = 1}\n[a.c]")]
    [InlineData("a = 1\n[a.b]")]
    [InlineData("a = [{}]\n[a.b]")]
    public void A_table_below_a_whole_value_is_an_error(string text) => Assert.Contains("whole value at 1:1", Error(text).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[a.b]\n[a]\nc = 1")]
    [InlineData("[a]\n[a.b]\n[a.c]")]
    [InlineData("[f]\na.c = 1\n[f.a.t]\ns = 1")]
    [InlineData("a.b = 1\na.c = 2")]
    [InlineData("a = {b.c = 1, b.d = 2}")]
    [InlineData("[[a]]\nb = 1\n[[a]]\nb = 1")]
    public void What_only_looks_defined_twice_is_read(string text) => Assert.NotNull(Root(text));

    [Theory]
    [InlineData("a = 1 b = 2")]
    [InlineData("a =")]
    [InlineData("a = [1, 2")]
    [InlineData("a = 2021-02-30")]
    [InlineData("a = 01")]
    [InlineData("a = 99999999999999999999")]
    [InlineData("a = \"\\uD800\"")]
    [InlineData("a = \"x\0\"")]
    [InlineData("a = 'x\ny'")]
    [InlineData("= 1")]
    [InlineData("[a")]
    [InlineData("[]")]
    [InlineData("a: 1")]
    [InlineData("# note\rb = 1")]
    [InlineData("a = 1\rb = 2")]
    [InlineData("a = \"x\\")]
    [InlineData("# \u0001")]
    [InlineData("a = yes")]
    [InlineData("\uFEFF\uFEFFa = 1")]
    public void What_is_no_toml_is_an_error_without_a_root(string text)
    {
        Assert.NotEmpty(Error(text).Message);
        Assert.Null(Parse(text).Root);
    }

    [Fact]
    public void An_error_has_its_place_once()
    {
        var error = Error("a = 1\nb = 2 c\n");
        Assert.Equal(2, error.Position.Line);
        Assert.DoesNotContain("(2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only\n")]
    [InlineData("# only\u2028b = 1\n")]
    public void An_empty_document_is_an_empty_map(string text) => Assert.Empty(Assert.IsType<MapNode>(Root(text)).Members);

    [Fact]
    public void Marks_and_encodings_are_those_of_all_texts()
    {
        Assert.Equal("ü", Toml.Parse([.. "\uFEFFa = 'ü'"u8]).Root!["a"]!.Text);
        Assert.Equal("ü", Toml.Parse([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a = 'ü'")]).Root!["a"]!.Text);
        Assert.Equal(new SourcePosition(1, 6), Toml.Parse([.. "a = '"u8, 0xFF, .. "'"u8]).Error!.Position);
    }

    [Theory]
    [InlineData("a = ", "[", "]")]
    [InlineData("a = ", "{b = ", "}")]
    [InlineData("[", "a.", "]")]
    [InlineData("[[", "a.", "]]")]
    [InlineData("", "a.", "")]
    public void Depth_is_bounded_however_it_is_written(string head, string open, string close)
    {
        var leaf = open == "a." ? "z" + (head.Length == 0 ? " = 1" : "") : open == "[" ? "" : "1";
        string Nested(int depth) => head + string.Concat(Enumerable.Repeat(open, depth)) + leaf + (open == "a." ? close : string.Concat(Enumerable.Repeat(close, depth)));
        Assert.Null(Parse(Nested(100)).Error);
        Assert.NotNull(Error(Nested(140)));
        Assert.NotNull(Error(Nested(50_000)));
    }

    [Fact]
    public void Depth_counts_over_headers_and_values_together()
    {
        static string Both(int depth) => $"[{string.Join('.', Enumerable.Repeat("a", depth))}]\nk = {new string('[', depth)}{new string(']', depth)}";
        Assert.Null(Parse(Both(60)).Error);
        Assert.Contains("deeper", Error(Both(70)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_and_values_are_bounded()
    {
        Assert.Contains("at most 5", Error("a = 12", new TextLimits { MaxBytes = 5 }).Message, StringComparison.Ordinal);
        Assert.Contains("more than 50", Error("a = [" + string.Join(',', Enumerable.Repeat("1", 100)) + "]", new TextLimits { MaxNodes = 50 }).Message, StringComparison.Ordinal);
        Assert.Null(Parse("a = [" + string.Join(',', Enumerable.Repeat("1", 40)) + "]", new TextLimits { MaxNodes = 50 }).Error);
    }

    [Fact]
    public void A_large_value_given_twice_often_is_not_repeated_in_messages()
    {
        var text = new StringBuilder("a = [").AppendJoin(',', Enumerable.Repeat("1", 100_000)).Append("]\n");
        for (var i = 0; i < 1000; i++)
            text.Append(CultureInfo.InvariantCulture, $"a = {i}\n");
        var error = Error(text.ToString());
        Assert.Equal(new SourcePosition(2, 1), error.Position);
        Assert.True(error.Message.Length < 200);
    }

    [Fact]
    public void Arbitrary_bytes_never_throw() => Gen.Byte.Array[0, 60].Sample(bytes => Toml.Parse(bytes) is not null, iter: 20_000);

    [Fact]
    public void Arbitrary_toml_punctuation_never_throws() =>
        Gen.Char["[]{}=.,\"'\\#\n\r\t ab01_-+:TZeinfu\u00fc"].Array[0, 40].Sample(chars => Parse(new string(chars)) is { Root: null, Error: not null } or { Root: not null, Error: null }, iter: 60_000);
}
