using Gatehouse.Model;

namespace Gatehouse.Engine;

/// <summary>Marks an engine for the generated catalog. The class needs a constructor without parameters.</summary>
[AttributeUsage(AttributeTargets.Class)]
[CatalogOf(typeof(IEngine), "Engines")]
public sealed class EngineAttribute : Attribute;

/// <summary>
/// A scanner. It works in two steps: <see cref="IFileReader.Read"/> turns one file alone into a note, in parallel and
/// cacheable; <see cref="IEngineSession.Conclude"/> turns all notes into results. One instance serves the whole process.
/// </summary>
public interface IEngine
{
    /// <summary>Lower-case name, as <c>--only</c> takes it: <c>secrets</c>.</summary>
    string Name { get; }

    /// <summary>The kinds of facts that it yields: a gate that wants one knows that this build can make it.</summary>
    IReadOnlyList<FactKind> FactKinds { get; }

    /// <summary>What it needs beside files; the runner refuses what the environment does not grant.</summary>
    Capabilities Needs { get; }

    /// <summary>Whether what it finds in a content that is long gone still matters: a history is read by such engines alone.</summary>
    bool ReadsHistory => false;

    /// <summary>Prepares one run: compiles rules, checks its part of the configuration.</summary>
    EngineOpening Open(EngineContext context);

    /// <summary>
    /// The cases by which <c>gatehouse selftest</c> proves each control of this engine, in a run of the engine itself. An
    /// engine without any is told as one that nothing proves.
    /// </summary>
    IReadOnlyList<EngineCase> Cases(EngineContext context) => [];
}

/// <summary>What an engine needs beside the files it is given.</summary>
[Flags]
public enum Capabilities
{
    /// <summary>Files alone.</summary>
    None = 0,

    /// <summary>Sends requests.</summary>
    Network = 1,

    /// <summary>Starts programs.</summary>
    ChildProcess = 2,

    /// <summary>Looks at the running host (processes, kernel events).</summary>
    RunningHost = 4,
}

/// <summary>What an engine gets to prepare a run.</summary>
public sealed record EngineContext
{
    /// <summary>The clock's time at the run's start. UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Compiled rule packs by name; the composition root hands them in.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> RulePacks { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>
    /// The key under which secrets are hashed, so that equal ones are known without being kept; empty for none. What is
    /// written with it must not outlive it: its owner's is part of an engine's digest.
    /// </summary>
    public ReadOnlyMemory<byte> SecretKey { get; init; }

    /// <summary>
    /// The engine's own section of the configuration as its file wrote it: an engine that has one also has an
    /// <c>ISection</c>, and the pipeline hands over the value that was read with it. Null where the file has none.
    /// </summary>
    public object? Section { get; init; }
}

/// <summary>A session, or why there is none.</summary>
/// <param name="Session">Null where the engine cannot run.</param>
/// <param name="Problem">One sentence with the remedy; null where it can.</param>
public sealed record EngineOpening(IEngineSession? Session, string? Problem = null);

/// <summary>One run of one engine.</summary>
public interface IEngineSession : IDisposable
{
    /// <summary>
    /// Everything beside a file's own path and bytes that its note depends on: the engine's version, rules,
    /// configuration. Part of the note cache's key; two sessions with the same value write the same notes.
    /// </summary>
    string Digest { get; }

    /// <summary>Whether the engine wants the file, from its path and size alone. Called once a file from many threads: no allocation.</summary>
    bool Wants(in FileCandidate file);

    /// <summary>A reader for one thread.</summary>
    IFileReader CreateReader();

    /// <summary>Turns the notes into results. Called once, also when nothing was wanted.</summary>
    Conclusion Conclude(NoteSet notes, IProjectReader reader, CancellationToken cancellation);
}

/// <summary>Reads files on one thread.</summary>
public interface IFileReader : IDisposable
{
    /// <summary>
    /// Writes what matters of one file to <paramref name="note"/>: offsets, lines, hashes, names. Never a secret or
    /// source text. Pure: the same path class and bytes give the same note. Writing nothing is the normal case.
    /// </summary>
    void Read(in FileContent file, NoteWriter note);
}

/// <summary>
/// A reader that knows a text again: of a text made from one that it read before, as versions of a file are, it reads only
/// what is new.
/// </summary>
public interface IDerivingReader : IFileReader
{
    /// <summary>
    /// Writes the same note as <see cref="IFileReader.Read"/>. What it returns is handed over with each text made from this
    /// one, on the same thread; null where there is nothing to hand over.
    /// </summary>
    object? Read(in FileContent file, in Derivation derivation, NoteWriter note);

    /// <summary>Told when no further text is made from that one.</summary>
    void Release(object state);
}

/// <summary>How a text was made from one read before.</summary>
public readonly ref struct Derivation
{
    /// <summary>What the reader returned for that one; null where it is not known, and the text is read as if it were the first.</summary>
    public object? State { get; init; }

    /// <summary>Bytes of that one.</summary>
    public int Length { get; init; }

    /// <summary>What both share, in this one's order and without overlap here; the rest is new.</summary>
    public ReadOnlySpan<CopiedSpan> Copies { get; init; }

    /// <summary>Whether a state is wanted: texts are made from this one.</summary>
    public bool WantsState { get; init; }
}

/// <summary>What an engine concludes.</summary>
/// <param name="Results">One a fact kind of the engine.</param>
/// <param name="Notices">What could not be judged in this step; the runner adds its own.</param>
public sealed record Conclusion(IReadOnlyList<ScanResult> Results, IReadOnlyList<ScanNotice> Notices);
