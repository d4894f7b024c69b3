using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake;

/// <summary>Why a report gave no fact.</summary>
/// <param name="File">The report's path, as it was given, without control characters.</param>
/// <param name="Position">Where in it; null where it is about the whole file.</param>
/// <param name="Message">What is wrong, one sentence without the place and without a full stop.</param>
/// <param name="Remedy">What to do, likewise.</param>
public sealed record ImportProblem(string File, SourcePosition? Position, string Message, string Remedy)
{
    /// <summary><c>file:line:column: message: remedy</c></summary>
    public override string ToString() => $"{File}{(Position is { } at ? ":" + at : "")}: {Message}: {Remedy}";
}

/// <summary>The facts of a report, or the problems that left it without any. Never both: half a report is no report.</summary>
public sealed record ImportResult
{
    private ImportResult(ImmutableArray<Fact> facts, ImmutableArray<ImportProblem> problems)
    {
        Facts = facts;
        Problems = problems;
    }

    /// <summary>In the order of the report.</summary>
    public ImmutableArray<Fact> Facts { get; }

    /// <summary>Empty where there are facts.</summary>
    public ImmutableArray<ImportProblem> Problems { get; }

    /// <summary>The importer that read it; null where none did.</summary>
    public string? Importer { get; init; }

    /// <summary>True where there are facts.</summary>
    public bool Succeeded => Problems.IsEmpty;

    internal static ImportResult Of(ImmutableArray<Fact> facts) => new(facts, []);

    internal static ImportResult Fail(params ImmutableArray<ImportProblem> problems) => new([], problems);
}
