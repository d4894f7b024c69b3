namespace Gatehouse.Architecture.Tests.Build;

/// <summary>build/Layers.targets. That the repository itself holds is shown by its build, which runs the same target for every project.</summary>
public sealed class LayerTests(HouseBuild build) : IClassFixture<HouseBuild>
{
    [Fact]
    public void Exactly_the_projects_that_break_a_layer_are_refused_each_by_its_code() =>
        Assert.Equal(
            [
                "Gatehouse.Hub GH0004",
                "Gatehouse.NoBudget GH0003",
                "Gatehouse.NoLayer GH0001",
                "Gatehouse.OtherEngine40 GH0002",
                "Gatehouse.Policy GH0004",
                "Gatehouse.Refinery GH0004",
                "Gatehouse.Sideways GH0002",
                "Gatehouse.Unlayered GH0002",
                "Gatehouse.Upward GH0002",
            ],
            build.Layers);

    [Theory]
    [InlineData(5, "Console")]
    [InlineData(6, "DateTimeOffset.UtcNow")]
    [InlineData(7, "HttpClient")]
    [InlineData(8, "File.ReadAllText")]
    [InlineData(9, "Process.Start")]
    [InlineData(10, "Regex.IsMatch")]
    public void A_banned_symbol_is_refused_where_it_is_used(int line, string symbol) =>
        Assert.Contains(
            build.BannedOutput.Split('\n'),
            error => error.Contains($"Uses.cs({line},", StringComparison.Ordinal) && error.Contains("error RS0030", StringComparison.Ordinal) && error.Contains(symbol, StringComparison.Ordinal));

    [Fact]
    public void What_is_not_banned_is_not_refused() => Assert.DoesNotContain("Uses.cs(11,", build.BannedOutput, StringComparison.Ordinal);
}
