using System.Text.RegularExpressions;

namespace Gatehouse.Architecture.Tests.Documentation;

/// <summary>Documentation that names what is not there is wrong.</summary>
internal static partial class DocumentationRules
{
    // A path in backticks is one of the repository where it begins with one of these.
    private static readonly string[] Roots = ["src/", "docs/", "tests/", "tools/", "rules/", "build/", "bench/", ".ci/"];

    public static IEnumerable<string> DeadLinks(Tree tree) =>
        from page in Pages(tree)
        from Match link in Link().Matches(CodeSpan().Replace(page.Text, ""))
        let target = link.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
        where !tree.Has(Resolve(page.Path, target))
        select $"{page.Path}: {target}";

    public static IEnumerable<string> DeadPaths(Tree tree) =>
        from page in Pages(tree)
        from Match code in Code().Matches(page.Text)
        let path = Fixed(code.Groups["path"].Value)
        where Roots.Any(root => path.StartsWith(root, StringComparison.Ordinal)) && !tree.Has(path)
        select $"{page.Path}: {path}";

    /// <summary>docs/STRUCTURE.md has a heading for every project outside tests, with its layer where it has one.</summary>
    public static IEnumerable<string> StructureDifferences(Tree tree)
    {
        var headings = tree["docs/STRUCTURE.md"].Split('\n').ToHashSet(StringComparer.Ordinal);
        return
            from project in tree.Below("", ".csproj")
            where !project.Path.StartsWith("tests/", StringComparison.Ordinal)
            let layer = Layer().Match(project.Text) is { Success: true } match ? $" ({match.Groups["number"].Value})" : ""
            let heading = "### " + Path.GetFileNameWithoutExtension(project.Path) + layer
            where !headings.Contains(heading)
            select heading + " is missing";
    }

    /// <summary>docs/dependencies.md gives a reason for every package, and names none that is gone.</summary>
    public static IEnumerable<string> PackageDifferences(Tree tree)
    {
        var pinned = PackageVersion().Matches(tree["Directory.Packages.props"]).Select(match => match.Groups["name"].Value).ToList();
        var explained = PackageHeading().Matches(tree["docs/dependencies.md"]).Select(match => match.Groups["name"].Value).ToList();
        return pinned.Except(explained).Select(name => name + " has no reason").Concat(explained.Except(pinned).Select(name => name + " is not pinned"));
    }

    private static IEnumerable<(string Path, string Text)> Pages(Tree tree) =>
        tree.Below("docs/", ".md").Concat(tree.Below("", ".md").Where(page => !page.Path.Contains('/', StringComparison.Ordinal)));

    private static string Resolve(string page, string target)
    {
        var parts = new List<string>(page.Split('/')[..^1]);
        foreach (var part in target.Split('/').Where(part => part is not ("" or ".")))
        {
            if (part == "..")
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    // rules/secrets/<provider>/<id>.yaml → rules/secrets: what stands before the first part that the reader fills in.
    private static string Fixed(string path)
    {
        var kept = path.TrimEnd('/').Split('/').TakeWhile(part => part.IndexOfAny(['<', '*', '{', '…', '$']) < 0 && part != "NNN-title.md").ToList();
        return kept.Count == 1 ? kept[0] + "/" : string.Join('/', kept);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    // As many back-ticks close as open (CommonMark §6.1); a fence is one too.
    [GeneratedRegex(@"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", RegexOptions.Singleline)]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"`(?<path>[^`\s]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("<Layer>(?<number>[0-9]+)</Layer>")]
    private static partial Regex Layer();

    [GeneratedRegex("<PackageVersion Include=\"(?<name>[^\"]+)\"")]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex PackageHeading();
}
