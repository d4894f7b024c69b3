using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Threats;

/// <summary>A threat model as it was read, and all that is wrong with it.</summary>
/// <param name="Model">What is sound in it. With problems it is not the whole, and must not be taken for it.</param>
/// <param name="Problems">Sorted by file and place; empty where it is sound.</param>
public sealed record ThreatModelResult(ThreatModelPredicate Model, ImmutableArray<ThreatModelProblem> Problems)
{
    /// <summary>Partial where anything is wrong: a gate then fails by what is there or is undecided, and never passes.</summary>
    public Completeness Completeness => Problems.Length == 0 ? Completeness.Complete : Completeness.Partial;

    /// <summary>The problems as a fact carries them.</summary>
    public ImmutableArray<ScanNotice> Notices =>
        [.. Problems.Select(problem => new ScanNotice(NoticeKind.Unread, problem.File, $"line {problem.Position.Line}: {problem.Message}. {problem.Remedy}."))];
}

/// <summary>One thing that is wrong: where, what, and how to mend it.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Position">Line and column.</param>
/// <param name="Message">What is wrong, without a full stop.</param>
/// <param name="Remedy">What to write instead, without a full stop.</param>
public sealed record ThreatModelProblem(string File, SourcePosition Position, string Message, string Remedy)
{
    /// <summary><c>threats/pay.yaml:3:9: … Remedy.</c></summary>
    public override string ToString() => $"{File}:{Position}: {Message}. {Remedy}.";
}
