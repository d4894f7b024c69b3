namespace Gatehouse.Pipeline.WhatIf;

/// <summary>What is asked of history.</summary>
public sealed record WhatIfOptions
{
    /// <summary>More merges than this are not judged in one go.</summary>
    public const int Most = 5_000;

    /// <summary>The folder, relative to the working folder.</summary>
    public string Folder { get; init; } = ".";

    /// <summary>The branch whose merges are judged; null for the default one.</summary>
    public string? Branch { get; init; }

    /// <summary>How many merges, the newest.</summary>
    public int Merges { get; init; } = 50;

    /// <summary>Only those committed from this day on, UTC.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>A policy to try; null for the one in force.</summary>
    public string? Policy { get; init; }

    /// <summary>Threads; 0 for one a processor.</summary>
    public int Jobs { get; init; }
}
