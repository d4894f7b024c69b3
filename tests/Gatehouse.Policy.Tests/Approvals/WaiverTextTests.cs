using Gatehouse.Model;

namespace Gatehouse.Policy.Tests.Approvals;

/// <summary>A waiver is put into a text, and every other character stays as it was.</summary>
public sealed class WaiverTextTests
{
    private static readonly Waiver Waiver = new("W-9", "a \"known\" risk: # yes", "@acme/sec", new DateOnly(2026, 12, 31)) { Criteria = ["code.secrets"], Paths = ["tests/**"] };

    private const string Entry = "  - id: W-9\n    criteria: [code.secrets]\n    paths: [\"tests/**\"]\n    reason: \"a \\\"known\\\" risk: # yes\"\n    owner: \"@acme/sec\"\n    expires: 2026-12-31\n";

    public static TheoryData<string, string, string> Texts => new()
    {
        { "no file", "", "version: 1\n\nwaivers:\n" + Entry },
        { "no waivers", "version: 1 # ours\n", "version: 1 # ours\n\nwaivers:\n" + Entry },
        { "no waivers, no line end", "version: 1", "version: 1\n\nwaivers:\n" + Entry },
        { "empty list", "version: 1\nwaivers: [] # none\nexclude: [a]\n", "version: 1\nwaivers: # none\n" + Entry + "exclude: [a]\n" },
        { "at the end", "waivers:\n  - id: W-1 # first\n    owner: a\n# the end\n", "waivers:\n  - id: W-1 # first\n    owner: a\n" + Entry + "# the end\n" },
        { "before another section", "waivers:\n  - id: W-1\n    owner: a\n\n# Exclusions\nexclude: [a]\n", "waivers:\n  - id: W-1\n    owner: a\n" + Entry + "\n# Exclusions\nexclude: [a]\n" },
        { "dashes in the first column", "waivers:\n- id: W-1\n  owner: a\nexclude: [a]\n", "waivers:\n- id: W-1\n  owner: a\n" + Entry.Replace("\n  ", "\n", StringComparison.Ordinal)[2..] + "exclude: [a]\n" },
        { "a comment of the last entry", "waivers:\n  - id: W-1\n    # until the vendor answers\n", "waivers:\n  - id: W-1\n    # until the vendor answers\n" + Entry },
        { "Windows", "version: 1\r\nwaivers:\r\n  - id: W-1\r\n", "version: 1\r\nwaivers:\r\n  - id: W-1\r\n" + Entry.Replace("\n", "\r\n", StringComparison.Ordinal) },
    };

    [Theory, MemberData(nameof(Texts))]
    public void It_is_added_and_nothing_else_changes(string row, string text, string expected)
    {
        var (added, problem) = WaiverText.Add(text, Waiver);
        Assert.True(problem is null, row);
        Assert.Equal(expected, added);
    }

    [Fact]
    public void A_list_on_one_line_is_left_alone_and_says_so()
    {
        var (added, problem) = WaiverText.Add("waivers: [{id: W-1}]\n", Waiver);
        Assert.Null(added);
        Assert.Contains("a line for each entry", problem, StringComparison.Ordinal);
    }
}
