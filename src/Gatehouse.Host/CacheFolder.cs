namespace Gatehouse.Host;

/// <summary>
/// Where caches live: <c>GATEHOUSE_CACHE</c>, else <c>$XDG_CACHE_HOME/gatehouse</c>, else <c>~/.cache/gatehouse</c>.
/// Everything in it may be deleted at any time. Null where no place can be written: work goes on without a cache.
/// </summary>
public static class CacheFolder
{
    /// <summary>The folder for one purpose, made on first use; null where it cannot be.</summary>
    public static string? TryOpen(string purpose, IReadOnlyDictionary<string, string> variables)
    {
        var root = Root(variables);
        if (root is null)
            return null;
        var folder = Path.Combine(root, purpose);
        try
        {
            Directory.CreateDirectory(folder);
            return folder;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Root(IReadOnlyDictionary<string, string> variables)
    {
        if (variables.TryGetValue("GATEHOUSE_CACHE", out var own) && own.Length > 0)
            return own;
        if (variables.TryGetValue("XDG_CACHE_HOME", out var xdg) && Path.IsPathRooted(xdg))
            return Path.Combine(xdg, "gatehouse");
        return variables.TryGetValue("HOME", out var home) && Path.IsPathRooted(home) ? Path.Combine(home, ".cache", "gatehouse") : null;
    }
}
