using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Intake;

/// <summary>What is known beside the report.</summary>
public sealed record ImportContext
{
    /// <summary>What the report is about where it names no digest itself; null where nobody said.</summary>
    public Subject? Subject { get; init; }

    /// <summary>The producer's name in place of the report's own.</summary>
    public string? Producer { get; init; }

    /// <summary>The absolute path of the working tree that the subject is checked out at: a tool that ran there and wrote absolute paths means files of it. Null where there is none.</summary>
    public string? Root { get; init; }

    /// <summary>The moment of the import: a fact's time where the report states none, and the latest that it may state.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Scans that are known to have run, because we started the tool ourselves: one that the report does not list found nothing.</summary>
    public ImmutableArray<FactKind> Ran { get; init; } = [];
}
