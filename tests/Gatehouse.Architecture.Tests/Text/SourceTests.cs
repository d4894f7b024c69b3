namespace Gatehouse.Architecture.Tests.Text;

public class SourceTests
{
    private static Tree Source(string body, string path = "src/Gatehouse.X/X.cs") => Tree.Of((path, "namespace Gatehouse.X;\n" + body));

    [Fact]
    public void Only_the_runner_catches_what_it_does_not_know() => Hold.All(SourceRules.CatchesEverything(Tree.Repository));

    [Theory]
    [InlineData("class A { void B() { try { } catch (Exception) { throw; } } }")]
    [InlineData("class A { void B() { try { } catch (System.Exception e) { throw e; } } }")]
    [InlineData("class A { void B() { try { } catch { throw; } } }")]
    public void Catching_everything_is_told(string body) => Assert.Equal(["src/Gatehouse.X/X.cs:2"], SourceRules.CatchesEverything(Source(body)));

    [Theory]
    [InlineData("class A { void B() { try { } catch (Exception e) when (e is IOException) { throw; } } }", "src/Gatehouse.X/X.cs")]
    [InlineData("class A { void B() { try { } catch (IOException) { throw; } } }", "src/Gatehouse.X/X.cs")]
    [InlineData("class A { string B() => \"catch (Exception) { }\"; }", "src/Gatehouse.X/X.cs")]
    [InlineData("class A { void B() { try { } catch (Exception) { throw; } } }", "src/Gatehouse.Engine/Running/X.cs")]
    public void Catching_what_is_named_is_not(string body, string path) => Assert.Empty(SourceRules.CatchesEverything(Source(body, path)));

    [Fact]
    public void No_exception_is_dropped_in_silence() => Hold.All(SourceRules.EmptyCatches(Tree.Repository));

    [Fact]
    public void An_empty_catch_is_told_whatever_its_comment_says() =>
        Assert.Equal(["src/Gatehouse.X/X.cs:2"], SourceRules.EmptyCatches(Source("class A { void B() { try { } catch (IOException) { /* fine */ } } }")));

    [Fact]
    public void Nothing_is_left_unfinished() => Hold.All(SourceRules.Unfinished(Tree.Repository));

    [Theory]
    [InlineData("TODO")]
    [InlineData("FIXME")]
    [InlineData("HACK")]
    [InlineData("NotImplementedException")]
    public void What_is_left_unfinished_is_told(string word) => Assert.Equal(["src/Gatehouse.X/X.cs:2"], SourceRules.Unfinished(Source($"// {word} x")));

    [Fact]
    public void No_file_is_too_long_to_be_one_idea() => Hold.All(SourceRules.TooLong(Tree.Repository));

    [Fact]
    public void A_file_of_401_lines_is_told_and_one_of_400_is_not()
    {
        Assert.Empty(SourceRules.TooLong(Source(string.Concat(Enumerable.Repeat("\n", 399)))));
        Assert.Equal(["src/Gatehouse.X/X.cs has 401 lines"], SourceRules.TooLong(Source(new string('\n', 399) + "}\n")));
    }

    [Fact]
    public void Nothing_is_named_as_a_junk_drawer() => Hold.All(SourceRules.JunkDrawerNames(Tree.Repository));

    [Theory]
    [InlineData("src/Gatehouse.Common/X.cs", "class A;", "src/Gatehouse.Common/X.cs")]
    [InlineData("src/Gatehouse.X/Shared/X.cs", "class A;", "src/Gatehouse.X/Shared/X.cs")]
    [InlineData("src/Gatehouse.X/PathUtils.cs", "class A;", "src/Gatehouse.X/PathUtils.cs")]
    [InlineData("src/Gatehouse.X/X.cs", "class CacheManager;", "src/Gatehouse.X/X.cs:2")]
    [InlineData("src/Gatehouse.X/X.cs", "record struct Helper;", "src/Gatehouse.X/X.cs:2")]
    public void A_junk_drawer_is_told(string path, string body, string place) => Assert.Equal([place], SourceRules.JunkDrawerNames(Source(body, path)));

    [Fact]
    public void A_word_of_the_field_that_holds_one_is_none() => Assert.Empty(SourceRules.JunkDrawerNames(Source("class CoreSchema; class Score;", "src/Gatehouse.X/CoreSchema.cs")));
}
