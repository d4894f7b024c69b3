using System.Xml.Linq;

namespace Gatehouse.Architecture.Tests.Text;

/// <summary>What holds for every project, the solution and the package settings.</summary>
internal static class ProjectRules
{
    /// <summary>Projects of src without a mirror of their name, and who proves them instead.</summary>
    public static IReadOnlyDictionary<string, string> ProvenElsewhere { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // Generated from rules/secrets: every rule's cases run there.
        ["Gatehouse.Rules.Secrets"] = "Gatehouse.Secrets.Tests",
        // The command is proven as it is used: as a process.
        ["Gatehouse.Cli"] = "Gatehouse.EndToEnd.Tests",
    };

    public static IEnumerable<string> WithoutMirror(Tree tree) =>
        from project in Projects(tree, "src/")
        let name = Name(project.Path)
        let mirror = ProvenElsewhere.GetValueOrDefault(name, name + ".Tests")
        where !tree.Has($"tests/{mirror}/{mirror}.csproj")
        select $"{name} has no tests/{mirror}";

    /// <summary>An exception that is none any more.</summary>
    public static IEnumerable<string> UselessExceptions(Tree tree) =>
        ProvenElsewhere.Keys.Where(name => !tree.Has($"src/{name}/{name}.csproj") || tree.Has($"tests/{name}.Tests/{name}.Tests.csproj"));

    public static IEnumerable<string> WithoutStatement(Tree tree) =>
        from project in Projects(tree, "src/")
        let stated = XDocument.Parse(project.Text).Root!.Elements("PropertyGroup").Elements().Where(property => property.Value.Trim().Length > 0).Select(property => property.Name.LocalName).ToHashSet()
        from wanted in (string[])["Description", "Layer"]
        where !stated.Contains(wanted)
        select $"{project.Path} states no <{wanted}>";

    /// <summary>Gatehouse.slnx against the project files: neither one more nor one less.</summary>
    public static IEnumerable<string> SolutionDifferences(Tree tree)
    {
        var listed = XDocument.Parse(tree["Gatehouse.slnx"]).Descendants("Project").Select(project => project.Attribute("Path")!.Value).ToList();
        var there = tree.Paths.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        return there.Except(listed).Select(path => path + " is not listed")
            .Concat(listed.Except(there).Select(path => path + " is listed and not there"))
            .Concat(listed.GroupBy(path => path).Where(group => group.Count() > 1).Select(group => group.Key + " is listed twice"));
    }

    public static IEnumerable<string> WithoutLockFile(Tree tree) =>
        tree.Paths.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(path => path[..path.LastIndexOf('/')] + "/packages.lock.json").Where(path => !tree.Has(path));

    public static IEnumerable<string> PackageSources(Tree tree) =>
        XDocument.Parse(tree["nuget.config"]).Descendants().Where(element => element.Name.LocalName.Contains("ource", StringComparison.Ordinal)).Select(element => element.Name.LocalName);

    public static IEnumerable<string> LockFileAddresses(Tree tree) =>
        tree.Below("", "packages.lock.json").Where(file => file.Text.Contains("http", StringComparison.OrdinalIgnoreCase)).Select(file => file.Path);

    private static IEnumerable<(string Path, string Text)> Projects(Tree tree, string folder) => tree.Below(folder, ".csproj");

    private static string Name(string path) => Path.GetFileNameWithoutExtension(path);
}
