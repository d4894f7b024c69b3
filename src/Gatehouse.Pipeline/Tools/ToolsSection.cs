using Gatehouse.Configuration;
using Gatehouse.Intake;
using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Tools;

/// <summary><c>tools</c>: tools of others that <c>run</c> starts.</summary>
[Section]
internal sealed class ToolsSection : ISection
{
    /// <summary>Kinds that a tool of the user's own may give: the others are people's words, or a build's.</summary>
    public static readonly FactKind[] Kinds =
        [FactKind.SecretsScan, FactKind.CodeScan, FactKind.VulnerabilityScan, FactKind.LicenseScan, FactKind.ConfigurationScan, FactKind.WebScan, FactKind.OtherScan, FactKind.Sbom, FactKind.TestRun];

    public string Name => "tools";

    public string Description => "Tools of others that run and gate start, by name: gatehouse tools lists those that are known.";

    public Shape Shape { get; } = new MapShape(new ObjectShape(
        new Field("scans", Shape.TextList, "What it is to look for, in the tool's own words."),
        new Field("timeout", Shape.Duration, "It is ended after this time, and its criteria are undecided.") { Default = "5m" },
        new Field("memory", new IntegerShape(16, 1 << 20), "MiB that it may hold with its children.") { Default = "4096" },
        new Field("exclude", Shape.GlobList, "Paths whose findings do not count, beside those of exclude."),
        new Field("variables", new ListShape(new TextShape(CheckVariable)), "Names of variables that it needs beside the usual ones."),
        new Field("arguments", Shape.TextList, "More arguments of the command."),
        new Field("repository-config", Shape.Boolean, "Let the repository's own configuration of the tool hold, which the change under judgement may have written.") { Default = "false" },
        new Field("command", Shape.TextList, "A tool of your own: its program and arguments, {root} for the folder, {report} for the file to write."),
        new Field("report", new EnumShape("stdout", "file"), "Where a tool of your own writes its report.") { Default = "stdout" },
        new Field("importer", new TextShape(CheckImporter), "Who reads it: an importer's name, or the path of a page in the repository."),
        new Field("facts", new ListShape(new EnumShape([.. Kinds.Select(FactAges.Name)])), "What a tool of your own looks for."),
        new Field("exit-codes", new ListShape(new IntegerShape(0, 255)), "Exit codes by which a tool of your own says that it ran to its end.") { Default = "0" },
        new Field("network", Shape.Boolean, "Tell a tool of your own of the proxy.") { Default = "false" }));

    // The job's own tokens would let a tool, or what it reads, speak in our name.
    private static string? CheckVariable(string name) =>
        name.Contains('=', StringComparison.Ordinal) ? "a variable's name is wanted, without a value"
        : ToolEnvironment.IsOurs(name) ? "this variable is for us alone and is given to no tool"
        : null;

    private static string? CheckImporter(string name)
    {
        if (ToolPages.IsPage(name))
            return Path.IsPathRooted(name) || name.Split('/', '\\').Contains("..") ? "a page is named by its path in the repository" : null;
        return ReportIntake.Importers.Any(importer => importer.Name == name) ? null : $"there is no importer of that name. {NearestName.Suggest(name, ReportIntake.Importers.Select(importer => importer.Name))}";
    }
}
