using Gatehouse.Model;

namespace Gatehouse.Engine.Bench;

/// <summary>Touches every file as cheaply as an engine can, so that what is measured is the runner.</summary>
internal sealed class CountingEngine : IEngine, IEngineSession
{
    public string Name => "counting";

    public IReadOnlyList<FactKind> FactKinds => [];

    public Capabilities Needs => Capabilities.None;

    public string Digest => "counting/1";

    public long Bytes;

    public EngineOpening Open(EngineContext context) => new(this);

    public bool Wants(in FileCandidate file) => true;

    public IFileReader CreateReader() => new Reader(this);

    public Conclusion Conclude(NoteSet notes, IProjectReader reader, CancellationToken cancellation) => new([], []);

    public void Dispose()
    {
    }

    private sealed class Reader(CountingEngine engine) : IFileReader
    {
        private long _bytes;

        public void Read(in FileContent file, NoteWriter note) => _bytes += file.Bytes.Length;

        public void Dispose() => Interlocked.Add(ref engine.Bytes, _bytes);
    }
}
