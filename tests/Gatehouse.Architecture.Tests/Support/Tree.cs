using System.Text;
using Gatehouse.Host;

namespace Gatehouse.Architecture.Tests;

/// <summary>Files by their relative path: those that git tracks here, or a few that a test writes down to break a check.</summary>
internal sealed class Tree
{
    private readonly SortedDictionary<string, string> _texts;

    private Tree(SortedDictionary<string, string> texts) => _texts = texts;

    /// <summary>The repository that this build was made from.</summary>
    public static Tree Repository { get; } = OfRepository();

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    public IEnumerable<string> Paths => _texts.Keys;

    public string this[string path] => _texts[path];

    public static Tree Of(params (string Path, string Text)[] files) =>
        new(new SortedDictionary<string, string>(files.ToDictionary(file => file.Path, file => file.Text), StringComparer.Ordinal));

    /// <summary>This tree with some files put in or replaced.</summary>
    public Tree With(params (string Path, string Text)[] files)
    {
        var texts = new SortedDictionary<string, string>(_texts, StringComparer.Ordinal);
        foreach (var (path, text) in files)
            texts[path] = text;
        return new Tree(texts);
    }

    /// <summary>True for a file, and for a folder that holds one.</summary>
    public bool Has(string path)
    {
        var folder = path.TrimEnd('/') + "/";
        return _texts.ContainsKey(path) || _texts.Keys.Any(file => file.StartsWith(folder, StringComparison.Ordinal));
    }

    /// <summary>Files below a folder with an ending, and their text.</summary>
    public IEnumerable<(string Path, string Text)> Below(string folder, string ending = "") =>
        _texts.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal) && file.Key.EndsWith(ending, StringComparison.Ordinal)).Select(file => (file.Key, file.Value));

    private static Tree OfRepository()
    {
        var root = FindRoot();
        // Others too: a file that is written and not yet added is held to the same rules.
        var listed = ChildProcess.Run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], root);
        Assert.True(listed.Succeeded, listed.ErrorText);
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Encoding.UTF8.GetString(listed.Output).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            // Deleted on disk and not yet in the index: gone.
            if (File.Exists(Path.Combine(root, path)))
                texts[path] = File.ReadAllText(Path.Combine(root, path));
        }

        return new Tree(texts);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Gatehouse.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests do not run below the repository");
        return folder.TrimEnd('/');
    }
}
