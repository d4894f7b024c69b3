using System.Text;

namespace Gatehouse.Git.Tests;

public class IgnoreTests
{
    private static readonly string[] Names = ["a", "b", "ab", "a.b", ".x", "A", "a b", "a-b"];
    private static readonly string[] Pieces =
        ["a", "b", "ab", "a.b", ".x", "A", "*", "*", "**", "?", "[ab]", "[!a]", "[a-b]", "[^.]", "[[:alpha:]]", "[[:upper:]b]", "[a", "[]a]", "[\\]a]", "\\a", "\\*", "\\", ".", "-", "b*", "*b", "a ", "\\ ", "#", "!", "[[:x:]]", "[--a]", "[a-]", "***"];

    [Fact]
    public void Random_patterns_ignore_what_git_ignores()
    {
        using var test = new TestRepository();
        var random = new Random(9);
        var folders = new List<string> { "" };
        foreach (var first in Names.Take(5))
        {
            folders.Add(first + "/");
            folders.AddRange(Names.Take(4).Select(second => $"{first}/{second}/"));
        }

        var paths = new List<(string Path, bool IsDirectory)>();
        foreach (var folder in folders)
        {
            Directory.CreateDirectory(test.Path(folder));
            paths.AddRange(folder.Length > 0 ? [(folder.TrimEnd('/'), true)] : []);
            foreach (var name in Names)
            {
                if (folders.Contains(folder + name + "/"))
                    continue;
                test.Write(folder + name, "");
                paths.Add((folder + name, false));
            }
        }

        var input = string.Concat(paths.Select(path => path.Path + "\0"));
        var ignoredInAll = 0;
        for (var round = 0; round < 150; round++)
        {
            var files = new Dictionary<string, string> { [""] = RandomFile(random, 1 + (round % 6)) };
            if (round % 2 == 0)
                files[folders[1 + random.Next(folders.Count - 1)]] = RandomFile(random, 3);
            foreach (var (folder, text) in files)
                test.Write(folder + ".gitignore", text);
            test.Write(".git/info/exclude", round % 3 == 0 ? RandomFile(random, 2) : "");
            test.Git("config", "core.ignorecase", round % 4 == 3 ? "true" : "false");

            using var repository = test.Open();
            var expected = test.GitWithInput(input, "check-ignore", "-z", "--no-index", "--stdin").Split('\0', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
            var rules = IgnoreRules.ForRepository(repository);
            var ours = paths.Where(path => IsIgnored(rules, files, path.Path, path.IsDirectory)).Select(path => path.Path).Order(StringComparer.Ordinal).ToList();
            ignoredInAll += ours.Count;
            var difference = expected.Except(ours).Select(path => $"git ignores {path}").Concat(ours.Except(expected).Select(path => $"only we ignore {path}")).ToList();
            Assert.True(difference.Count == 0, $"round {round}: {string.Join(", ", difference.Take(5))}\n{string.Join('\n', files.Select(file => $"[{file.Key}]\n{file.Value}"))}\n[exclude]\n{File.ReadAllText(test.Path(".git/info/exclude"))}");
            foreach (var folder in files.Keys)
                File.Delete(test.Path(folder + ".gitignore"));
        }

        Assert.True(ignoredInAll > 1000);
    }

    [Theory]
    [InlineData("*.o", "dir/x.o", true)]
    [InlineData("*.o", "dir/x.oo", false)]
    [InlineData("/name", "name", true)]
    [InlineData("/name", "dir/name", false)]
    [InlineData("dir/name", "dir/name", true)]
    [InlineData("dir/name", "x/dir/name", false)]
    [InlineData("**/name", "x/y/name", true)]
    [InlineData("x/**/name", "x/name", true)]
    [InlineData("x/**", "x/y/z", true)]
    [InlineData("*\n!keep", "keep", false)]
    [InlineData("name  ", "name", true)]
    [InlineData("name\\ ", "name ", true)]
    [InlineData("name\r\n", "name", true)]
    [InlineData("\\#name", "#name", true)]
    [InlineData("\\!name", "!name", true)]
    [InlineData("#name", "#name", false)]
    [InlineData("name/", "name", false)]
    [InlineData("\uFEFFname", "name", true)]
    public void A_line_means_what_the_manual_says(string file, string path, bool expected)
    {
        var rules = IgnoreRules.ForDirectory(IgnoreRules.None, default, Encoding.UTF8.GetBytes(file));
        Assert.Equal(expected, rules.IsIgnored(Encoding.UTF8.GetBytes(path), isDirectory: false));
    }

    [Fact]
    public void A_deeper_file_has_the_last_word_and_its_patterns_begin_at_its_folder()
    {
        var root = IgnoreRules.ForDirectory(IgnoreRules.None, default, "*.log\n"u8);
        var deep = IgnoreRules.ForDirectory(root, "a/b"u8, "!keep.log\n/only\n"u8);
        Assert.True(root.IsIgnored("a/b/keep.log"u8, false));
        Assert.False(deep.IsIgnored("a/b/keep.log"u8, false));
        Assert.True(deep.IsIgnored("a/b/drop.log"u8, false));
        Assert.True(deep.IsIgnored("a/b/only"u8, false));
        Assert.False(deep.IsIgnored("a/b/c/only"u8, false));
        Assert.Same(deep, IgnoreRules.ForDirectory(deep, "a/b/c"u8, "# nothing\n"u8));
    }

    [Fact]
    public void Ignored_case_is_gits_own_down_to_its_quirk()
    {
        using var test = new TestRepository();
        test.Git("config", "core.ignorecase", "true");
        using var repository = test.Open();
        var rules = IgnoreRules.ForRepository(repository, "*.TMP\nBuild\n\\Escaped\n"u8);
        Assert.True(rules.IsIgnored("x.tmp"u8, false));
        Assert.True(rules.IsIgnored("bUILD"u8, true));
        Assert.False(rules.IsIgnored("Escaped"u8, false));
    }

    [Fact]
    public void A_users_own_file_is_asked_last()
    {
        using var test = new TestRepository();
        test.Write(".git/info/exclude", "!x.tmp\n");
        using var repository = test.Open();
        var rules = IgnoreRules.ForRepository(repository, "*.tmp\n"u8);
        Assert.True(rules.IsIgnored("y.tmp"u8, false));
        Assert.False(rules.IsIgnored("x.tmp"u8, false));
    }

    [Fact]
    public void A_hostile_pattern_ends()
    {
        var file = string.Concat(Enumerable.Repeat("**/*a", 200)) + "b\n" + string.Concat(Enumerable.Repeat("*a", 400)) + "b\n";
        var rules = IgnoreRules.ForDirectory(IgnoreRules.None, default, Encoding.UTF8.GetBytes(file));
        var path = string.Concat(Enumerable.Repeat("aaaaaaaaa/", 200)) + new string('a', 2000);
        Assert.False(rules.IsIgnored(Encoding.UTF8.GetBytes(path), false));
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        var rules = IgnoreRules.ForDirectory(IgnoreRules.None, default, "*.o\nnode_modules/\n/build\nsrc/**/gen\n[ab]*.x\n"u8);
        rules.IsIgnored("src/a/gen/x.c"u8, false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            rules.IsIgnored("src/a/gen/x.c"u8, false);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    // A walk: an ignored folder ends it, and each folder's file joins on the way.
    private static bool IsIgnored(IgnoreRules rules, Dictionary<string, string> files, string path, bool isDirectory)
    {
        var folder = "";
        while (true)
        {
            if (files.TryGetValue(folder, out var text))
                rules = IgnoreRules.ForDirectory(rules, Encoding.UTF8.GetBytes(folder.TrimEnd('/')), Encoding.UTF8.GetBytes(text));
            var slash = path.IndexOf('/', folder.Length);
            var step = slash < 0 ? path : path[..slash];
            if (rules.IsIgnored(Encoding.UTF8.GetBytes(step), slash >= 0 || isDirectory))
                return true;
            if (slash < 0)
                return false;
            folder = step + "/";
        }
    }

    private static string RandomFile(Random random, int lines)
    {
        var text = new StringBuilder();
        for (var i = 0; i < lines; i++)
        {
            if (random.Next(5) == 0)
                text.Append('!');
            if (random.Next(4) == 0)
                text.Append('/');
            var parts = 1 + random.Next(3);
            for (var part = 0; part < parts; part++)
            {
                if (part > 0)
                    text.Append('/');
                for (var piece = random.Next(4) == 0 ? 2 : 1; piece > 0; piece--)
                    text.Append(Pieces[random.Next(Pieces.Length)]);
            }

            text.Append(random.Next(5) == 0 ? "/" : "").Append(random.Next(6) == 0 ? "  " : "").Append(random.Next(9) == 0 ? "\r\n" : "\n");
        }

        return text.ToString();
    }
}
