using System.Text;
using CsCheck;

namespace Gatehouse.Text.Tests;

public class CsvTests
{
    private static (CsvTable? Table, TextError? Error) Parse(string text, TextLimits? limits = null) => Csv.Parse(Encoding.UTF8.GetBytes(text), limits);

    private static string[][] Cells(string text)
    {
        var (table, error) = Parse(text);
        Assert.Null(error);
        return [.. table!.Rows.Select(row => row.Cells.ToArray())];
    }

    [Fact]
    public void Quoted_cells_hold_delimiters_line_ends_and_quotes() =>
        Assert.Equal([["a", "b"], ["1,2", "say \"x\"\r\nand y"], ["", "z"]], Cells("a,b\r\n\"1,2\",\"say \"\"x\"\"\r\nand y\"\r\n,z\r\n"));

    [Theory]
    [InlineData("a;b;c\n1,5;2;3", ';')]
    [InlineData("a\tb\tc\n1\t2;2\t3", '\t')]
    [InlineData("a,b\n1;2;3,4", ';')]
    [InlineData("a|b|c\n1|2|3", '|')]
    [InlineData("\"a;b;c\",d\n1,2", ',')]
    [InlineData("one", ',')]
    public void The_delimiter_is_what_a_line_holds_most_of(string text, char delimiter) => Assert.Equal(delimiter, Parse(text).Table!.Delimiter);

    [Fact]
    public void Rows_know_their_line_whatever_lies_in_quotes_before() =>
        Assert.Equal([1, 2, 5], Parse("a,b\n\"x\ny\",1\n\n2,3\n").Table!.Rows.Select(row => row.Line));

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_name() => Assert.Equal([["a", "b"]], Cells("\uFEFFa,b"));

    [Fact]
    public void A_quote_within_an_unquoted_cell_is_a_character() => Assert.Equal([["5\" disk", "b"]], Cells("5\" disk,b\n"));

    [Theory]
    [InlineData("a,b\n1,\"open", "2:3: a quoted cell has no end")]
    [InlineData("a,b\n\"x\"y,2", "2:4: text follows the closing quote of a cell")]
    public void What_is_broken_is_told_with_its_place(string text, string expected)
    {
        var (table, error) = Parse(text);
        Assert.Null(table);
        Assert.Equal(expected, $"{error!.Position}: {error.Message}");
    }

    [Fact]
    public void Bytes_and_cells_are_bounded()
    {
        Assert.Contains("at most 4", Parse("a,b,c", new TextLimits { MaxBytes = 4 }).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("more cells", Parse(new string(',', 100), new TextLimits { MaxNodes = 50 }).Error!.Message, StringComparison.Ordinal);
        Assert.NotNull(Parse(new string(',', 100)).Table);
    }

    [Fact]
    public void Nothing_makes_it_throw() =>
        Gen.Char["a,;\t|\"\r\n "].Array[0, 40].Sample(chars => Parse(new string(chars)) is (not null, null) or (null, not null), iter: 20_000);
}
