using Gatehouse.Host;

namespace Gatehouse.Pipeline.Tools;

/// <summary>Where a tool's program is on this machine.</summary>
/// <param name="File">Its path; null where it is not here.</param>
/// <param name="Problem">Why it is not to be had, with the remedy.</param>
internal sealed record ToolProgram(string? File, string? Problem)
{
    /// <summary>Looks on PATH, outside the tree that is judged: a program that the change could bring would judge it.</summary>
    public static ToolProgram Find(NamedTool tool, HostEnvironment host, string tree)
    {
        if (tool.IsOwn && Path.IsPathFullyQualified(tool.Tool.Programs[0]))
        {
            var file = tool.Tool.Programs[0];
            return ProgramSearch.IsWithin(file, tree) ? Inside(file) : ProgramSearch.IsProgram(file) ? new ToolProgram(file, null) : new ToolProgram(null, $"{file} is not here: {tool.Tool.Install}");
        }

        if (tool.Tool.Programs.Any(name => name.AsSpan().IndexOfAny('/', '\\') >= 0))
            return new ToolProgram(null, $"{tool.Tool.Programs[0]} lies in the repository, where the change under judgement could replace it: name a program on PATH or by its absolute path");
        var (found, refused) = ProgramSearch.Find(tool.Tool.Programs, host.Variables, tree);
        if (found is not null)
            return new ToolProgram(found, null);
        return refused is not null || FoundInside(tool, host, tree) is { } inside && (refused = inside) is not null
            ? Inside(refused)
            : new ToolProgram(null, $"{tool.Tool.Programs[0]} is not on PATH: {tool.Tool.Install}");
    }

    /// <summary>The <c>node_modules</c> above the program, its links followed; empty where none is.</summary>
    public static string ModulesOf(string program)
    {
        var target = new FileInfo(program).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? program;
        for (var folder = Path.GetDirectoryName(target); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.GetFileName(folder) == "node_modules")
                return folder;
        }

        return "";
    }

    private static ToolProgram Inside(string file) =>
        new(null, $"{file} lies in the repository that is judged, so a change could replace it: install the tool elsewhere, and put that on PATH");

    private static string? FoundInside(NamedTool tool, HostEnvironment host, string tree) => host.Variable("PATH")?.Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0 && Path.IsPathFullyQualified(folder) && ProgramSearch.IsWithin(folder, tree))
        .SelectMany(folder => tool.Tool.Programs.Select(name => Path.Combine(folder, name))).FirstOrDefault(ProgramSearch.IsProgram);
}
