using System.Text;
using Gatehouse.Intake.Pages;
using Gatehouse.Text;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PagePathTests
{
    private const string Document = """
        { "tool": "T", "rules": [ { "id": "R1", "title": "one" }, { "id": "R2", "title": "two" } ], "by": { "R1": { "n": 1 } },
          "hosts": [ { "name": "h1", "ports": [ { "no": 80, "rule": "R2", "ids": [ { "type": "cve", "value": "CVE-1" }, { "type": "cwe", "value": "79" } ], "a.b": "dot", "none": null, "list": [ 1, [ 2, 3 ] ] } ] }, { "name": "h2", "ports": [] } ] }
        """;

    // The item is the port, below its host, below the document.
    private static Scope Item()
    {
        var document = Scope.Of(Json.Parse(Encoding.UTF8.GetBytes(Document)).Root!);
        var host = new Scope(document.Node["hosts"]!.Items[0], "hosts", document, document.Node);
        return new Scope(host.Node["ports"]!.Items[0], "ports", host, document.Node);
    }

    private static string[] Texts(string path)
    {
        Assert.True(PagePathParser.TryParse(path, out var parsed, out var problem), problem);
        return [.. parsed.Texts(Item(), new PageBudget()).Select(found => found.Text)];
    }

    [Theory]
    [InlineData("no", "80")]
    [InlineData("missing.no", "")]
    [InlineData("none", "")]
    [InlineData("ids.value", "CVE-1 79")]
    [InlineData("ids[0].value", "CVE-1")]
    [InlineData("ids[-1].value", "79")]
    [InlineData("ids[7].value", "")]
    [InlineData("no[0]", "80")]
    [InlineData("ids[type=CVE].value", "CVE-1")]
    [InlineData("ids[type!=cve].value", "79")]
    [InlineData("ids[value^=cve-].type", "cve")]
    [InlineData("ids[value*=VE].type", "cve")]
    [InlineData("ids[type].value", "CVE-1 79")]
    [InlineData("ids[other].value", "")]
    [InlineData("ids[type='cve'].value", "CVE-1")]
    [InlineData("'a.b'", "dot")]
    [InlineData("list", "1 2 3")]
    [InlineData("~", "ports")]
    [InlineData("ids[type=cwe].#", "1")]
    [InlineData("#", "")]
    [InlineData("list.(ids[type=cwe].#)", "2 3")]
    [InlineData("ids.(no)", "")]
    [InlineData("^.name", "h1")]
    [InlineData("^^.tool", "T")]
    [InlineData("^.^.tool", "T")]
    [InlineData("^^^.tool", "")]
    [InlineData("$.tool", "T")]
    [InlineData("$.hosts.name", "h1 h2")]
    [InlineData("$.rules[id=(rule)].title", "two")]
    [InlineData("$.by.(^^.rules[0].id).n", "1")]
    [InlineData("$.by.*.n", "1")]
    [InlineData("$.by.*.~", "R1")]
    [InlineData("$.**.value", "CVE-1 79")]
    public void A_path_leads_to_its_values(string path, string expected) => Assert.Equal(expected, string.Join(' ', Texts(path)));

    [Theory]
    [InlineData("a..b", "two dots")]
    [InlineData("a.", "ends with a dot")]
    [InlineData("a[0", "no end")]
    [InlineData("a['b", "no end")]
    [InlineData("'a", "no end")]
    [InlineData("a[0]b", "a dot is missing")]
    [InlineData("a.$", "only at the start")]
    [InlineData("(a", "no end")]
    [InlineData("a[=x]", "a path is empty")]
    [InlineData("((((((((((a))))))))))", "deeper than 8")]
    public void A_path_that_is_none_says_why(string path, string expected)
    {
        Assert.False(PagePathParser.TryParse(path, out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Loops_within_loops_end_at_the_budget()
    {
        var wide = "[" + string.Join(',', Enumerable.Repeat("{\"a\":1}", 20_000)) + "]";
        var document = Scope.Of(Json.Parse(Encoding.UTF8.GetBytes($$"""{ "l": {{wide}} }""")).Root!);
        Assert.True(PagePathParser.TryParse("l[$.l[a=2]].a", out var path, out _));
        var budget = new PageBudget();
        Assert.Empty(path.Texts(document, budget));
        Assert.True(budget.IsSpent);
    }

    [Fact]
    public void Xml_reads_like_json()
    {
        var (root, _) = Xml.Parse("<r v='1' xmlns='urn:x'><one>text</one><many a='1'>own<b/></many><many a='2'/></r>"u8.ToArray());
        var scope = Scope.Of(XmlTree.Of(root!));
        Assert.Equal("1|text|own|1 2|urn:x", string.Join('|', new[] { "@v", "one", "many[0]", "many.@a", "@xmlns" }.Select(path =>
            PagePathParser.TryParse(path, out var parsed, out _) ? string.Join(' ', parsed.Texts(scope, new PageBudget()).Select(found => found.Text)) : "none")));
    }
}
