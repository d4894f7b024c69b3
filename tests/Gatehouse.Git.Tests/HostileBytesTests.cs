using System.Text;
using CsCheck;
using Gatehouse.Git.Objects;

namespace Gatehouse.Git.Tests;

public class HostileBytesTests
{
    [Fact]
    public void Random_bytes_are_a_value_and_no_exception_for_every_parser() =>
        Gen.Byte.Array[0, 200].Sample(
            bytes =>
            {
                var cursor = new TreeCursor(bytes);
                while (cursor.MoveNext())
                    GitPath.NameProblem(cursor.Name);
                GitPath.IsSafe(bytes);
                GitConfig.Parse(bytes);
                GitCommit.Parse(default, bytes);
                _ = GitSignature.Parse(bytes).Time;
                CacheTree.Parse(bytes);
                ReadOnlySpan<byte> delta = bytes;
                if (Delta.TryReadSizes(ref delta, out _, out _))
                    Delta.TryApply(delta, new byte[64], new byte[64]);
                IgnoreRules.ForDirectory(IgnoreRules.None, default, bytes).IsIgnored("some/path.txt"u8, false);
                IgnoreRules.ForDirectory(IgnoreRules.None, default, "*[a-z"u8).IsIgnored(bytes, false);
            },
            seed: "0000000000000",
            iter: 20_000);

    [Fact]
    public void Random_text_of_the_formats_own_signs_is_a_value_and_no_exception() =>
        Gen.Char["[]\"\\=#;\n\r\t .ab*?!/-:^0<>+{}"].Array[0, 60].Sample(
            chars =>
            {
                var bytes = Encoding.UTF8.GetBytes(chars);
                GitConfig.Parse(bytes);
                IgnoreRules.ForDirectory(IgnoreRules.None, default, bytes).IsIgnored("a/b/a.b"u8, true);
                IgnoreRules.ForDirectory(IgnoreRules.None, default, "**/[ab]*\n"u8).IsIgnored(bytes, true);
                _ = GitSignature.Parse(bytes).Name;
            },
            seed: "0000000000000",
            iter: 20_000);

    [Theory]
    [InlineData("fine", true)]
    [InlineData("a/b.c/.gitignore", true)]
    [InlineData(".github/x", true)]
    [InlineData("a..b/...", true)]
    [InlineData("..git", true)]
    [InlineData("git~10", true)]
    [InlineData("", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a//b", false)]
    [InlineData("../a", false)]
    [InlineData("a/..", false)]
    [InlineData("a/./b", false)]
    [InlineData("a/.git/hooks", false)]
    [InlineData(".GiT", false)]
    [InlineData(".git. .", false)]
    [InlineData(".git::$INDEX_ALLOCATION", false)]
    [InlineData("GIT~1/x", false)]
    [InlineData(".g\u200Cit", false)]
    [InlineData("\u200E.git\uFEFF", false)]
    [InlineData("\uFEFF.git", false)]
    public void A_path_is_safe_or_it_is_not(string path, bool expected) => Assert.Equal(expected, GitPath.IsSafe(Encoding.UTF8.GetBytes(path)));

    [Fact]
    public void A_sentence_never_carries_control_signs_to_a_terminal()
    {
        using var test = new TestRepository();
        using var repository = test.Open();
        Assert.False(repository.TryResolve("x\u001b[31mred\u202e", out _, out var problem));
        Assert.DoesNotContain(problem.Sentence, c => char.IsControl(c) || c == '\u202e');
    }
}
