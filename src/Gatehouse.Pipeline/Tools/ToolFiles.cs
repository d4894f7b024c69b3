using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Gatehouse.Engine;
using Gatehouse.Host;
using Gatehouse.Text;

namespace Gatehouse.Pipeline.Tools;

/// <summary>The files of the tree that a tool is given which takes no folder: by name, and scripts by the interpreter of their first line.</summary>
internal static class ToolFiles
{
    // Room for the environment and for what the system itself puts there; ARG_MAX is 2 MiB on Linux, 1 on macOS, 32 KiB on Windows.
    private static readonly int MostBytes = OperatingSystem.IsWindows() ? 24_000 : 200_000;

    /// <summary>Sorted relative paths.</summary>
    public static ImmutableArray<string> Of(ForeignTool tool, string root, IReadOnlyList<string> exclude, HostEnvironment host, CancellationToken cancellation)
    {
        using var source = new WorkingTreeSource(root, host.Variables);
        var visitor = new Visitor([.. tool.Files.Concat(tool.Judges).Select(pattern => Glob.TryParse(pattern, out _)!)], tool.Interpreters);
        source.Visit(visitor, new SourceOptions { Jobs = 1, Exclude = exclude }, cancellation);
        return [.. visitor.Found.Order(StringComparer.Ordinal)];
    }

    /// <summary>As many a start as a command line holds.</summary>
    public static IEnumerable<ImmutableArray<string>> Batches(IEnumerable<string> files)
    {
        var (batch, bytes) = (ImmutableArray.CreateBuilder<string>(), 0);
        foreach (var file in files)
        {
            var size = Encoding.UTF8.GetByteCount(file) + 16;
            if (batch.Count > 0 && bytes + size > MostBytes)
            {
                yield return batch.ToImmutable();
                (batch, bytes) = (ImmutableArray.CreateBuilder<string>(), 0);
            }

            batch.Add(file);
            bytes += size;
        }

        if (batch.Count > 0)
            yield return batch.ToImmutable();
    }

    private sealed class Visitor(ImmutableArray<Glob> globs, ImmutableArray<string> interpreters) : IFileVisitor
    {
        public ConcurrentBag<string> Found { get; } = [];

        public FileWorker CreateWorker() => new Worker(this);

        private sealed class Worker(Visitor visitor) : FileWorker
        {
            private bool _isNamed;

            public override bool Wants(in SourceFile file, out ContentId known)
            {
                known = default;
                _isNamed = false;
                foreach (var glob in visitor.Globs)
                    _isNamed |= glob.IsMatch(file.Path);
                if (_isNamed)
                    visitor.Found.Add(Encoding.UTF8.GetString(file.Path));
                // A script whose name does not say so has no ending.
                var name = file.Path[(file.Path.LastIndexOf((byte)'/') + 1)..];
                return !_isNamed && visitor.Interpreters.Length > 0 && name.LastIndexOf((byte)'.') <= 0;
            }

            public override void Read(in SourceFile file, ReadOnlySpan<byte> bytes, in ContentId id)
            {
                if (_isNamed || !bytes.StartsWith("#!"u8))
                    return;
                var line = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 100)]).Split('\n')[0];
                var words = line[2..].Split([' ', '\t', '/', '\r'], StringSplitOptions.RemoveEmptyEntries);
                if (words.Any(visitor.Interpreters.Contains))
                    visitor.Found.Add(Encoding.UTF8.GetString(file.Path));
            }

            public override void Skipped(in SourceFile file, string reason, in ContentId id)
            {
                // No text is no script.
            }

            public override void Unread(in SourceFile file, string reason)
            {
                // Our own engines say so of the same file.
            }
        }

        private ImmutableArray<Glob> Globs => globs;

        private ImmutableArray<string> Interpreters => interpreters;
    }
}
