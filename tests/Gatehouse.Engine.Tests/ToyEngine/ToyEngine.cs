using System.Buffers;
using Gatehouse.Model;

namespace Gatehouse.Engine.Tests;

/// <summary>Finds files whose first line says TODO-TOY. This folder is all there is of it.</summary>
[Engine]
internal sealed class ToyEngine : IEngine
{
    public string Name => "toy";

    public IReadOnlyList<FactKind> FactKinds => [FactKind.CodeScan];

    public Capabilities Needs => Capabilities.None;

    public EngineOpening Open(EngineContext context) => new(new ToySession());
}

internal sealed class ToySession : IEngineSession
{
    public string Digest => "toy/1";

    public bool Wants(in FileCandidate file) => true;

    public IFileReader CreateReader() => new ToyReader();

    public Conclusion Conclude(NoteSet notes, IProjectReader reader, CancellationToken cancellation) =>
        new([new ScanResult(FactKind.CodeScan, new ScanPredicate { Findings = [.. notes.Notes.Select(Found)], Judged = notes.FilesJudged })], []);

    public void Dispose()
    {
    }

    private static Finding Found(FileNote note) => new()
    {
        RuleId = "toy-todo",
        Supplier = "toy",
        Kind = FindingKind.Code,
        Severity = Severity.Low,
        Message = "a toy is to be done",
        Location = new Location(note.Path, Region.Line(1)),
    };

    private sealed class ToyReader : IFileReader
    {
        public void Read(in FileContent file, NoteWriter note)
        {
            var end = file.Bytes.IndexOf((byte)'\n');
            var line = end < 0 ? file.Bytes : file.Bytes[..end];
            if (line.IndexOf("TODO-TOY"u8) >= 0)
                note.Write("\u0001"u8);
        }

        public void Dispose()
        {
        }
    }
}
