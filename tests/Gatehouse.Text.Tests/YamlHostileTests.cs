using System.Globalization;
using System.Text;

namespace Gatehouse.Text.Tests;

public class YamlHostileTests
{
    private static TextResult Parse(string text, TextLimits? limits = null) => Yaml.Parse(Encoding.UTF8.GetBytes(text), limits);

    private static TextError Error(string text, TextLimits? limits = null) => Parse(text, limits).Error ?? throw new InvalidOperationException("reads clean: " + text);

    private static Node Root(string text, TextLimits? limits = null) =>
        Parse(text, limits) is { Error: null, Root: { } root } ? root : throw new InvalidOperationException(Parse(text, limits).Error?.Message);

    // Each level is ten lists deep and holds the level before it: no level is deep, the tree of aliases is.
    private static string DeepByAliases(int levels)
    {
        var text = new StringBuilder("a0: &a0 x\n");
        for (var i = 1; i <= levels; i++)
            text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [[[[[[[[[[*a{i - 1}]]]]]]]]]]\n");
        return text.ToString();
    }

    [Fact]
    public void Aliases_are_followed_in_depth()
    {
        var limits = new TextLimits { MaxDepth = 51 };
        Assert.NotNull(Root(DeepByAliases(5), limits)["a5"]);
        var error = Error(DeepByAliases(6), limits);
        Assert.Equal(7, error.Position.Line);
        Assert.Contains("deeper than 51", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_aliases_that_would_overflow_the_stack_of_a_reader_is_refused() =>
        Assert.Contains("deeper", Error(DeepByAliases(5000)).Message, StringComparison.Ordinal);

    [Fact]
    public void Depth_through_merge_keys_is_followed()
    {
        var text = new StringBuilder("a0: &a0 {k: x}\n");
        for (var i = 1; i <= 200; i++)
            text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} {{<<: *a0, k: *a{i - 1}}}\n");
        Assert.Contains("deeper", Error(text.ToString()).Message, StringComparison.Ordinal);
        Assert.Equal("x", Root("a: &a {k: {l: x}}\nb: {<<: *a}", new TextLimits { MaxDepth = 4 })["b"]!["k"]!["l"]!.Text);
    }

    [Fact]
    public void An_alias_bomb_through_merge_keys_ends_at_the_bound_of_values()
    {
        var bomb = new StringBuilder("a0: &a0 {x: [1,1,1,1,1,1,1,1,1,1]}\n");
        for (var i = 1; i < 30; i++)
            bomb.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}, *a{i - 1}], y{i}: [*a{i - 1}, *a{i - 1}]}}\n");
        Assert.Contains("aliases counted each time", Error(bomb.ToString()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_under_many_aliases_ends_at_the_bound_of_characters()
    {
        static string Text(int times) => "a: &a [" + new string('x', 100) + "]\nb: [" + string.Join(',', Enumerable.Repeat("*a", times)) + "]\n";
        var limits = new TextLimits { MaxBytes = 1000 };
        Assert.Equal(8, Root(Text(8), limits)["b"]!.Items.Length);
        Assert.Contains("characters, aliases counted each time", Error(Text(10), limits).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: &x [*x]", 1, 8)]
    [InlineData("a: &x 1\nb: &x {c: *x}", 2, 11)]
    public void An_alias_within_its_own_value_is_refused(string text, int line, int column)
    {
        var error = Error(text);
        Assert.Equal(new SourcePosition(line, column), error.Position);
        Assert.Contains("within the value that it names", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_anchor_given_again_counts_from_there_on()
    {
        var root = Root("a: &x 1\nb: *x\nc: &x 2\nd: *x\n");
        Assert.Equal(("1", "2"), (root["b"]!.Text, root["d"]!.Text));
    }

    [Fact]
    public void An_anchor_ends_with_its_document() =>
        Assert.Contains("*x names no anchor", Yaml.ParseAll("a: &x 1\n---\nb: *x\n"u8).Error!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("k: a\0b\nevil: 1", 1, 5)]
    [InlineData("a: 1\n# \0\n", 2, 3)]
    [InlineData("a: \"\0\"", 1, 5)]
    public void A_nul_is_refused_with_its_place(string text, int line, int column)
    {
        var error = Error(text);
        Assert.Equal(new SourcePosition(line, column), error.Position);
        Assert.Contains("U+0000", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\u0085")]
    public void A_comment_cannot_end_where_no_editor_shows_a_line(string end) =>
        Assert.Contains("must not stand here", Error($"a: 1 # note{end}b: 2\n").Message, StringComparison.Ordinal);

    [Fact]
    public void A_mark_within_the_text_is_no_part_of_a_key() => Assert.Equal(new SourcePosition(2, 1), Error("a: 1\n\uFEFFb: 2\n").Position);

    [Fact]
    public void What_is_refused_raw_may_be_written_as_an_escape() => Assert.Equal("\0\u2028", Root("a: \"\\0\\u2028\"")["a"]!.Text);

    [Theory]
    [InlineData("a: 1\n---\nb: 2\n", 2)]
    [InlineData("a: 1\n...\n---\nb: 2\n", 3)]
    [InlineData("---\n---\nb: 2\n", 2)]
    public void A_second_document_is_refused_where_one_is_read(string text, int line)
    {
        var error = Error(text);
        Assert.Equal(line, error.Position.Line);
        Assert.Contains("file of its own", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\na: 1\n")]
    [InlineData("---\na: 1\n...\n")]
    [InlineData("# only\n---\na: 1\n")]
    public void One_document_with_its_marks_is_read(string text) => Assert.Equal("1", Root(text)["a"]!.Text);

    [Fact]
    public void A_merge_key_given_twice_is_refused_with_both_places()
    {
        var error = Error("a: &a {x: 1}\nb: &b {y: 2}\nc:\n  <<: *a\n  <<: *b\n");
        Assert.Equal(5, error.Position.Line);
        Assert.Contains("first at 4:3", error.Message, StringComparison.Ordinal);
        var root = Root("a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc:\n  <<: [*a, *b]\n");
        Assert.Equal(("1", "2"), (root["c"]!["x"]!.Text, root["c"]!["y"]!.Text));
    }

    [Fact]
    public void A_quoted_merge_key_is_a_key() => Assert.Equal("1", Root("'<<': 1")["<<"]!.Text);

    [Fact]
    public void A_key_given_twice_has_both_places()
    {
        var error = Error("a:\n  k: 1\n  l: 2\n  k: 3\n");
        Assert.Equal(new SourcePosition(4, 3), error.Position);
        Assert.Contains("\"k\" is there twice, first at 2:3", error.Message, StringComparison.Ordinal);
        Assert.Equal("3", Root("a: {k: 1}\nb: {k: 3}\n")["b"]!["k"]!.Text);
    }

    [Fact]
    public void The_same_key_in_other_quotes_is_twice() => Assert.Contains("twice", Error("k: 1\n\"\\x6b\": 2\n").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("k: !!python/object/apply:os.system [x]", "tag:yaml.org,2002:python/object/apply:os.system")]
    [InlineData("k: !custom x", "!custom")]
    [InlineData("k: !Ref {a: 1}", "!Ref")]
    [InlineData("k: !!binary aGk=", "tag:yaml.org,2002:binary")]
    public void A_tag_is_kept_and_makes_nothing_of_its_value(string text, string tag)
    {
        var value = Root(text)["k"]!;
        Assert.Equal(tag, value.Tag);
        Assert.True(value is not ScalarNode scalar || scalar.Kind == ScalarKind.String);
    }

    [Theory]
    [InlineData("!!str 12", ScalarKind.String)]
    [InlineData("! 12", ScalarKind.String)]
    [InlineData("!!int '12'", ScalarKind.Integer)]
    [InlineData("!!float 12", ScalarKind.Float)]
    [InlineData("!!bool true", ScalarKind.Boolean)]
    [InlineData("!!null ~", ScalarKind.Null)]
    public void Tags_of_the_core_schema_say_the_kind(string text, ScalarKind kind)
    {
        var value = Assert.IsType<ScalarNode>(Root("k: " + text)["k"]);
        Assert.Equal((kind, null), (value.Kind, value.Tag));
    }

    [Theory]
    [InlineData("k: !!int x")]
    [InlineData("k: !!map x")]
    [InlineData("k: !!map [x]")]
    [InlineData("k: !!seq {x: 1}")]
    [InlineData("k: !!bool 1")]
    public void A_tag_of_the_core_schema_that_does_not_fit_is_an_error(string text) => Assert.Contains("does not fit", Error(text).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a:\n\tb: 1\n", 2, 1)]
    [InlineData("a:\n  - x\n\t- y\n", 3, 1)]
    [InlineData("a: 1\n\tb: 2\n", 2, 1)]
    [InlineData("a:\n  b: 1\n  \tc: 2\n", 3, 3)]
    [InlineData("a: |\n\tx\n", 2, 1)]
    public void A_tab_that_indents_is_named_at_its_place(string text, int line, int column)
    {
        var error = Error(text);
        Assert.Equal(new SourcePosition(line, column), error.Position);
        Assert.Contains("indented by spaces", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tab_elsewhere_is_a_blank() => Assert.Equal("1", Root("a:\t1\t# x\n")["a"]!.Text);

    [Fact]
    public void Invalid_utf8_is_refused_with_its_place()
    {
        var error = Yaml.Parse([.. "a: ü\nb: x"u8, 0xC3, .. "\n"u8]).Error!;
        Assert.Equal(new SourcePosition(2, 5), error.Position);
        Assert.Contains("0xC3", error.Message, StringComparison.Ordinal);
        Assert.Equal("\uFFFD", Root("a: \uFFFD")["a"]!.Text);
    }

    [Fact]
    public void Invalid_utf16_is_refused_with_its_place()
    {
        byte[] lone = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a: 1\nb: "), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("x")];
        Assert.Equal(new SourcePosition(2, 4), Yaml.Parse(lone).Error!.Position);
        Assert.Contains("UTF-16", Yaml.Parse([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a: 1"), 0x20]).Error!.Message, StringComparison.Ordinal);
        Assert.Equal("😀", Yaml.Parse([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("a: 😀")]).Root!["a"]!.Text);
    }

    [Fact]
    public void Utf16_without_a_mark_says_so() => Assert.Contains("UTF-16 without a mark", Yaml.Parse(Encoding.Unicode.GetBytes("a: 1")).Error!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[{a: ")]
    public void Any_nesting_is_bounded(string opening) => Assert.NotNull(Error(string.Concat(Enumerable.Repeat(opening, 20_000))));

    [Fact]
    public void Nesting_by_indentation_is_bounded_at_the_limit()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Range(0, depth).Select(i => new string(' ', i) + "a:\n")) + new string(' ', depth) + "x";
        Assert.NotNull(Root(Nested(100)));
        Assert.NotNull(Error(Nested(200)));
    }

    [Fact]
    public void A_text_over_the_bound_is_refused_before_it_is_read()
    {
        var bytes = new byte[(64 << 20) + 1];
        bytes.AsSpan().Fill((byte)' ');
        Assert.Contains("at most 67108864", Yaml.Parse(bytes).Error!.Message, StringComparison.Ordinal);
        Assert.Null(Parse("abc", new TextLimits { MaxBytes = 3 }).Error);
        Assert.NotNull(Parse("abcd", new TextLimits { MaxBytes = 3 }).Error);
    }

    [Fact]
    public void A_message_is_printable_whatever_the_text_holds()
    {
        var message = Error("\"\\e[31m\\u202E\": 1\n\"\\e[31m\\u202E\": 2\n").Message;
        Assert.Contains("\\u001B[31m\\u202E", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, c => char.IsControl(c) || c == '\u202E');
        Assert.True(Error("a: *" + new string('x', 10_000)).Message.Length <= 500);
    }

    [Theory]
    [InlineData("a: b: c")]
    [InlineData("a: [1")]
    [InlineData("a: 'x")]
    [InlineData("a: {b: 1")]
    [InlineData("a: 1\n b: 2\nc")]
    [InlineData("? [a]\n: 1")]
    [InlineData("a: 1\n...\nb: 2")]
    [InlineData("%YAML 2.0\n---\na: 1")]
    [InlineData("a: @x")]
    [InlineData("&a &b c")]
    public void What_a_newcomer_breaks_is_an_error(string text) => Assert.NotNull(Error(text).Message);
}
