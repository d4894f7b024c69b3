using System.Collections.Immutable;

namespace Gatehouse.Model;

/// <summary>A place in a file: lines and columns from 1, columns in UTF-16 code units (SARIF 2.1.0 §3.30, its default), the end exclusive.</summary>
/// <param name="StartLine">First line, from 1.</param>
/// <param name="StartColumn">First column, from 1.</param>
/// <param name="EndLine">Last line, from 1.</param>
/// <param name="EndColumn">Column after the last character, from 1.</param>
public readonly record struct Region(int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>A whole line, where a supplier knows no columns.</summary>
    public static Region Line(int line) => new(line, 1, line, 1);
}

/// <summary>Where a finding is: a file of the subject, or something else by its URI (a web page, an image layer, a cluster object).</summary>
/// <param name="Path">Relative to the subject's root with forward slashes and no leading slash or <c>..</c>; or a URI when <see cref="IsUri"/>.</param>
/// <param name="Region">Null where only the file is known.</param>
/// <param name="Symbol">The enclosing function or type where a parser knows it.</param>
public sealed record Location(string Path, Region? Region = null, string? Symbol = null)
{
    /// <summary>True where <see cref="Path"/> is no file of the subject.</summary>
    public bool IsUri { get; init; }

    /// <summary>
    /// Where <see cref="Path"/> is an archive or a document: what in it is meant, <c>x.zip!b.env</c> for an archive within it.
    /// <see cref="Region"/> is then of that member. Null for a file itself.
    /// </summary>
    public string? Member { get; init; }

    /// <summary>The path as it is shown: <c>backup.tar.gz!config/prod.env</c> for a member.</summary>
    public string FullPath => Member is null ? Path : $"{Path}!{Member}";

    /// <summary>The lines in the file itself: none where they are of a member of it.</summary>
    public Region? FileRegion => Member is null ? Region : null;

    /// <summary><c>path:line:column</c>, as terminals and editors make it a link.</summary>
    public override string ToString() => Region is { } region ? FormattableString.Invariant($"{FullPath}:{region.StartLine}:{region.StartColumn}") : FullPath;
}

/// <summary>One step on the way from a source to a sink.</summary>
public sealed record FlowStep(Location Location, string Message);

/// <summary>The steps of a flow in order; empty for a finding without one.</summary>
public sealed record Flow(ImmutableArray<FlowStep> Steps);
