using Gatehouse.SizeBudget;

namespace Gatehouse.Architecture.Tests.Build;

public class SizeBudgetTests
{
    private const string Map = """
        <?xml version="1.0" encoding="utf-8"?>
        <ObjectNodes>
          <Metadata Name="__embedded_metadata" Length="900" Hash="00" />
          <MethodCode Name="S_P_CoreLib_System_String__Trim" Length="100" Hash="00" />
          <MethodCode Name="Gatehouse_Model_Gatehouse_Model_Severities__ToLabel" Length="300" Hash="00" />
          <GCInfo Name="Gatehouse_Model_Gatehouse_Model_Severities__ToLabel" Length="5" Hash="00" />
          <ConstructedEEType Name="_ZTV20Gatehouse_Model_Gatehouse_Model_Fact" Length="80" Hash="00" />
          <MethodCode Name="S_P_CoreLib_System_Collections_Generic_List_1&lt;Gatehouse_Model_Gatehouse_Model_Fact&gt;__Add" Length="40" Hash="00" />
          <MethodCode Name="Gatehouse_Model_Gatehouse_Model_Sorted_1&lt;Gatehouse_Rules_Gatehouse_Rules_Table&gt;__Add" Length="15" Hash="00" />
          <FieldRvaData Name="Gatehouse_Rules_Secrets__PrivateImplementationDetails_" Length="7000" Hash="00" />
          <MethodCode Name="Gatehouse_Rules_Gatehouse_Rules_Table__Read" Length="60" Hash="00" />
          <MethodCode Name="gatehouse_Program___Main__" Length="20" Hash="00" />
        </ObjectNodes>
        """;

    private static readonly Budget[] Budgets =
    [
        new("Gatehouse.Cli", "gatehouse", null, 20),
        new("Gatehouse.Model", "Gatehouse.Model", 1, null),
        new("Gatehouse.Rules", "Gatehouse.Rules", 1, null),
        new("Gatehouse.Rules.Secrets", "Gatehouse.Rules.Secrets", 7, null),
    ];

    [Fact]
    public void Bytes_are_summed_by_the_assembly_that_a_symbol_names_first() =>
        Assert.Equal(
            [("", 1000L), ("<>", 40), ("Gatehouse_Model", 400), ("Gatehouse_Rules", 60), ("Gatehouse_Rules_Secrets", 7000), ("gatehouse", 20)],
            Sums().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));

    [Fact]
    public void A_map_in_which_a_symbol_has_no_length_is_refused() =>
        Assert.Throws<InvalidDataException>(() => MapFile.Bytes(new StringReader("<ObjectNodes><MethodCode Name=\"x\" /></ObjectNodes>"), []));

    [Fact]
    public void Everything_within_its_budget_says_so_at_its_bound()
    {
        var table = BudgetTable.Of(Budgets, Sums(), 20_000);
        Assert.True(table.IsWithin);
        Assert.Matches("Gatehouse.Rules.Secrets +7 +7\n", table.Text);
        Assert.EndsWith("Everything is within its budget.\n", table.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_over_its_budget_is_named()
    {
        var table = BudgetTable.Of([.. Budgets[..3], Budgets[3] with { Kilobytes = 6 }], Sums(), 20_000);
        Assert.False(table.IsWithin);
        Assert.Contains("Over budget: Gatehouse.Rules.Secrets.", table.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_executable_has_a_budget_of_its_own()
    {
        var table = BudgetTable.Of(Budgets, Sums(), 20_001);
        Assert.False(table.IsWithin);
        Assert.Contains("Over budget: executable.", table.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_is_read_from_the_project_file() =>
        Assert.Equal(
            new Budget("Gatehouse.Cli", "gatehouse", 900, 20_000),
            Budget.Read("Gatehouse.Cli", "<Project><PropertyGroup><AssemblyName>gatehouse</AssemblyName><SizeBudgetKilobytes>900</SizeBudgetKilobytes><ExecutableSizeBudgetKilobytes>20000</ExecutableSizeBudgetKilobytes></PropertyGroup></Project>"));

    private static IReadOnlyDictionary<string, long> Sums() => MapFile.Bytes(new StringReader(Map), [.. Budgets.Select(budget => budget.Prefix)]);
}
