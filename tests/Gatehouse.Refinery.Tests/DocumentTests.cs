using System.Text.RegularExpressions;

namespace Gatehouse.Refinery.Tests;

/// <summary>What the how-to pages show is what the readers read.</summary>
public partial class DocumentTests
{
    [Fact]
    public void Every_example_of_ignoring_is_read_without_a_complaint_and_no_file_lacks_one()
    {
        var shown = new HashSet<string>();
        foreach (Match example in Example().Matches(Page("ignore.md")))
        {
            var (name, text) = (example.Groups["name"].Value, example.Groups["text"].Value);
            shown.Add(name);
            if (name == "gatehouse.yaml")
            {
                var (entries, problems) = Sample.ReadOwn("version: 1\n" + text);
                Assert.Empty(problems);
                Assert.NotEmpty(entries);
            }
            else if (name == "baseline.json")
            {
                Assert.NotNull(Baseline.TryRead(System.Text.Encoding.UTF8.GetBytes(text), name, out _));
            }
            else
            {
                var read = Sample.Read(name, text);
                Assert.Empty(read.Warnings);
                Assert.NotEmpty(read.Entries);
            }
        }

        Assert.Equal(RefineryCatalog.SuppressionFiles.Select(file => file.FileName).Append("gatehouse.yaml").Append("baseline.json").Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_on_ranking_states_the_points_that_are_given()
    {
        var page = Page("ranking.md");
        foreach (var (name, points) in new[]
        {
            ("Known to be exploited", Ranking.KnownExploited), ("EPSS", Ranking.Epss), ("Reached", Ranking.Reached), ("Fix available", Ranking.Fix),
            ("Confidence", Ranking.Confidence), ("New", Ranking.New), ("Production path", Ranking.Production), ("Direct", Ranking.Direct),
        })
            Assert.Matches($@"\| {name}[^|]*\| {points} \|", page);
    }

    // A fenced block whose info string is a language and a file's name.
    [GeneratedRegex(@"^```\w+ (?<name>\S+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, 2000)]
    private static partial Regex Example();

    private static string Page(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "how-to", name)))
            folder = folder.Parent;
        Assert.True(folder is not null, $"docs/how-to/{name} is nowhere above the tests");
        return File.ReadAllText(Path.Combine(folder!.FullName, "docs", "how-to", name));
    }
}
