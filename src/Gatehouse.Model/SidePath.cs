namespace Gatehouse.Model;

/// <summary>Files of tests, documentation and examples, told by their path: what they hold is not what runs in production.</summary>
public static class SidePath
{
    private static readonly HashSet<string> FolderWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "test", "tests", "testing", "testdata", "testutil", "testutils", "spec", "specs", "fixture", "fixtures", "mock", "mocks", "e2e", "cassettes",
        "doc", "docs", "documentation", "tutorial", "tutorials", "example", "examples", "sample", "samples", "demo", "demos", "bench", "benchmark", "benchmarks",
    };

    // Of a file's name fewer words count: "mock" and "demo" name what a program does as well.
    private static readonly HashSet<string> NameWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "test", "tests", "spec", "specs", "testdata", "fixture", "fixtures", "conftest", "example", "examples", "sample", "samples",
    };

    // A test environment has real credentials: of a configuration's name only these say that it is none.
    private static readonly HashSet<string> TemplateWords = new(StringComparer.OrdinalIgnoreCase) { "example", "examples", "sample", "samples", "template", "dist" };

    private static readonly HashSet<string> NoTests = new(StringComparer.OrdinalIgnoreCase) { "latest", "contest", "protest", "attest", "greatest", "fastest", "detest", "lightest", "newest", "shortest" };

    private static readonly string[] Documents = [".md", ".mdx", ".rst", ".adoc", ".asciidoc"];

    /// <summary>Whether a place lies in such a file; false for null and for what is no file of the subject.</summary>
    public static bool Holds(Location? location) => location is { IsUri: false } && Holds(location.Path);

    /// <summary>Whether a path leads to such a file. Names are taken as words: <c>Acme.Api.Tests</c> and <c>androidTest</c> are tests, <c>latest</c> is none.</summary>
    /// <param name="path">Relative, with forward slashes.</param>
    public static bool Holds(string path)
    {
        var rest = path.AsSpan();
        // A folder named t holds the tests of Perl and of what follows its ways.
        for (; rest.IndexOf('/') is var slash and >= 0; rest = rest[(slash + 1)..])
        {
            // An archive is no folder, although its members are written below it.
            if (slash > 0 && rest[slash - 1] == '!' ? HoldsWord(rest[..slash], NameWords) : rest[..slash] is "t" || HoldsWord(rest[..slash], FolderWords) || IsJoined(rest[..slash]))
                return true;
        }

        if (rest.StartsWith(".env", StringComparison.OrdinalIgnoreCase) || rest.EndsWith(".env", StringComparison.OrdinalIgnoreCase))
            return HoldsWord(rest, TemplateWords);
        foreach (var ending in Documents)
        {
            if (rest.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return HoldsWord(rest, NameWords);
    }

    // caddytest, iotests: joined to the name of what it tests. English has few words that end so.
    private static bool IsJoined(ReadOnlySpan<char> name) =>
        (name.EndsWith("test", StringComparison.Ordinal) || name.EndsWith("tests", StringComparison.Ordinal))
        && !NoTests.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name.TrimEnd('s'));

    // Words end at what is no letter or digit, and where a capital follows a small letter.
    private static bool HoldsWord(ReadOnlySpan<char> name, HashSet<string> words)
    {
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || !char.IsAsciiLetterOrDigit(name[i]);
            if (!isEnd && !(i > start && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1])))
                continue;
            if (lookup.Contains(name[start..i]))
                return true;
            start = isEnd ? i + 1 : i;
        }

        return false;
    }
}
