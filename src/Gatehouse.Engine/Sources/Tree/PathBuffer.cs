namespace Gatehouse.Engine.Sources.Tree;

/// <summary>A folder's path with one name after the other put behind it.</summary>
internal sealed class PathBuffer
{
    private byte[] _bytes = new byte[1024];
    private int _prefix;

    public void SetFolder(ReadOnlySpan<byte> folder)
    {
        Reserve(folder.Length + 1);
        folder.CopyTo(_bytes);
        _prefix = folder.Length;
        if (_prefix > 0)
            _bytes[_prefix++] = (byte)'/';
    }

    public ReadOnlySpan<byte> With(ReadOnlySpan<byte> name)
    {
        Reserve(_prefix + name.Length);
        name.CopyTo(_bytes.AsSpan(_prefix));
        return _bytes.AsSpan(0, _prefix + name.Length);
    }

    private void Reserve(int length)
    {
        if (length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(length, 2 * _bytes.Length));
    }
}
