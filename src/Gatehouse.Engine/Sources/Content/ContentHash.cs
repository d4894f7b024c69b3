using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Engine.Sources.Content;

/// <summary>
/// Computes a file's id: git's blob id within a repository, so that an edit undone is the committed file again; SHA-256
/// outside, where nothing forces SHA-1. One instance a thread.
/// </summary>
internal sealed class ContentHash : IDisposable
{
    private IncrementalHash? _sha1;
    private IncrementalHash? _sha256;
    private IncrementalHash _current = null!;

    /// <summary>Begins a file. <paramref name="size"/> is part of a blob's id and must be what follows.</summary>
    public void Begin(bool asBlob, long size)
    {
        if (!asBlob)
        {
            _current = _sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            return;
        }

        _current = _sha1 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        Span<byte> header = stackalloc byte[32];
        "blob "u8.CopyTo(header);
        size.TryFormat(header[5..], out var digits, provider: CultureInfo.InvariantCulture);
        header[5 + digits] = 0;
        _current.AppendData(header[..(6 + digits)]);
    }

    public void Add(ReadOnlySpan<byte> bytes) => _current.AppendData(bytes);

    public ContentId End()
    {
        Span<byte> digest = stackalloc byte[ContentId.Sha256Length];
        var length = _current.GetHashAndReset(digest);
        return new ContentId(digest[..length]);
    }

    public ContentId Of(bool asBlob, ReadOnlySpan<byte> bytes)
    {
        Begin(asBlob, bytes.Length);
        Add(bytes);
        return End();
    }

    /// <summary>
    /// The id of a file that was not read: its size and times stand for its bytes, so that the tree still gets another
    /// digest when it changes. It equals no content's id.
    /// </summary>
    public ContentId OfUnread(bool asBlob, in FileStamp stamp) =>
        Of(asBlob, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"gatehouse: not read\0{stamp.Size} {stamp.ModifiedNs}")));

    public void Dispose()
    {
        _sha1?.Dispose();
        _sha256?.Dispose();
    }
}
