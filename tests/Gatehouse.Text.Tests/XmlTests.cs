using System.Text;
using CsCheck;

namespace Gatehouse.Text.Tests;

public class XmlTests
{
    private static (XmlElementNode? Root, TextError? Error) Parse(string text) => Xml.Parse(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void A_document_type_is_passed_over_where_asked_and_its_entities_are_not_known()
    {
        var (root, _) = Xml.Parse(Encoding.UTF8.GetBytes("<!DOCTYPE issues [<!ELEMENT issues (issue*)>]><issues><issue/></issues>"), passDocumentType: true);
        Assert.Single(root!.Children);
        var (none, error) = Xml.Parse(Encoding.UTF8.GetBytes("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"), passDocumentType: true);
        Assert.Null(none);
        Assert.Contains("an entity of a document type declaration is refused", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_keep_names_attributes_text_and_places()
    {
        var root = Parse("<a x='1'>\n  <n:b xmlns:n='u'>te<![CDATA[xt]]></n:b>\n</a>").Root!;
        Assert.Equal("1", root.Attribute("x"));
        Assert.Equal("text", root.ChildText("b"));
        Assert.Equal(2, root.Children[0].Position.Line);
    }

    [Fact]
    public void An_entity_bomb_is_refused_with_the_reason()
    {
        var bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><x>&b;</x>";
        Assert.Contains("document type declaration", Parse(bomb).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>")]
    [InlineData("<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1/'> %p;]><x/>")]
    [InlineData("<!DOCTYPE html><html/>")]
    public void Any_document_type_is_refused(string text) => Assert.Contains("document type declaration", Parse(text).Error!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<DTD></x>")]
    [InlineData("<a>&DTD;</a>")]
    [InlineData("<a>&file;</a>")]
    [InlineData("<a>&#0;</a>")]
    [InlineData("<a>\0</a>")]
    [InlineData("<a x='1' x='2'/>")]
    [InlineData("<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>")]
    [InlineData("<p:a/>")]
    [InlineData("<a/><b/>")]
    [InlineData("<a/>x")]
    [InlineData("")]
    [InlineData("<a><b></a></b>")]
    [InlineData("<?xml version='1.0' encoding='utf-7'?><a/>")]
    [InlineData("<?xml version='1.0' encoding='no-such'?><a/>")]
    public void What_is_no_xml_is_an_error_that_names_no_document_type(string text)
    {
        var (root, error) = Parse(text);
        Assert.Null(root);
        Assert.DoesNotContain("document type declaration", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_five_entities_and_character_references_are_read() => Assert.Equal("<>&'\"ü", Parse("<a>&lt;&gt;&amp;&apos;&quot;&#xfc;</a>").Root!.Content);

    [Fact]
    public void A_prefixed_attribute_is_there_by_its_local_and_its_whole_name()
    {
        var root = Parse("<a xmlns:xlink='u' xlink:href='x' id='1'/>").Root!;
        Assert.Equal(("x", "x", "1"), (root.Attribute("href"), root.Attribute("xlink:href"), root.Attribute("id")));
        Assert.Null(root.Attribute("xlink"));
    }

    [Theory]
    [InlineData("<a xmlns:p='u' href='own' p:href='other'/>")]
    [InlineData("<a xmlns:p='u' p:href='other' href='own'/>")]
    public void An_attribute_without_a_prefix_is_not_displaced_and_the_other_is_not_lost(string text)
    {
        var root = Parse(text).Root!;
        Assert.Equal(("own", "other"), (root.Attribute("href"), root.Attribute("p:href")));
    }

    [Fact]
    public void A_declaration_of_a_namespace_is_no_attribute_of_its_prefix()
    {
        var root = Parse("<a type='library' xmlns:type='u' xmlns:name='v'/>").Root!;
        Assert.Equal(("library", null, "v"), (root.Attribute("type"), root.Attribute("name"), root.Attribute("xmlns:name")));
    }

    [Fact]
    public void Processing_instructions_and_comments_are_passed_over()
    {
        var root = Parse("<?xml version='1.0'?><?run me?><!-- x --><a><?php exec() ?>t<!-- <b/> -->u <!-- x --> v<b/> </a>").Root!;
        Assert.Equal("tu  v", root.Content);
        Assert.Equal("b", Assert.Single(root.Children).Name);
    }

    [Fact]
    public void Cdata_is_text_and_no_markup()
    {
        var root = Parse("<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>").Root!;
        Assert.Empty(root.Children);
        Assert.Equal("<b>&amp;]]>", root.Content);
    }

    [Fact]
    public void Blanks_between_texts_keep_words_apart_and_blanks_alone_are_nothing()
    {
        Assert.Equal("a b", Parse("<x>a<!-- c --> <!-- d -->b</x>").Root!.Content);
        Assert.Equal("", Parse("<x>\n  <y/>\n</x>").Root!.Content);
    }

    [Fact]
    public void Depth_is_read_to_the_bound_and_not_beyond()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));
        Assert.NotNull(Parse(Nested(129)).Root);
        Assert.Equal(new SourcePosition(1, 388), Parse(Nested(130)).Error!.Position);
    }

    [Fact]
    public void Attributes_count_towards_the_bound_of_values()
    {
        var many = "<a " + string.Join(' ', Enumerable.Range(0, 100).Select(i => $"b{i}=''")) + "/>";
        Assert.Contains("more than 100", Xml.Parse(Encoding.UTF8.GetBytes(many), new TextLimits { MaxNodes = 100 }).Error!.Message, StringComparison.Ordinal);
        Assert.NotNull(Xml.Parse(Encoding.UTF8.GetBytes(many), new TextLimits { MaxNodes = 101 }).Root);
    }

    [Fact]
    public void A_text_of_megabytes_in_many_pieces_is_joined_once()
    {
        var text = "<a>" + string.Concat(Enumerable.Repeat("0123456789&amp;<!-- c --><![CDATA[x]]>", 200_000)) + "</a>";
        Assert.Equal(12 * 200_000, Parse(text).Root!.Content.Length);
    }

    [Fact]
    public void Invalid_bytes_are_an_error_with_their_line()
    {
        Assert.Equal(2, Xml.Parse((byte[])[.. "<a>\n"u8, 0xFF, .. "</a>"u8]).Error!.Position.Line);
        Assert.Equal("ü", Xml.Parse((byte[])[.. "<?xml version='1.0' encoding='iso-8859-1'?><a>"u8, 0xFC, .. "</a>"u8]).Root!.Content);
        Assert.Equal("ü", Xml.Parse((byte[])[0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<a>ü</a>")]).Root!.Content);
    }

    [Fact]
    public void A_part_of_a_buffer_is_read_and_nothing_beside_it()
    {
        byte[] buffer = [.. "<x>"u8, .. "<a>1</a>"u8, .. "</x>"u8];
        Assert.Equal("a", Xml.Parse(buffer.AsMemory(3, 8)).Root!.Name);
    }

    [Fact]
    public void Depth_is_bounded() => Assert.Contains("deeper", Parse(string.Concat(Enumerable.Repeat("<a>", 5000))).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void A_truncated_document_is_an_error_with_its_line()
    {
        var (root, error) = Parse("<a>\n<b>");
        Assert.Null(root);
        Assert.Equal(2, error!.Position.Line);
    }

    [Fact]
    public void Arbitrary_markup_never_throws() =>
        Gen.Char["<>/&;!-[]='\"abDOCTYPE? \n"].Array[0, 60].Sample(chars => Parse(new string(chars)) is (not null, null) or (null, not null), iter: 40_000);
}
