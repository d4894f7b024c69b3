using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Gatehouse.Dossier.Packing;

/// <summary>
/// Reads the tar that a pack is: plain ustar (POSIX.1-1988 "ustar" header) with regular files only. System.Formats.Tar reads links, devices
/// and extended headers of any size as well; a hostile archive gets none of that here.
/// </summary>
internal sealed class StrictTar(Stream stream, PackLimits limits)
{
    private const int Block = 512;

    private readonly byte[] _header = new byte[Block];
    private long _total;
    private int _files;

    public string? Problem { get; private set; }

    /// <summary>The next file; false at the end, or with a <see cref="Problem"/>.</summary>
    public bool TryNext([NotNullWhen(true)] out string? name, [NotNullWhen(true)] out byte[]? content)
    {
        name = null;
        content = null;
        try
        {
            return ReadHeader(out name, out var size) && TryContent(name, size, out content);
        }
        catch (EndOfStreamException)
        {
            Problem = "the archive is cut short";
        }
        catch (InvalidDataException)
        {
            Problem = "the archive is no gzip, or is damaged";
        }

        return false;
    }

    private bool ReadHeader([NotNullWhen(true)] out string? name, out long size)
    {
        name = null;
        size = 0;
        stream.ReadExactly(_header);
        if (!_header.AsSpan().ContainsAnyExcept((byte)0))
            return false; // The end: blocks of zeros.
        if (!TryNumber(_header.AsSpan(148, 8), out var sum) || sum != Checksum() || !_header.AsSpan(257, 5).SequenceEqual("ustar"u8))
            return Refuse("it is no tar archive of ours (ustar), or is damaged");
        name = Text(_header.AsSpan(345, 155)) is { Length: > 0 } prefix ? prefix + "/" + Text(_header.AsSpan(0, 100)) : Text(_header.AsSpan(0, 100));
        if (PathProblem(name, _header[156]) is { } problem)
            return Refuse($"{Show(name)}: {problem}");
        if (!TryNumber(_header.AsSpan(124, 12), out size))
            return Refuse($"{name}: its size is no number");
        if (++_files > limits.MaxFiles)
            return Refuse($"it holds more than {limits.MaxFiles} files");
        if (size > limits.MaxFileBytes)
            return Refuse($"{name}: {size} bytes; at most {limits.MaxFileBytes} are taken");
        _total += size;
        return _total <= limits.MaxTotalBytes || Refuse($"it unpacks to more than {limits.MaxTotalBytes} bytes");
    }

    // A size is believed only as far as bytes come: a header alone allocates no more than a megabyte.
    private bool TryContent(string name, long size, out byte[] content)
    {
        using var kept = new MemoryStream((int)Math.Min(size, 1 << 20));
        var chunk = new byte[(int)Math.Min(Math.Max(size, 1), 81920)];
        for (var left = size; left > 0;)
        {
            var part = chunk.AsSpan(0, (int)Math.Min(left, chunk.Length));
            stream.ReadExactly(part);
            kept.Write(part);
            left -= part.Length;
        }

        var padding = (int)((Block - (size % Block)) % Block);
        stream.ReadExactly(_header.AsSpan(0, padding));
        content = kept.ToArray();
        return name.Length > 0;
    }

    private static string? PathProblem(string name, byte type)
    {
        if (type is (byte)'1' or (byte)'2')
            return "a link: a pack holds files only";
        if (type is (byte)'3' or (byte)'4' or (byte)'6')
            return "a device or a pipe: a pack holds files only";
        if (type is not ((byte)'0' or 0))
            return "neither a file nor anything that a pack holds";
        if (name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal))
            return "an absolute path: a pack holds facts/ and reports/ only";
        return name.Split('/').Any(part => part is "" or "." or "..") ? "the path climbs out of the dossier" : null;
    }

    private bool Refuse(string problem)
    {
        Problem = problem;
        return false;
    }

    // Octal digits ended by a space or a zero (POSIX); GNU's binary sizes are over every bound.
    private static bool TryNumber(ReadOnlySpan<byte> field, out long number)
    {
        number = 0;
        field = field.Trim(" \0"u8);
        foreach (var digit in field)
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return false;
            number = (number << 3) | (uint)(digit - '0');
        }

        return !field.IsEmpty;
    }

    private long Checksum()
    {
        var sum = 8L * ' ';
        for (var i = 0; i < Block; i++)
        {
            if (i is < 148 or >= 156)
                sum += _header[i];
        }

        return sum;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    private static string Show(string name) => Gatehouse.Host.Terminal.Clean(name);
}
