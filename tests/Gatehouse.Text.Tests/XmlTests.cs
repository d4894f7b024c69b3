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
