using System.Collections.Immutable;
using Gatehouse.Configuration;
using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Tools;

/// <summary>Makes named tools of a <c>tools</c> section that is sound by its shape, with the checks that need more.</summary>
public static class ToolsReader
{
    private static readonly string[] Wanted = ["importer", "facts"];
    private static readonly string[] NotForOwn = ["scans", "arguments"];
    private static readonly string[] OwnKeys = ["report", "importer", "facts", "exit-codes", "network"];

    /// <summary>The tools by name; with problems there are none.</summary>
    public static (ImmutableArray<NamedTool> Tools, ImmutableArray<ConfigurationProblem> Problems) Read(ConfigurationValue root, IEnumerable<ForeignTool> known)
    {
        var byName = known.ToDictionary(tool => tool.Name, StringComparer.Ordinal);
        var problems = new List<ConfigurationProblem>();
        var tools = new List<NamedTool>();
        foreach (var (name, value) in root["tools"].Entries())
        {
            if ((byName.TryGetValue(name, out var tool) ? Known(tool, value, problems) : Own(name, value, byName.Keys, problems)) is { } named)
                tools.Add(named);
        }

        return problems.Count > 0 ? ([], [.. problems]) : ([.. tools.OrderBy(tool => tool.Tool.Name, StringComparer.Ordinal)], []);
    }

    private static NamedTool Known(ForeignTool tool, ConfigurationValue value, List<ConfigurationProblem> problems)
    {
        foreach (var key in OwnKeys.Prepend("command").Where(key => value[key].IsPresent))
            problems.Add(value[key].Problem($"{tool.Name} is known, and its {key} is not yours to state", "Remove the key, or give your command another name"));
        var scans = tool.Scans.Where(scan => scan.IsUsual).ToImmutableArray();
        if (value["scans"].IsPresent)
        {
            foreach (var item in value["scans"].Items().Where(item => tool.Scans.All(scan => scan.Name != item.Text())))
                problems.Add(item.Problem($"{tool.Name} has no scan of that name", NearestName.Suggest(item.Text(), tool.Scans.Select(scan => scan.Name))));
            scans = [.. tool.Scans.Where(scan => value["scans"].Texts().Contains(scan.Name))];
        }

        return With(new NamedTool { Tool = tool, Scans = scans }, value);
    }

    private static NamedTool? Own(string name, ConfigurationValue value, IEnumerable<string> known, List<ConfigurationProblem> problems)
    {
        if (!value["command"].IsPresent)
        {
            problems.Add(value.Problem($"no tool \"{name}\" is known, and no command is stated", $"{NearestName.Suggest(name, known)}. Or state command, importer and facts of a tool of your own"));
            return null;
        }

        if (name.Length > 40 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            problems.Add(value.Problem("the name of a tool has lower-case letters, digits and dashes", "Give it such a name"));
        foreach (var key in Wanted.Where(key => !value[key].IsPresent))
            problems.Add(value.Problem($"\"{key}\" is missing", key == "facts" ? "State which facts the tool owes, so that its failure leaves their criteria undecided" : "Name the importer that reads its report"));
        foreach (var key in NotForOwn.Where(key => value[key].IsPresent))
            problems.Add(value[key].Problem($"a tool of your own has no {key}", key == "scans" ? "Write facts" : "Write them into command"));
        var command = value["command"].Texts();
        var report = value["report"].Text("stdout");
        if (report == "file" && !command.Any(part => part.Contains("{report}", StringComparison.Ordinal)))
            problems.Add(value["command"].Problem("the report is a file, and the command does not say where it is written", "Write {report} where the command takes the file's name"));
        var codes = value["exit-codes"].Items().Select(item => (int)item.Integer(0)).ToImmutableArray();
        var kinds = value["facts"].Texts().Select(word => ToolsSection.Kinds.First(kind => FactAges.Name(kind) == word));
        var tool = new ForeignTool
        {
            Name = name,
            Title = name,
            Programs = [command[0]],
            Arguments = [.. command.Skip(1)],
            WritesFile = report == "file",
            StartsInRoot = true,
            Importer = value["importer"].Text(),
            Scans = [.. kinds.Distinct().Select(kind => new ToolScan(FactAges.Name(kind), kind))],
            Codes = codes.Length > 0 ? codes : [0],
            AsksNetwork = value["network"].Boolean(false),
            Install = $"install {command[0]} where PATH finds it, outside the repository",
        };
        return With(new NamedTool { Tool = tool, IsOwn = true, Scans = tool.Scans }, value);
    }

    private static NamedTool With(NamedTool tool, ConfigurationValue value) => tool with
    {
        Timeout = value["timeout"].Duration(tool.Timeout),
        Memory = value["memory"].Integer(tool.Memory >> 20) << 20,
        Exclude = [.. value["exclude"].Texts()],
        Variables = [.. value["variables"].Texts()],
        Arguments = [.. value["arguments"].Texts()],
        UsesRepositoryConfiguration = value["repository-config"].Boolean(false),
    };
}
