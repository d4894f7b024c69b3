using Gatehouse.Git.Ignore;
using Gatehouse.Host;

namespace Gatehouse.Git;

/// <summary>
/// Ignore rules for a walk from folder to folder (gitignore(5)). A folder's rules are its own file and a link to those
/// above it; the deepest file that says anything decides, and in a file the last line. Immutable, and shared by threads.
/// <para>
/// A walk must not enter a folder that is ignored: nothing below it can be taken back, and the rules are not asked there.
/// A tracked file is never ignored; ask the index first, which is also cheaper.
/// </para>
/// </summary>
public sealed class IgnoreRules
{
    /// <summary>Bytes of an ignore file that are read at most.</summary>
    public const int MaxFileBytes = 16 << 20;

    private readonly IgnoreRules? _parent;
    private readonly int _prefix;
    private readonly IgnoreTable? _table;
    private readonly bool _ignoreCase;

    private IgnoreRules(IgnoreRules? parent, int prefix, IgnoreTable? table, bool ignoreCase)
    {
        _parent = parent;
        _prefix = prefix;
        _table = table;
        _ignoreCase = ignoreCase;
    }

    /// <summary>Rules that ignore nothing.</summary>
    public static IgnoreRules None { get; } = new(null, 0, null, ignoreCase: false);

    /// <summary>
    /// The rules above the root's own <c>.gitignore</c>: the user's file where its bytes are given, then <c>info/exclude</c>.
    /// </summary>
    public static IgnoreRules ForRepository(GitRepository repository, ReadOnlySpan<byte> userExcludes = default)
    {
        var ignoreCase = repository.Config.IsTrue("core.ignorecase");
        var rules = new IgnoreRules(null, 0, IgnoreTable.Parse(userExcludes, ignoreCase), ignoreCase);
        return BoundedFile.TryRead(Path.Combine(repository.CommonFolder, "info", "exclude"), out var bytes, out _, MaxFileBytes)
            ? ForDirectory(rules, default, bytes)
            : rules;
    }

    /// <summary>The rules of a folder, from those of the folder above it and the bytes of its own <c>.gitignore</c>.</summary>
    /// <param name="parent">The rules above.</param>
    /// <param name="directory">The folder, relative to the root, without a slash at the end; empty for the root.</param>
    /// <param name="gitignore">The file's bytes; empty where it has none, which costs nothing.</param>
    public static IgnoreRules ForDirectory(IgnoreRules parent, ReadOnlySpan<byte> directory, ReadOnlySpan<byte> gitignore)
    {
        var table = IgnoreTable.Parse(gitignore, parent._ignoreCase);
        if (table is null)
            return parent;
        // A parent that says nothing is left out of the chain.
        var above = parent._table is null ? parent._parent : parent;
        return new IgnoreRules(above, directory.IsEmpty ? 0 : directory.Length + 1, table, parent._ignoreCase);
    }

    /// <summary>Whether a path of a folder that the walk entered is ignored.</summary>
    /// <param name="path">Relative to the root, UTF-8, forward slashes.</param>
    /// <param name="isDirectory">True for a real folder; a link to one is none.</param>
    public bool IsIgnored(ReadOnlySpan<byte> path, bool isDirectory)
    {
        var name = path[(path.LastIndexOf((byte)'/') + 1)..];
        for (var rules = this; rules is not null; rules = rules._parent)
        {
            if (path.Length > rules._prefix && rules._table?.Decide(path[rules._prefix..], name, isDirectory) is { } isIgnored)
                return isIgnored;
        }

        return false;
    }
}
