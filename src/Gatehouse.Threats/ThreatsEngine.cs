using Gatehouse.Engine;
using Gatehouse.Model;

namespace Gatehouse.Threats;

/// <summary>Reads the threat model of <c>threats/*.yaml</c> at the root of what is scanned. Where there is none, it yields no fact: the plan gate then says what is missing.</summary>
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

    private static bool IsModel(ReadOnlySpan<byte> path) =>
        path.StartsWith("threats/"u8) && path["threats/"u8.Length..].IndexOf((byte)'/') < 0 && (path.EndsWith(".yaml"u8) || path.EndsWith(".yml"u8));

    private sealed class Session : IEngineSession
    {
        public string Digest => "threats/1";

        public bool Wants(in FileCandidate file) => IsModel(file.Path);

        public IFileReader CreateReader() => new Reader();

        // Files refer to each other, so all are read together in the second step.
        public Conclusion Conclude(NoteSet notes, IProjectReader reader, CancellationToken cancellation)
        {
            var files = new List<(string Path, byte[] Bytes)>();
            var notices = new List<ScanNotice>();
            foreach (var note in notes.Notes)
            {
                if (reader.TryOpen(note.Path, out var bytes))
                    files.Add((note.Path, bytes));
                else
                    notices.Add(new ScanNotice(NoticeKind.Unread, note.Path, "the threat model could not be read"));
            }

            if (files.Count == 0)
                return new Conclusion([], notices);
            var (model, problems) = ThreatModelReader.Read(files);
            notices.AddRange(problems.Select(problem => new ScanNotice(NoticeKind.Unread, problem.Path, FormattableString.Invariant($"line {problem.Position.Line}: {problem.Message}"))));
            return new Conclusion([new ScanResult(FactKind.ThreatModel, model)], notices);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Reader : IFileReader
    {
        public void Read(in FileContent file, NoteWriter note)
        {
            note.GetSpan(1)[0] = 1;
            note.Advance(1);
        }

        public void Dispose()
        {
        }
    }
}
