using System.Text;

namespace Gatehouse.Refinery.Tests;

/// <summary>Who owns a path, in the forms of GitHub and GitLab.</summary>
public class CodeOwnersTests
{
    private const string GitHub = """
        # everything else
        *                 @org/all
        *.js              @js  # a comment
        /build/logs/      @ops
        docs/*            docs@example.org
        apps/             @apps
        /apps/public
        **/secret         @security
        src/with\ blank/  @blank
        /lib/**/*.c       @c
        """;

    [Theory]
    [InlineData("README.md", "@org/all")]
    [InlineData("deep/down/x.js", "@js")]
    [InlineData("build/logs/a/b.txt", "@ops")]
    [InlineData("sub/build/logs/a.txt", "@org/all")]
    [InlineData("docs/a.md", "docs@example.org")]
    [InlineData("docs/sub/a.md", "@org/all")]
    [InlineData("x/apps/y/z.go", "@apps")]
    [InlineData("apps/public/z.go", "")]
    [InlineData("a/secret/key", "@security")]
    [InlineData("src/with blank/a", "@blank")]
    [InlineData("lib/a/b/c.c", "@c")]
    public void The_last_match_wins(string path, string owner) => Assert.Equal(owner, Owners(GitHub, "CODEOWNERS", path));

    private const string GitLab = """
        * @all
        [Docs] @docs @writers
        docs/
        *.md @md
        ^[Optional][2] @more
        docs/api/
        !docs/api/private/
        [DOCS]
        README.md @readme
        """;

    [Theory]
    [InlineData("src/a.c", "@all")]
    [InlineData("docs/a.txt", "@all @docs @writers")]
    [InlineData("docs/a.md", "@all @md")]
    [InlineData("docs/api/a.txt", "@all @docs @more @writers")]
    [InlineData("docs/api/private/a.txt", "@all @docs @writers")]
    [InlineData("README.md", "@all @readme")]
    public void Sections_add_up_and_each_has_its_own_last_match(string path, string owners) => Assert.Equal(owners, Owners(GitLab, ".gitlab/CODEOWNERS", path));

    [Fact]
    public void A_bad_line_is_said_and_on_GitHub_void()
    {
        var owners = CodeOwners.Read("* @all\n*.c nobody @c\n!x @y\n"u8, ".github/CODEOWNERS");
        Assert.Equal([".github/CODEOWNERS:2", ".github/CODEOWNERS:3"], owners.Warnings.Select(warning => warning.Source));
        Assert.Equal(["@all"], owners.Of("a.c"));
    }

    [Fact]
    public void On_GitLab_a_bad_owner_alone_is_left_out()
    {
        var owners = CodeOwners.Read("[A]\n*.c nobody @c\n[ unclosed\n"u8, "CODEOWNERS");
        Assert.Equal(["CODEOWNERS:2", "CODEOWNERS:3"], owners.Warnings.Select(warning => warning.Source));
        Assert.Equal(["@c"], owners.Of("a.c"));
    }

    [Fact]
    public void A_file_over_the_bound_owns_nothing_and_says_so()
    {
        var owners = CodeOwners.Read(new byte[(3 << 20) + 1], "CODEOWNERS");
        Assert.Single(owners.Warnings);
        Assert.Empty(owners.Of("a"));
    }

    [Fact]
    public void Findings_carry_the_owners_of_their_path()
    {
        var owners = CodeOwners.Read(Encoding.UTF8.GetBytes(GitHub), CodeOwners.Paths[0]);
        var result = Refine.Run(Sample.Request(Sample.Secret("a.js", 1), Sample.Secret("a.js", 1) with { Location = null }) with { Owners = owners });
        Assert.Equal(["@js"], result.Findings[0].Owners);
        Assert.Empty(result.Findings[1].Owners);
    }

    private static string Owners(string file, string source, string path)
    {
        var owners = CodeOwners.Read(Encoding.UTF8.GetBytes(file), source);
        Assert.Empty(owners.Warnings);
        return string.Join(' ', owners.Of(path));
    }
}
