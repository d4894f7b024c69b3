using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>
/// A case by which an engine proves one of its controls: a file that a run reads among those of all other cases. What an
/// engine may not find is a case as well.
/// </summary>
/// <param name="Control">The rule's id.</param>
/// <param name="Name">What the case is, in a few words. Never the text itself: it may look like a secret.</param>
/// <param name="Path">Where the file lies; unique among the engine's cases.</param>
/// <param name="Content">The file.</param>
/// <param name="Judge">Null where the answer is right; otherwise what was expected and what came.</param>
public sealed record EngineCase(string Control, string Name, string Path, ReadOnlyMemory<byte> Content, Func<EngineAnswer, string?> Judge)
{
    /// <summary>What is known of the case without a run: its control is off, or it cannot be tried. Null where it is run.</summary>
    public ControlCheck? Settled { get; init; }
}

/// <summary>What a run says of one case.</summary>
/// <param name="Findings">Those in the case's file.</param>
/// <param name="Results">All that the engine concluded, over the files of all cases.</param>
public sealed record EngineAnswer(ImmutableArray<Finding> Findings, ImmutableArray<ScanResult> Results);
