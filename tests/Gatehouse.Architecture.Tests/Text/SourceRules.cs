using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gatehouse.Architecture.Tests.Text;

/// <summary>What holds for every C# file in src. Each rule gives the places that break it.</summary>
internal static partial class SourceRules
{
    private const int MostLines = 400;

    private static readonly string[] JunkDrawers = ["Common", "Core", "Shared", "Util", "Utils", "Utilities", "Helper", "Helpers", "Manager", "Managers"];

    /// <summary>Only the runner may catch what it does not know: it isolates engines. Everywhere else a filter names what is expected.</summary>
    public static IEnumerable<string> CatchesEverything(Tree tree) =>
        from file in Parsed(tree)
        where !file.Path.StartsWith("src/Gatehouse.Engine/Running/", StringComparison.Ordinal)
        from clause in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where clause.Filter is null && clause.Declaration?.Type.ToString() is null or "Exception" or "System.Exception"
        select Place(file.Path, clause);

    public static IEnumerable<string> EmptyCatches(Tree tree) =>
        from file in Parsed(tree)
        from clause in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where clause.Block.Statements.Count == 0
        select Place(file.Path, clause);

    public static IEnumerable<string> Unfinished(Tree tree) =>
        from file in tree.Below("src/", ".cs")
        from line in file.Text.Split('\n').Index()
        where UnfinishedWords().IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1}";

    public static IEnumerable<string> TooLong(Tree tree) =>
        from file in tree.Below("src/", ".cs")
        let lines = file.Text.AsSpan().TrimEnd('\n').Count('\n') + 1
        where lines > MostLines
        select $"{file.Path} has {lines} lines";

    /// <summary>A file, folder, project or type whose whole name, or last word, says only that things were put together.</summary>
    public static IEnumerable<string> JunkDrawerNames(Tree tree)
    {
        var paths =
            from path in tree.Paths
            where path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("tools/", StringComparison.Ordinal) || path.StartsWith("tests/", StringComparison.Ordinal)
            from part in path.Split('/')
            from name in part.Split('.')
            where IsJunkDrawer(name)
            select path;
        var types =
            from file in Parsed(tree)
            from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            where IsJunkDrawer(type.Identifier.Text)
            select Place(file.Path, type);
        return paths.Concat(types).Distinct();
    }

    private static bool IsJunkDrawer(string name) =>
        JunkDrawers.Any(word => name == word || (name.EndsWith(word, StringComparison.Ordinal) && char.IsAsciiLetterLower(name[^(word.Length + 1)])));

    private static IEnumerable<(string Path, SyntaxNode Root)> Parsed(Tree tree) =>
        tree.Below("src/", ".cs").Select(file => (file.Path, CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot()));

    private static string Place(string path, SyntaxNode node) => $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex UnfinishedWords();
}
