using System.Text;
using Gatehouse.Text;

namespace Gatehouse.Engine.Sources;

/// <summary>The paths that policy excludes. A pattern that is none excludes nothing, and says so.</summary>
internal sealed class Exclusion
{
    public const string Reason = "excluded by policy";

    // No real name: it stands for "anything below" where a pattern ends in "/**".
    private static readonly byte[] AnyName = "/\u0001"u8.ToArray();

    private readonly List<Glob> _globs = [];
    private readonly List<Glob> _folderGlobs = [];

    public Exclusion(IReadOnlyList<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            if (Glob.TryParse(pattern, out var problem) is not { } glob)
            {
                Problems.Add(FormattableString.Invariant($"the pattern {pattern} excludes nothing: {problem}"));
                continue;
            }

            _globs.Add(glob);
            if (pattern.EndsWith('/') || pattern.EndsWith("/**", StringComparison.Ordinal))
                _folderGlobs.Add(glob);
        }
    }

    public List<string> Problems { get; } = [];

    public bool IsEmpty => _globs.Count == 0;

    public bool Covers(ReadOnlySpan<byte> path)
    {
        foreach (var glob in _globs)
        {
            if (glob.IsMatch(path))
                return true;
        }

        return false;
    }

    /// <summary>Whether everything below a folder is excluded, so that it is listed once and not walked.</summary>
    public bool CoversFolder(ReadOnlySpan<byte> folder)
    {
        if (Covers(folder))
            return true;
        if (_folderGlobs.Count == 0)
            return false;
        Span<byte> below = folder.Length <= 1000 ? stackalloc byte[1002] : new byte[folder.Length + 2];
        folder.CopyTo(below);
        AnyName.CopyTo(below[folder.Length..]);
        foreach (var glob in _folderGlobs)
        {
            if (glob.IsMatch(below[..(folder.Length + 2)]))
                return true;
        }

        return false;
    }

    public static string Shown(ReadOnlySpan<byte> path) => Encoding.UTF8.GetString(path);
}
