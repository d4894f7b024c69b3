using System.Text;
using Gatehouse.Archives;

namespace Gatehouse.Archives.Tests;

/// <summary>What came out of opening some bytes.</summary>
internal sealed class Opened : MemberVisitor
{
    public Dictionary<string, string> Members { get; } = new(StringComparer.Ordinal);

    public long Bytes { get; private set; }

    public IReadOnlyList<MemberNotice> Notices { get; private set; } = [];

    /// <summary><c>Skipped in it, a.txt: encrypted</c></summary>
    public string[] Said => [.. Notices.Select(notice => $"{notice.Weight} {notice}")];

    public static Opened Of(byte[] bytes, string path = "file", ArchiveLimits? limits = null)
    {
        var opened = new Opened();
        opened.Notices = Expansion.Open(path, ContainerKinds.Of(bytes, isWhole: true), bytes, limits ?? ArchiveLimits.Default, opened, CancellationToken.None).Notices;
        return opened;
    }

    public override bool Wants(string path, long size) => true;

    public override void Member(string path, ReadOnlySpan<byte> bytes)
    {
        Bytes += bytes.Length;
        Members[MemberPath.Shown(path)] = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 1 << 20)]);
    }
}
