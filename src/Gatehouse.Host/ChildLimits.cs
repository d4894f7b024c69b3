namespace Gatehouse.Host;

/// <summary>How a child process came to its end.</summary>
public enum ChildEnd
{
    /// <summary>By itself.</summary>
    Exited,

    /// <summary>It never began.</summary>
    NotStarted,

    /// <summary>It was ended at its time bound.</summary>
    OverTime,

    /// <summary>It was ended at its output bound.</summary>
    OverOutput,

    /// <summary>It was ended because it and its children held more memory than they may.</summary>
    OverMemory,

    /// <summary>It was ended because <see cref="ChildLimits.Watch"/> said so.</summary>
    Stopped,
}

/// <summary>Within what a child process must stay.</summary>
public sealed record ChildLimits
{
    /// <summary>Wall time; a minute by default.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of standard output; 64 MiB by default.</summary>
    public long Output { get; init; } = 64L << 20;

    /// <summary>
    /// Bytes that the process and its children may hold in memory together, looked at ten times a second; null for no
    /// bound. Resident memory is what counts: runtimes such as V8 and Go reserve far more address space than they use, so
    /// a limit of the kernel on that (RLIMIT_AS) would end them at their start. On systems without <c>/proc</c> only the
    /// process itself is looked at.
    /// </summary>
    public long? Memory { get; init; }

    /// <summary>Asked ten times a second; a sentence ends the process. Null for nothing.</summary>
    public Func<string?>? Watch { get; init; }

    /// <summary>
    /// A text in the environment given to the child that no other process has, such as the path of a scratch folder: what
    /// still carries it when the child has ended, in whatever session, is ended too (Linux). Null to end children only.
    /// </summary>
    public string? Mark { get; init; }

    /// <summary>True to hand down none of our own variables, only those given.</summary>
    public bool OnlyGivenVariables { get; init; }

    internal bool IsWatched => Memory is not null || Watch is not null;
}
