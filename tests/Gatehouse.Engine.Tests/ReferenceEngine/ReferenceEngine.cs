using System.Buffers;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Engine.Tests;

/// <summary>Finds files that say <c>include: PATH</c> of a file that is not there: it opens that one in the second step.</summary>
[Engine]
internal sealed class ReferenceEngine : IEngine
{
    public string Name => "reference";

    public IReadOnlyList<FactKind> FactKinds => [FactKind.ConfigurationScan];

    public Capabilities Needs => Capabilities.None;

    public EngineOpening Open(EngineContext context) => new(new Session());

    private sealed class Session : IEngineSession
    {
        public string Digest => "reference/1";

        public bool Wants(in FileCandidate file) => file.Name.EndsWith(".inc"u8);

        public IFileReader CreateReader() => new Reader();

        public Conclusion Conclude(NoteSet notes, IProjectReader reader, CancellationToken cancellation)
        {
            var findings = new List<Finding>();
            foreach (var note in notes.Notes)
            {
                var target = Encoding.UTF8.GetString(note.Bytes.Span);
                if (!reader.TryOpen(target, out _))
                    findings.Add(Missing(note.Path, target));
            }

            return new Conclusion([new ScanResult(FactKind.ConfigurationScan, new ScanPredicate { Findings = [.. findings], Judged = notes.FilesJudged })], []);
        }

        public void Dispose()
        {
        }

        private static Finding Missing(string path, string target) => new()
        {
            RuleId = "reference-missing",
            Supplier = "reference",
            Kind = FindingKind.Misconfiguration,
            Severity = Severity.Low,
            Message = target + " is included and is not there",
            Location = new Location(path),
        };
    }

    private sealed class Reader : IFileReader
    {
        public void Read(in FileContent file, NoteWriter note)
        {
            if (file.Bytes.StartsWith("include: "u8))
                note.Write(file.Bytes["include: "u8.Length..].TrimEnd("\n"u8));
        }

        public void Dispose()
        {
        }
    }
}
