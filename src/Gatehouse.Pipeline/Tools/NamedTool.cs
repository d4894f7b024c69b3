using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools;

/// <summary>A tool that the policy in force names, with what it says of it.</summary>
public sealed record NamedTool
{
    /// <summary>How it is started.</summary>
    public required ForeignTool Tool { get; init; }

    /// <summary>True where policy itself states the command.</summary>
    public bool IsOwn { get; init; }

    /// <summary>What it is to look for.</summary>
    public required ImmutableArray<ToolScan> Scans { get; init; }

    /// <summary>Wall time.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Bytes of memory, its children's included.</summary>
    public long Memory { get; init; } = 4096L << 20;

    /// <summary>Patterns of paths whose findings do not count.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Names of more variables that it is given.</summary>
    public ImmutableArray<string> Variables { get; init; } = [];

    /// <summary>More arguments.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Whether the repository's own configuration of the tool, and comments that silence it, hold.</summary>
    public bool UsesRepositoryConfiguration { get; init; }

    /// <summary>The kinds of facts that it owes, in order.</summary>
    public ImmutableArray<FactKind> Kinds => [.. Scans.Select(scan => scan.Kind).Distinct().Order()];
}
