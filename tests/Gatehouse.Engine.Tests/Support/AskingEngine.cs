using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Engine.Tests;

/// <summary>An engine that does what a test says.</summary>
internal sealed class AskingEngine(string name, string digest) : IEngine, IEngineSession
{
    public string Name => name;

    public IReadOnlyList<FactKind> FactKinds => [FactKind.CodeScan];

    public Capabilities Needs { get; init; }

    public string Digest => digest;

    public string? Problem { get; init; }

    public Func<string, bool> OnWants { get; init; } = static _ => true;

    public Action<string, NoteWriter> OnRead { get; init; } = static (_, _) => { };

    public Func<NoteSet, IProjectReader, CancellationToken, Conclusion> OnConclude { get; init; } = static (_, _, _) => new Conclusion([], []);

    public Action OnReader { get; init; } = static () => { };

    public EngineOpening Open(EngineContext context) => Problem is null ? new EngineOpening(this) : new EngineOpening(null, Problem);

    public bool Wants(in FileCandidate file) => OnWants(Encoding.UTF8.GetString(file.Path));

    public IFileReader CreateReader()
    {
        OnReader();
        return new Reader(this);
    }

    public Conclusion Conclude(NoteSet notes, IProjectReader reader, CancellationToken cancellation) => OnConclude(notes, reader, cancellation);

    public void Dispose()
    {
    }

    private sealed class Reader(AskingEngine engine) : IFileReader
    {
        public void Read(in FileContent file, NoteWriter note) => engine.OnRead(Encoding.UTF8.GetString(file.Path), note);

        public void Dispose()
        {
        }
    }
}
