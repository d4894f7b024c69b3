namespace Gatehouse.Git;

/// <summary>What an entry of a tree or an index is, as git writes it in octal.</summary>
public enum EntryMode
{
    /// <summary>No entry.</summary>
    None = 0,

    /// <summary>A folder: 040000. In an index, a folder that a sparse checkout left out.</summary>
    Tree = 0x4000,

    /// <summary>A file: 100644.</summary>
    File = 0x81A4,

    /// <summary>An executable file: 100755.</summary>
    Executable = 0x81ED,

    /// <summary>A symbolic link, its target being the blob: 120000.</summary>
    Link = 0xA000,

    /// <summary>A commit of another repository: 160000.</summary>
    Submodule = 0xE000,
}

/// <summary>What modes have in common.</summary>
public static class EntryModes
{
    /// <summary>git knows these few; older writers left other permission bits behind.</summary>
    internal static EntryMode Canonical(uint mode) => (mode & 0xF000) switch
    {
        0x8000 => (mode & 0x40) != 0 ? EntryMode.Executable : EntryMode.File,
        0x4000 => EntryMode.Tree,
        0xA000 => EntryMode.Link,
        _ => EntryMode.Submodule,
    };

    /// <summary>True for a regular file, whoever may execute it.</summary>
    public static bool IsFile(this EntryMode mode) => mode is EntryMode.File or EntryMode.Executable;

    /// <summary>Same sort of thing, whatever its permissions.</summary>
    internal static bool IsSameType(this EntryMode mode, EntryMode other) => mode == other || (mode.IsFile() && other.IsFile());
}
