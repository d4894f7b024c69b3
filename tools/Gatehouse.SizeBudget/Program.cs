using Gatehouse.SizeBudget;

// size-budget SOURCE-FOLDER MAP EXECUTABLE
if (args is not [var source, var map, var executable])
{
    Console.Error.WriteLine("usage: size-budget SOURCE-FOLDER MAP EXECUTABLE");
    return 2;
}

var budgets = Budget.ReadAll(source);
using var reader = new StreamReader(map);
var table = BudgetTable.Of(budgets, MapFile.Bytes(reader, [.. budgets.Select(budget => budget.Prefix)]), new FileInfo(executable).Length);
Console.Write(table.Text);
return table.IsWithin ? 0 : 1;
