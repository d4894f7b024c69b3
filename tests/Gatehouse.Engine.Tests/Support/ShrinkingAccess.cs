using Gatehouse.Engine.Sources.Tree;

namespace Gatehouse.Engine.Tests;

/// <summary>The real access to a tree, but stat says a size that is never true: a file that changes faster than it is read.</summary>
internal sealed class ShrinkingAccess(string root, long size) : FolderAccess
{
    private readonly FolderAccess _real = Create(root);

    public override AccessProblem Enter(ReadOnlySpan<byte> path) => _real.Enter(path);

    public override AccessProblem List(EntryList into) => _real.List(into);

    public override AccessProblem Stat(ReadOnlySpan<byte> terminatedName, out EntryStat stat)
    {
        var problem = _real.Stat(terminatedName, out stat);
        stat = stat with { Stamp = stat.Stamp with { Size = size } };
        return problem;
    }

    public override AccessProblem Open(ReadOnlySpan<byte> terminatedName, out nint file) => _real.Open(terminatedName, out file);

    public override int Read(nint file, Span<byte> buffer) => _real.Read(file, buffer);

    public override void Close(nint file) => _real.Close(file);

    public override int ReadLink(ReadOnlySpan<byte> terminatedName, Span<byte> target) => _real.ReadLink(terminatedName, target);

    public override void Dispose() => _real.Dispose();
}
