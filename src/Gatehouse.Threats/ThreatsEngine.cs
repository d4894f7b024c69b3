using System.Buffers;
using Gatehouse.Engine;
using Gatehouse.Model;

namespace Gatehouse.Threats;

/// <summary>
/// Makes the fact of the plan gate from the files below <c>threats/</c>. Where there is none it yields no fact: the plan
/// gate then says what is missing. A note says only that the file is there: files refer to each other, so all are read
/// together in the second step, and the note cache holds none of their words.
/// </summary>
[Engine]
public sealed class ThreatsEngine : IEngine
{
    /// <inheritdoc/>
    public string Name => "threats";

    /// <inheritdoc/>
    public IReadOnlyList<FactKind> FactKinds { get; } = [FactKind.ThreatModel];

    /// <inheritdoc/>
    public Capabilities Needs => Capabilities.None;

    /// <inheritdoc/>
    public EngineOpening Open(EngineContext context) => new(new Session());

    /// <inheritdoc/>
    public IReadOnlyList<EngineCase> Cases(EngineContext context) => ThreatCases.All;

    private sealed class Session : IEngineSession
    {
        // Set from many threads, and only ever to true.
        private volatile bool _isThere;

        public string Digest => "threats/2";

        public bool Wants(in FileCandidate file)
        {
            if (!file.Path.StartsWith("threats/"u8) || !(file.Name.EndsWith(".yaml"u8) || file.Name.EndsWith(".yml"u8)))
                return false;
            _isThere = true;
            return true;
        }

        public IFileReader CreateReader() => new Reader();

        public Conclusion Conclude(NoteSet notes, IProjectReader reader, CancellationToken cancellation)
        {
            // One that is there and could not be read has no note. The fact is then empty and, by the runner's notice,
            // Partial: without it the gate would not be judged, and nobody would miss it.
            if (!_isThere && notes.Notes.Count == 0)
                return new Conclusion([], []);
            var files = new List<(string, ReadOnlyMemory<byte>)>();
            var unread = new List<ScanNotice>();
            foreach (var note in notes.Notes)
            {
                cancellation.ThrowIfCancellationRequested();
                if (reader.TryOpen(note.Path, out var bytes))
                    files.Add((note.Path, bytes));
                else
                    unread.Add(new ScanNotice(NoticeKind.Unread, note.Path, "the file could not be read a second time; run again when nobody changes it."));
            }

            var result = ThreatModelReader.Read(files);
            return new Conclusion([new ScanResult(FactKind.ThreatModel, result.Model)], [.. unread, .. result.Notices]);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Reader : IFileReader
    {
        public void Read(in FileContent file, NoteWriter note) => note.Write("1"u8);

        public void Dispose()
        {
        }
    }
}
