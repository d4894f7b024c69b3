using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gatehouse.Architecture.Tests.Build;

/// <summary>A misspelt line bans nothing, and the analyzer says nothing of it.</summary>
public class BannedSymbolTests
{
    [Fact]
    public void Every_line_names_a_symbol_that_exists_and_its_replacement() => Hold.All(Problems(Tree.Repository["BannedSymbols.txt"]));

    [Theory]
    [InlineData("P:System.DateTime.Nov;Take a TimeProvider", "P:System.DateTime.Nov names nothing")]
    [InlineData("T:System.Console", "T:System.Console names no replacement")]
    public void A_line_that_bans_nothing_is_told(string line, string problem) => Assert.Equal([problem], Problems(line));

    private static List<string> Problems(string bannedSymbols)
    {
        var compilation = CSharpCompilation.Create("empty", references: References.Runtime);
        var problems = new List<string>();
        foreach (var line in bannedSymbols.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var id = line.Split(';')[0];
            if (DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is null)
                problems.Add(id + " names nothing");
            if (line.Split(';') is not [_, { Length: > 3 }])
                problems.Add(id + " names no replacement");
        }

        return problems;
    }
}
