using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Secrets.Tests;

/// <summary>Where a secret begins and ends, and which of two rules tells it.</summary>
public class SecretScannerTests
{
    private static readonly SecretRule Base = new()
    {
        Id = "base",
        Provider = "Acme",
        Title = "Acme key",
        Kind = FindingKind.Credential,
        Severity = Severity.High,
        Confidence = Confidence.High,
        Description = "Opens Acme.",
        Pattern = "",
        Revoke = "At Acme.",
    };

    private static readonly SecretRule Acme = Base with { Id = "acme", Literals = ["acme-"], Pattern = @"\b(?P<secret>acme-[0-9a-z]{12})(?:[^0-9a-z]|$)", Structure = SecretStructure.Prefix };

    private static List<string> Scan(string text, params SecretRule[] rules) => Scan("a.txt", text, rules);

    private static List<string> Scan(string path, string text, params SecretRule[] rules)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. new SecretScanner(new CompiledRules([.. rules])).Scan(Encoding.UTF8.GetBytes(path), bytes).Select(match => $"{rules[match.Rule].Id} {match.Start}-{match.End} {Encoding.UTF8.GetString(bytes[match.Start..match.End])}")];
    }

    [Theory]
    [InlineData("x=acme-a1b2c3d4e5f6", "acme 2-19 acme-a1b2c3d4e5f6")]
    [InlineData("x=acme-a1b2c3d4e5f6;", "acme 2-19 acme-a1b2c3d4e5f6")]
    [InlineData("ü acme-a1b2c3d4e5f6\nacme-", "acme 3-20 acme-a1b2c3d4e5f6")]
    public void The_secret_is_the_group_without_what_delimits_it(string text, string expected) => Assert.Equal([expected], Scan(text, Acme));

    [Theory]
    [InlineData("acme-a1b2c3d4e5f")]
    [InlineData("acme-a1b2c3d4e5f6g")]
    [InlineData("xacme-a1b2c3d4e5f6")]
    [InlineData("ACME-a1b2c3d4e5f6")]
    public void Another_shape_is_none(string text) => Assert.Empty(Scan(text, Acme));

    [Fact]
    public void Two_that_share_their_delimiter_are_both_told() =>
        Assert.Equal(["acme 0-17 acme-a1b2c3d4e5f6", "acme 18-35 acme-f6e5d4c3b2a1"], Scan("acme-a1b2c3d4e5f6 acme-f6e5d4c3b2a1", Acme));

    [Theory]
    [InlineData((1 << 20) - 18)]
    [InlineData((1 << 20) - 3)]
    [InlineData(1 << 20)]
    [InlineData((2 << 20) - 5)]
    public void A_secret_across_two_pieces_of_a_large_text_is_found_once(int before) =>
        Assert.Equal([$"acme {before}-{before + 17} acme-a1b2c3d4e5f6"], Scan(new string(' ', before) + "acme-a1b2c3d4e5f6" + new string(' ', 3 << 20), Acme));

    [Fact]
    public void Every_one_of_many_is_told() => Assert.Equal(2000, Scan(string.Concat(Enumerable.Range(0, 2000).Select(i => $"k{i} = acme-a1b2c3d4{i:x4}\n")), Acme).Count);

    [Fact]
    public void A_text_full_of_a_literal_and_without_a_secret_ends_and_tells_none() => Assert.Empty(Scan(string.Concat(Enumerable.Repeat("acme-", 300_000)), Acme));

    [Fact]
    public void A_credential_is_told_rather_than_a_possible_secret_over_the_same_bytes()
    {
        var assignment = Base with { Id = "assignment", Provider = "Generic", Kind = FindingKind.PossibleSecret, Confidence = Confidence.Medium, LiteralsIgnoreCase = ["key"], Pattern = @"(?i:key) ?= ?(?P<secret>[0-9a-z-]{8,40})" };
        Assert.Equal(["acme 6-23 acme-a1b2c3d4e5f6"], Scan("key = acme-a1b2c3d4e5f6", assignment, Acme));
        Assert.Equal(["assignment 6-23 bcme-a1b2c3d4e5f6"], Scan("KEY = bcme-a1b2c3d4e5f6", assignment, Acme));
    }

    [Fact]
    public void Of_two_rules_alike_the_longer_match_is_told()
    {
        var longer = Acme with { Id = "longer", Pattern = @"acme-[0-9a-z]{12}-[0-9]{4}" };
        Assert.Equal(["longer 0-22 acme-a1b2c3d4e5f6-7391"], Scan("acme-a1b2c3d4e5f6-7391", Acme, longer));
    }

    [Theory]
    [InlineData("deploy/prod.env", true)]
    [InlineData("deploy/prod.txt", false)]
    [InlineData("deploy/old/prod.env", false)]
    public void Paths_and_paths_left_out_count(string path, bool isFound) =>
        Assert.Equal(isFound ? 1 : 0, Scan(path, "acme-a1b2c3d4e5f6", Acme with { Paths = ["**/*.env"], ExcludePaths = ["**/old/**"] }).Count);

    [Fact]
    public void The_same_scanner_forgets_the_text_before()
    {
        var scanner = new SecretScanner(new CompiledRules([Acme]));
        Assert.Single(scanner.Scan("a"u8, "            acme-a1b2c3d4e5f6"u8));
        Assert.Single(scanner.Scan("a"u8, "acme-a1b2c3d4e5f6"u8));
        Assert.Empty(scanner.Scan("a"u8, "nothing"u8));
    }
}
