using System.Buffers.Binary;
using System.Text;

namespace Gatehouse.Archives.Tests;

public class DocumentTests
{
    [Fact]
    public void A_word_that_stands_in_several_runs_is_one_in_the_text()
    {
        var xml = "<w:document><w:body><w:p><w:r><w:t>pass</w:t></w:r><w:r><w:t xml:space=\"preserve\">word=a&amp;b&#x41;</w:t></w:r></w:p><w:p><w:r><w:t>next</w:t></w:r></w:p></w:body></w:document>";
        var opened = Opened.Of(Make.Zip(("[Content_Types].xml", Make.Utf8("<Types/>")), ("word/document.xml", Make.Utf8(xml))), "a.docx");
        Assert.Equal("password=a&bA\nnext\n", opened.Members["word/document.xml"]);
    }

    [Fact]
    public void Cells_of_a_sheet_and_slides_and_OpenDocument_are_text()
    {
        Assert.Equal("user\ntoken\n", Opened.Of(Make.Zip(("[Content_Types].xml", []), ("xl/sharedStrings.xml", Make.Utf8("<sst><si><t>user</t></si><si><r><t>to</t></r><r><t>ken</t></r></si></sst>")))).Members["xl/sharedStrings.xml"]);
        Assert.Equal("slide\n", Opened.Of(Make.Zip(("[Content_Types].xml", []), ("ppt/slides/slide1.xml", Make.Utf8("<a:p><a:r><a:t>slide</a:t></a:r></a:p>")))).Members["ppt/slides/slide1.xml"]);
        Assert.Equal("one two\n", Opened.Of(Make.Zip(("mimetype", Make.Utf8("application/vnd.oasis.opendocument.text")), ("content.xml", Make.Utf8("<text:p>one <text:span>two</text:span></text:p>")))).Members["content.xml"]);
    }

    [Fact]
    public void Parts_that_are_not_the_text_are_read_as_they_are()
    {
        const string connections = "<connection odbc=\"password=x\"/>";
        Assert.Equal(connections, Opened.Of(Make.Zip(("[Content_Types].xml", []), ("xl/connections.xml", Make.Utf8(connections)))).Members["xl/connections.xml"]);
    }

    [Fact]
    public void Entities_of_a_document_are_not_expanded()
    {
        var bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:p><w:t>&b;&b;&b;end</w:t></w:p>";
        Assert.EndsWith("end\n", Opened.Of(Make.Zip(("[Content_Types].xml", []), ("word/document.xml", Make.Utf8(bomb)))).Members["word/document.xml"], StringComparison.Ordinal);
        Assert.True(Opened.Of(Make.Zip(("[Content_Types].xml", []), ("word/document.xml", Make.Utf8(bomb)))).Members["word/document.xml"].Length < bomb.Length);
    }

    [Fact]
    public void What_a_page_of_a_PDF_shows_is_text_by_lines()
    {
        var page = Make.FlateStream("BT /F1 12 Tf 72 700 Td (pass) Tj (word=\\(x\\)) Tj T* [(to) -20 (ken)] TJ ET");
        Assert.Equal("password=(x)\ntoken\n", Opened.Of(Make.Pdf(page)).Members["text"]);
    }

    [Fact]
    public void Strings_of_objects_of_a_PDF_stand_alone()
    {
        var link = "<< /Type /Annot /A << /S /URI /URI (https://example.org/?token=a) >> >>";
        Assert.Equal("https://example.org/?token=a\nAb\n", Opened.Of(Make.Pdf(link, Make.FlateStream("<</Title <4162>>>", "/Type /ObjStm"))).Members["text"]);
    }

    [Fact]
    public void A_file_attached_to_a_PDF_is_opened()
    {
        var zip = Encoding.Latin1.GetString(Make.Zip(("a.txt", Make.Utf8("key"))));
        Assert.Equal("key", Opened.Of(Make.Pdf(Make.FlateStream(zip, "/Type /EmbeddedFile"))).Members["attached-1!a.txt"]);
    }

    [Fact]
    public void An_encrypted_PDF_is_not_taken_for_read()
    {
        Assert.Equal(["Skipped an encrypted PDF; no password is tried"], Opened.Of(Make.Utf8("%PDF-1.7\ntrailer << /Encrypt 5 0 R >>\n")).Said);
    }

    [Fact]
    public void Rows_of_a_database_are_lines()
    {
        Assert.Equal("user\tsecret\t\n", Opened.Of(Sqlite.OfRows(("user", "secret"))).Members["rows"]);
    }

    [Fact]
    public void A_row_larger_than_its_page_is_whole()
    {
        var large = new string('x', 3000);
        Assert.Equal($"user\t{large}\t\n", Opened.Of(Sqlite.OfRows(("user", large))).Members["rows"]);
    }

    [Fact]
    public void Overflow_pages_in_a_circle_end()
    {
        var file = Sqlite.OfRows(("user", new string('x', 3000)));
        for (var page = 1024; page < file.Length; page += 512)
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(page), 3);
        Assert.StartsWith("user\t", Opened.Of(file).Members["rows"], StringComparison.Ordinal);
    }
}
