using System.Text;
using Gatehouse.Engine.Directives;

namespace Gatehouse.Engine.Tests;

public sealed class DirectiveTests
{
    [Theory]
    [InlineData("key = 1 # gitleaks:allow", "gitleaks:allow [] ''")]
    [InlineData("x = f() # nosemgrep", "nosemgrep [] ''")]
    [InlineData("x = f() // nosemgrep: rules.one, rules.two because", "nosemgrep [rules.one rules.two] ''")]
    [InlineData("# checkov:skip=CKV_AWS_20:public on purpose", "checkov:skip [CKV_AWS_20] 'public on purpose' alone")]
    [InlineData("  // NOSONAR the map is bounded", "NOSONAR [] 'the map is bounded' alone")]
    [InlineData("a(); /* gatehouse:ignore toy-todo,CVE-2020-1 a test value */ b();", "gatehouse:ignore [toy-todo CVE-2020-1] 'a test value'")]
    [InlineData("<!-- gatehouse:ignore a, b for now -->", "gatehouse:ignore [a b] 'for now' alone")]
    [InlineData("-- gatehouse:ignore", "gatehouse:ignore [] '' alone")]
    [InlineData("x = XNOSONARY + nosemgrep_table", "")]
    public void A_directive_is_read_with_its_ids_and_reason(string line, string expected)
    {
        Assert.Equal(expected, Shown("first\n\n" + line + "\nlast", 3));
    }

    [Fact]
    public void Several_on_several_lines_come_in_order_with_Windows_line_ends()
    {
        var found = DirectiveFinder.Find("a", "x // NOSONAR\r\n# gitleaks:allow\r\ny // nosemgrep: z\r\n"u8);

        Assert.Equal([("NOSONAR", 1), ("gitleaks:allow", 2), ("nosemgrep", 3)], found.Select(directive => (directive.Syntax, directive.Line)));
        Assert.Equal(["z"], found[2].Ids);
    }

    [Fact]
    public void A_file_full_of_them_is_bounded()
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("NOSONAR ", 50_000)));

        Assert.Equal(DirectiveFinder.MostInOneFile, DirectiveFinder.Find("a", text).Length);
    }

    [Fact]
    public void They_are_looked_for_only_in_files_with_something_to_ignore()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", "TODO-TOY\nx // NOSONAR\n").Write("b.txt", "x // NOSONAR\n");

        var directive = Assert.Single(Scan.Tree(folder).Directives);

        Assert.Equal(("a.txt", 2), (directive.Path, directive.Line));
    }

    private static string Shown(string text, int line)
    {
        var found = DirectiveFinder.Find("a", Encoding.UTF8.GetBytes(text));
        return string.Join(" | ", found.Select(directive =>
        {
            Assert.Equal(line, directive.Line);
            return $"{directive.Syntax} [{string.Join(' ', directive.Ids)}] '{directive.Reason}'{(directive.StandsAlone ? " alone" : "")}";
        }));
    }
}
