using System.Text;
using System.Text.Json;

namespace Gatehouse.Intake.Tests;

public sealed class RedactionTests
{
    private static readonly string Hidden = "hid" + "den-value";

    [Theory]
    [InlineData("Secret")]
    [InlineData("Match")]
    [InlineData("password")]
    [InlineData("TOKEN")]
    [InlineData("Raw")]
    [InlineData("response-header")]
    [InlineData("raw_source_code_extract")]
    public void The_values_of_telling_names_become_their_length(string name) =>
        Assert.Equal($$"""[ {"RuleID":"a", "{{name}}" : "[redacted: 12 characters]", "Line": 3 } ]""", Apply($$"""[ {"RuleID":"a", "{{name}}" : "{{Hidden}}", "Line": 3 } ]"""));

    [Fact]
    public void A_name_with_an_escape_in_it_is_seen_through() => Assert.DoesNotContain(Hidden, Apply($$"""{"S\u0065cret":"{{Hidden}}"}"""));

    [Fact]
    public void What_lies_below_such_a_name_goes_too() =>
        Assert.Equal("""{"secret":{"a":["[redacted: 12 characters]",{"b":"[redacted: 4 characters]"}]},"after":"kept","n":5}""", Apply($$"""{"secret":{"a":["{{Hidden}}",{"b":1234}]},"after":"kept","n":5}"""));

    [Fact]
    public void Quoted_source_goes_and_its_line_numbers_stay() =>
        Assert.Equal("""{"Code":{"Lines":[{"Number":7,"Content":"[redacted: 12 characters]"}]},"region":{"startLine":1,"snippet":{"text":"[redacted: 12 characters]"}},"code":"E501"}""",
            Apply($$$"""{"Code":{"Lines":[{"Number":7,"Content":"{{{Hidden}}}"}]},"region":{"startLine":1,"snippet":{"text":"{{{Hidden}}}"}},"code":"E501"}"""));

    [Fact]
    public void The_traffic_of_web_scanners_goes_and_the_texts_of_matches_go() =>
        Assert.Equal("""{"issue":{"request":[{"data":"[redacted: 12 characters]","length":9}],"response":"[redacted: 12 characters]"},"results":[{"name":"n","matches":["[redacted: 12 characters]"]}],"matches":[{"id":"kept"}]}""",
            Apply($$"""{"issue":{"request":[{"data":"{{Hidden}}","length":9}],"response":"{{Hidden}}"},"results":[{"name":"n","matches":["{{Hidden}}"]}],"matches":[{"id":"kept"}]}"""));

    [Fact]
    public void Everything_else_stays_byte_for_byte()
    {
        const string Report = "{\r\n\t\"a\" : [1.50, true, null, \"\\u00e9 ü\"],\"secrets\":{} }\n";
        Assert.Equal(Report, Apply(Report));
    }

    [Fact]
    public void Json_lines_stay_lines_and_a_broken_one_is_not_kept()
    {
        var lines = Apply($"{{\"token\":\"{Hidden}\"}}\n{{\"token\":\"{Hidden}\n{{\"rule\":\"r\"}}\n").Split('\n');
        Assert.Equal(["""{"token":"[redacted: 12 characters]"}""", "\"[not readable as JSON: 22 bytes not kept]\"", """{"rule":"r"}""", ""], lines);
        Assert.All(lines[..3], line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void A_truncated_document_is_not_kept() => Assert.DoesNotContain(Hidden, Apply($"{{\"a\":1,\n\"Secret\":\"{Hidden}"));

    [Fact]
    public void Traffic_and_captured_output_in_xml_go() =>
        Assert.Equal("""<?xml version="1.0" encoding="utf-8"?><r a="1"><requestheader>[redacted: 12 characters]</requestheader><system-out>[redacted: 12 characters]</system-out><x>kept</x></r>""",
            Apply($"<r a=\"1\"><requestheader>{Hidden}</requestheader><system-out><![CDATA[{Hidden}]]></system-out><x>kept</x></r>"));

    [Theory]
    [InlineData("RawRequest")]
    [InlineData("RawResponse")]
    [InlineData("VulnerableSession")]
    [InlineData("Snippet")]
    public void Traffic_and_source_by_the_names_of_other_tools_go_too(string name) => Assert.DoesNotContain(Hidden, Apply($"<r><{name}><![CDATA[{Hidden}]]></{name}></r>"));

    [Fact]
    public void An_archive_is_not_kept() => Assert.Equal("an archive: not kept\n", Encoding.UTF8.GetString(Redaction.Apply(Packed.Of(("a.txt", Hidden)))));

    [Theory]
    [InlineData("<a><b>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>")]
    public void Xml_that_is_refused_is_not_kept(string xml) => Assert.Equal("<!-- not readable as XML: not kept -->\n", Apply(xml));

    [Theory]
    [InlineData("{\"HttpRequest\":{\"Method\":\"GET\",\"Content\":\"HIDDEN\"}}")]
    [InlineData("{\"HttpResponse\":\"HIDDEN\"}")]
    [InlineData("{\"event\":\"HIDDEN\",\"json_event\":\"HIDDEN\"}")]
    public void Traffic_in_json_goes(string report) => Assert.DoesNotContain(Hidden, Apply(report.Replace("HIDDEN", Hidden, StringComparison.Ordinal)));

    [Fact]
    public void Text_is_kept_as_it_is() => Assert.Equal("SPDXVersion: SPDX-2.3\n", Apply("SPDXVersion: SPDX-2.3\n"));

    private static string Apply(string report) => Encoding.UTF8.GetString(Redaction.Apply(Encoding.UTF8.GetBytes(report)));
}
