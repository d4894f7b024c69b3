namespace Gatehouse.Git;

/// <summary>
/// Whether names out of a repository may become paths of this machine. A tree can hold any bytes; <c>..</c>, <c>.git</c>
/// and their disguises have been ways into other people's machines (CVE-2014-9390, CVE-2018-11235).
/// </summary>
public static class GitPath
{
    /// <summary>The longest path that is followed, in bytes.</summary>
    public const int MaxLength = 4096;

    /// <summary>Why a name is no name of a file; null where it is one.</summary>
    public static string? NameProblem(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
            return "an entry has an empty name";
        if (name[0] == '.')
        {
            if (name.Length == 1 || name.SequenceEqual(".."u8))
                return "an entry is named like a folder above it";
            if (IsDotGit(name))
                return "an entry is named like git's own folder";
        }
        else if ((name[0] | 0x20) == 'g' && IsShortDotGit(name))
        {
            return "an entry is named like git's own folder";
        }
        else if (name[0] is 0xE2 or 0xEF && IsDotGit(name))
        {
            return "an entry is named like git's own folder";
        }

        return name.IndexOfAny((byte)'/', (byte)0) >= 0 ? "an entry has a slash or a zero byte in its name" : null;
    }

    /// <summary>Whether each name of a relative path is one; a path of an index may be as hostile as a tree.</summary>
    public static bool IsSafe(ReadOnlySpan<byte> path)
    {
        if (path.Length is 0 or > MaxLength)
            return false;
        while (true)
        {
            var slash = path.IndexOf((byte)'/');
            if (NameProblem(slash < 0 ? path : path[..slash]) is not null)
                return false;
            if (slash < 0)
                return true;
            path = path[(slash + 1)..];
        }
    }

    // ".git" in any case, and with what some file systems ignore: trailing dots and blanks and ":stream" (NTFS),
    // code points without width (HFS+).
    private static bool IsDotGit(ReadOnlySpan<byte> name)
    {
        var wanted = ".git"u8;
        var matched = 0;
        var i = 0;
        while (i < name.Length)
        {
            if (IgnoredOnHfs(name[i..]) is var width and > 0)
            {
                i += width;
                continue;
            }

            if (matched == wanted.Length)
                return IsNtfsTail(name[i..]);
            var c = name[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(name[i] | 0x20) : name[i];
            if (c != wanted[matched])
                return false;
            matched++;
            i++;
        }

        return matched == wanted.Length;
    }

    // NTFS's short name of ".git".
    private static bool IsShortDotGit(ReadOnlySpan<byte> name) =>
        name.Length >= 5 && (name[1] | 0x20) == 'i' && (name[2] | 0x20) == 't' && name[3] == '~' && name[4] == '1' && IsNtfsTail(name[5..]);

    private static bool IsNtfsTail(ReadOnlySpan<byte> tail)
    {
        foreach (var c in tail)
        {
            if (c == ':')
                return true;
            if (c is not ((byte)'.' or (byte)' '))
                return false;
        }

        return true;
    }

    // U+200C…200F, U+202A…202E, U+206A…206F, U+FEFF: three bytes each.
    private static int IgnoredOnHfs(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3)
            return 0;
        var ignored = text[0] switch
        {
            0xE2 => (text[1] == 0x80 && text[2] is (>= 0x8C and <= 0x8F) or (>= 0xAA and <= 0xAE)) || (text[1] == 0x81 && text[2] is >= 0xAA and <= 0xAF),
            0xEF => text[1] == 0xBB && text[2] == 0xBF,
            _ => false,
        };
        return ignored ? 3 : 0;
    }
}
