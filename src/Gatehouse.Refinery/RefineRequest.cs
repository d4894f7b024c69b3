using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>Everything that the refinery looks at. It opens no file and asks no clock.</summary>
public sealed record RefineRequest
{
    /// <summary>Of all suppliers, in any order. A finding that already carries a suppression keeps it.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Comments that the runner came across in the scanned files.</summary>
    public IReadOnlyList<InlineDirective> Directives { get; init; } = [];

    /// <summary>
    /// Own entries (<see cref="SuppressionsSection.Read"/>) and those of other tools' files (<see cref="ISuppressionFile"/>).
    /// In CI the caller reads them from the merge base, so that a change cannot disarm the gate that judges it.
    /// </summary>
    public IReadOnlyList<SuppressionEntry> Suppressions { get; init; } = [];

    /// <summary>What was there when the baseline was written; null where there is none.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>
    /// True where a finding of the baseline is suppressed as well (kind <c>baseline</c>). False, the default, only marks it
    /// <see cref="BaselineState.Unchanged"/>: a baseline that a flag names must not loosen what blocks.
    /// </summary>
    public bool BaselineSuppresses { get; init; }

    /// <summary>Findings of the merge base; null where no base is known, and then nothing is New or Unchanged by it.</summary>
    public BaseFindings? Base { get; init; }

    /// <summary>Who owns which path; null where nobody says.</summary>
    public CodeOwners? Owners { get; init; }

    /// <summary>The moment for expiry, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>False for <c>--no-inline-ignores</c>: comments are not applied.</summary>
    public bool HonorInline { get; init; } = true;

    /// <summary>Patterns of ids that neither a comment nor what a report itself accepts silences.</summary>
    public ImmutableArray<string> Never { get; init; } = [];

    /// <summary>
    /// The bytes of a file of the subject by its path, null where unknown: for the fingerprints of suppliers that compute
    /// none. Asked once a path, only for such findings.
    /// </summary>
    public Func<string, ReadOnlyMemory<byte>?>? Content { get; init; }
}

/// <summary>What the merge base's versions of the changed files held.</summary>
public sealed record BaseFindings
{
    /// <summary>Found in the base's versions of the changed files, with the base's paths; of the same suppliers and rules.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Paths that the change adds, edits or renames, as they are called now.</summary>
    public required ImmutableHashSet<string> ChangedPaths { get; init; }

    /// <summary>Old path → new path.</summary>
    public ImmutableDictionary<string, string> Renames { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>The findings, marked.</summary>
/// <param name="Findings">As many as were given, in the order given.</param>
/// <param name="Warnings">What a person should mend: expired and unused suppressions, reasons left out. Sorted by source.</param>
public sealed record RefineResult(ImmutableArray<Finding> Findings, ImmutableArray<RefineWarning> Warnings);

/// <summary>Something to mend that is no finding.</summary>
/// <param name="Source">File and line: <c>gatehouse.yaml:12</c>.</param>
/// <param name="Message">What is wrong and how to mend it, in one or two sentences.</param>
public sealed record RefineWarning(string Source, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Source + ": " + Message;
}
