using System.CommandLine;
using System.CommandLine.Parsing;
using Gatehouse.Cli.Verbs;

namespace Gatehouse.Cli;

/// <summary>The command's verbs, and what is said when the words do not fit them.</summary>
internal static class CommandLine
{
    public static int Run(string[] args, App app)
    {
        if (args.Length == 0 || args is ["help" or "-h" or "--help"])
            return Help.First(app);
        if (args is ["help", "all", .. var rest])
            return Help.All(app, Build(app), markdown: rest is ["--format", "markdown"]);
        if (args is ["help", .. var verb])
            args = [.. verb, "--help"];

        var parsed = Build(app).Parse(args, new ParserConfiguration { EnablePosixBundling = false });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                app.Terminal.Error.WriteLine("gatehouse: " + Gatehouse.Host.Terminal.Clean(error.Message));
            var name = parsed.CommandResult.Command is RootCommand ? "gatehouse help all" : $"gatehouse {Path(parsed.CommandResult)} --help";
            app.Terminal.Error.WriteLine($"See {name}");
            return 2;
        }

        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = app.Terminal.Output, Error = app.Terminal.Error });
    }

    private static RootCommand Build(App app)
    {
        var root = new RootCommand("Decides whether a change may go on, at seven gates from plan to operate, and can prove why.");
        foreach (var verb in AllVerbs.Of(app))
            root.Subcommands.Add(verb);
        return root;
    }

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult { Command: not RootCommand } parent ? Path(parent) + " " + result.Command.Name : result.Command.Name;
}
