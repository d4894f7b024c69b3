using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools;

/// <summary>Marks a tool for the generated catalog.</summary>
[AttributeUsage(AttributeTargets.Class)]
[CatalogOf(typeof(IForeignTool), "ForeignTools")]
public sealed class ForeignToolAttribute : Attribute;

/// <summary>A tool of others that <c>run</c> can start. A class a tool, and in it nothing but what its documentation says.</summary>
public interface IForeignTool
{
    /// <summary>How it is started and read.</summary>
    ForeignTool Tool { get; }
}

/// <summary>
/// How a tool is started for a report that a machine reads. In arguments <c>{root}</c> is the scanned folder, <c>{report}</c>
/// the file to write, <c>{scratch}</c> an empty folder of this start, <c>{cache}</c> a folder that stays, <c>{modules}</c> the
/// <c>node_modules</c> that holds the program, <c>{scans}</c> the chosen scans; an argument that is exactly <c>{own}</c>,
/// <c>{more}</c>, <c>{exclude}</c> or <c>{files}</c> stands for many.
/// </summary>
public sealed record ForeignTool
{
    /// <summary>Lower-case, as policy names it.</summary>
    public required string Name { get; init; }

    /// <summary>As people write it; the producer of its facts.</summary>
    public required string Title { get; init; }

    /// <summary>Names of its program; the first that is found is taken.</summary>
    public required ImmutableArray<string> Programs { get; init; }

    /// <summary>What makes it say its version.</summary>
    public ImmutableArray<string> Version { get; init; } = ["--version"];

    /// <summary>The command's arguments.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>What stands for <c>{own}</c>: options that keep the repository's own configuration out. Left away where policy lets it in.</summary>
    public ImmutableArray<string> Own { get; init; } = [];

    /// <summary>What is written for each pattern of policy that is left out, with <c>{glob}</c> in it; empty where the tool takes none.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Files of ours by their name in <c>{scratch}</c>.</summary>
    public ImmutableArray<(string Name, string Text)> Settings { get; init; } = [];

    /// <summary>Variables that it is given beside those of <see cref="ToolEnvironment"/>.</summary>
    public ImmutableArray<(string Name, string Value)> Variables { get; init; } = [];

    /// <summary>True where the report is the file <c>{report}</c>, false where it is standard output.</summary>
    public bool WritesFile { get; init; }

    /// <summary>True where it must be started in the scanned folder; else that is an empty one, where no configuration lies.</summary>
    public bool StartsInRoot { get; init; }

    /// <summary>The importer that reads its report: a name, or the path of a page.</summary>
    public required string Importer { get; init; }

    /// <summary>What it can look for.</summary>
    public required ImmutableArray<ToolScan> Scans { get; init; }

    /// <summary>Exit codes by which it says that it ran to its end.</summary>
    public ImmutableArray<int> Codes { get; init; } = [0];

    /// <summary>Exit codes by which it says that there was nothing to look at.</summary>
    public ImmutableArray<int> NothingCodes { get; init; } = [];

    /// <summary>Where it takes files, those of the tree that it is given; empty where it takes the folder.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Names of the files that it can judge, where it takes the folder and its report does not say whether one was there; it is not started where none lies in the tree.</summary>
    public ImmutableArray<string> Judges { get; init; } = [];

    /// <summary>Interpreters whose scripts it is given as well, by their first line.</summary>
    public ImmutableArray<string> Interpreters { get; init; } = [];

    /// <summary>Files at the root that it judges; copied beside it where <see cref="Copies"/>. Without the first there is nothing to judge.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>True where the files of <see cref="Needs"/> are copied to where it is started, so that nothing else of the tree is seen.</summary>
    public bool Copies { get; init; }

    /// <summary>True where it asks the network: only such a tool is told of a proxy.</summary>
    public bool AsksNetwork { get; init; }

    /// <summary>How people install it.</summary>
    public required string Install { get; init; }

    /// <summary>How its command line was checked: against which release, and whether it was run.</summary>
    public string Checked { get; init; } = "";

    /// <summary>What of the scanned tree it still lets itself be told by, in a sentence; empty for nothing known.</summary>
    public string Remains { get; init; } = "";
}

/// <summary>Something that a tool can look for.</summary>
/// <param name="Name">The tool's own word for it.</param>
/// <param name="Kind">The fact that it gives.</param>
/// <param name="IsUsual">Whether it is looked for where policy does not say.</param>
public sealed record ToolScan(string Name, FactKind Kind, bool IsUsual = true);
